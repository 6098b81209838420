"""Both objectives over time and step by step: their numbers, and one colour a meaning."""

import numpy as np
import pytest

from tests.runs.test_sleep_steps import made
from wsviz.figures import palette
from wsviz.figures.objectives import alt_text, objectives_over_time, steps
from wsviz.measure import Objectives

POINTS = {at: Objectives(*np.array([[0.1], [0.2], [0.4]]) * size) for at, size in ((9, 3), (0, 1))}


def test_parts_of_the_penalty_stand_on_one_another_beside_what_sleep_descends(valid):
    figure = valid(objectives_over_time(POINTS, 5))
    unavoidable, lag, dreams = figure["data"]
    assert unavoidable["x"].tolist() == [0.5, 9]
    np.testing.assert_allclose(
        [t["y"] for t in figure["data"]], [[0.1, 0.3], [0.2, 0.6], [0.4, 1.2]]
    )
    assert unavoidable["stackgroup"] == lag["stackgroup"]
    assert unavoidable["fillcolor"] != lag["fillcolor"]
    assert unavoidable["line"]["color"] == lag["line"]["color"] == palette.PENALTY
    assert (dreams["line"]["color"], dreams["yaxis"]) == (palette.SLEEP, "y2")
    assert [shape["x0"] for shape in figure["layout"]["shapes"]] == [5, 5]
    assert not objectives_over_time(POINTS, None)["layout"]["shapes"]


def test_what_is_heard_is_the_last_point():
    for words in ("cycle 9", "data 0.9000 bits", "unavoidable 0.3000", "dreams 1.2000 bits"):
        assert words in alt_text(POINTS)


def test_a_dot_a_step_and_a_ring_round_the_one_told_of(valid):
    found = made([0.5, 0.1, 0.2], [0.1, -0.1, -0.2])
    single, mean, ring = valid(steps(found, 2))["data"]
    np.testing.assert_allclose(single["x"], [0.1, -0.1, -0.2])
    np.testing.assert_allclose(single["y"], [0.5, 0.1, 0.2])
    assert not mean["x"].any()
    assert (ring["x"][0], ring["y"][0]) == pytest.approx((-0.2, 0.2))
    assert ring["customdata"].tolist() == [[9]]
    assert ring["marker"]["color"] == palette.SELECTED


def test_without_such_a_step_nothing_is_ringed_and_all_dots_lie_inside(valid):
    layout = valid(steps(made([0.5], [0.1]), None))["layout"]
    assert len(steps(made([0.5], [0.1]), None)["data"]) == 2
    for axis, value in (("xaxis", 0.1), ("yaxis", 0.5)):
        low, high = layout[axis]["range"]
        assert low < 0 < value < high
    still = steps(made([0.0], [0.0]), None)["layout"]["xaxis"]["range"]
    assert still == [-1, 1]
