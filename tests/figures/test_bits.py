"""Curves and the bar chart: the sum, infinity, and room for names."""

import numpy as np
import pytest

from wsviz.figures import bits, charts
from wsviz.figures.distribution import distribution
from wsviz.measure.curve import Point

IMAGES = np.eye(4, dtype=np.float32)


def point(kl, exact=True, held_out=np.nan):
    """A Point of two learners, the second one bit worse, whose KL is given."""
    one = np.array([1.0, 1.0])
    kl, layers = kl + np.array([0, 1]), (np.ones((2, 2)), np.ones((2, 1)))
    return Point(2 * one, kl, one / 2, *layers, one / 4, held_out * one, one / 8, exact)


def written(figure):
    """The words of a figure, from the top."""
    return [note["text"] for note in figure["layout"]["annotations"]]


def test_the_sum_is_drawn_on_top_of_its_parts():
    curve = {0: point(3.0), 10: point(1.0)}
    second = {at: each.learner(1) for at, each in curve.items()}
    figure = bits.bits_over_time(second, 10)
    parts, total = figure["data"][:3], figure["data"][3]
    np.testing.assert_array_equal(total["y"], [6.5, 4.5])
    np.testing.assert_array_equal(total["y"], sum(part["y"] for part in parts))
    assert "stackgroup" not in total
    assert total["customdata"].tolist() == [[0], [10]]
    assert "4.500" in figure["layout"]["annotations"][0]["text"]


def test_an_infinite_cost_is_said_so():
    curve = {0: point(np.inf)}
    assert "∞" in written(bits.bits_over_time(curve, 0))[0]
    assert "KL(data‖model) = ∞" in bits.alt_text(curve, 0)
    assert charts.told(1.25) == "1.250"


def test_what_is_heard_belongs_to_the_cycle_on_show():
    curve = {0: point(3.0), 10: point(1.0), 20: point(0.5)}
    assert "at cycle 10" in bits.alt_text(curve, 19)
    assert "KL(data‖model) = 1.000" in bits.alt_text(curve, 10)


def test_what_is_sampled_is_called_a_bound():
    """In expectation the KL is at most that and the penalty at least; ± is of their sum."""
    curve = {10: point(1.0, exact=False)}
    first, keys, *_ = written(bits.bits_over_time(curve, 10))
    assert "3.50 ± 0.25 (one standard error, sampled)" in first
    assert "H(data) = 2.00" in keys
    assert "KL(data‖model) ≤ 1.00" in keys
    assert "penalty E[KL(Q‖P)] ≥ 0.50" in keys
    assert "sampled: H(data) = 2.000, KL(data‖model) ≤ 1.000, penalty" in bits.alt_text(curve, 10)
    exact = written(bits.bits_over_time({10: point(1.0)}, 10))
    assert "3.500 (exact)" in exact[0]
    assert "KL(data‖model) = 1.00" in exact[1]


def test_held_out_images_have_a_line_in_the_curve_and_in_the_title():
    curve = {0: point(2.0), 10: point(1.0, exact=False, held_out=5.25)}
    figure = bits.bits_over_time(curve, 10, listed=4000)
    (line,) = (trace for trace in figure["data"] if trace["name"] == "held-out images")
    np.testing.assert_array_equal(line["y"], [np.nan, 5.25])
    assert line["line"]["dash"] == "dash"
    lines = written(figure)
    assert "held-out images" in lines[1]
    assert "5.25 ± 0.12" in lines[1]
    assert "KL(data‖model)" in lines[2]
    assert "held-out images 5.25 ± 0.12." in bits.alt_text(curve, 10)
    # One line more stands above the axes.
    tops = [bits.bits_over_time({0: point(2.0)}, 0)["layout"]["margin"]["t"]]
    assert figure["layout"]["margin"]["t"] - tops[0] == 21


def test_without_held_out_images_a_sample_of_a_larger_world_is_called_one():
    curve = {0: point(2.0, exact=False)}
    (line,) = (
        words for words in written(bits.bits_over_time(curve, 0, listed=1750)) if "1,7" in words
    )
    assert "H and KL are of the 1,750 images learned" in line
    assert not any("learned" in words for words in written(bits.bits_over_time(curve, 0)))
    names = [trace["name"] for trace in bits.bits_over_time(curve, 0)["data"]]
    assert "held-out images" not in names
    assert "held-out" not in bits.alt_text(curve, 0)


def test_the_bar_chart_says_the_divergence(valid):
    data, model = np.array([0.25] * 4), np.array([0.125] * 4)
    figure = valid(distribution(IMAGES, data, model, 0.5, (2, 2)))
    assert "= 1.000 bits" in figure["layout"]["annotations"][0]["text"]
    model[2] = 0
    figure = valid(distribution(IMAGES, data, model, 0.625, (2, 2)))
    assert "= ∞ bits" in figure["layout"]["annotations"][0]["text"]


@pytest.mark.parametrize("count", [4, 12, 29])
def test_all_others_stand_under_their_own_bar_apart_from_the_pictures(count):
    images = np.zeros((count, 16))
    figure = distribution(images, np.full(count, 1 / count), np.zeros(count), 1.0, (4, 4))
    places, name = figure["data"][1]["x"], figure["layout"]["annotations"][2]
    assert (name["text"], name["xanchor"]) == ("others", "center")
    assert name["x"] == places[-1]
    # Its name takes some 50 pixels, and ends on the figure.
    assert places[-1] - 25 >= figure["data"][2]["x"][-1]
    assert places[-1] + 25 <= 600
    assert figure["layout"]["shapes"][0]["path"].count("M") == count
    # Two bars a picture do not reach those of the next.
    assert 2 * figure["data"][0]["width"] < places[1] - places[0]


def test_pictures_stand_under_their_own_bars(valid):
    order = [2, 0, 3, 1]
    data = np.array([0.3, 0.1, 0.4, 0.2])
    figure = valid(distribution(IMAGES, data, data, 0.0, (2, 2)))
    bars, _, thumbnails = figure["data"]
    np.testing.assert_array_equal(bars["y"][:4], data[order])
    for place, image in enumerate(order):
        left = 3 * place
        shown = thumbnails["z"][:, left : left + 2]
        np.testing.assert_array_equal(shown, IMAGES[image].reshape(2, 2))
        middle = (thumbnails["x"][left] + thumbnails["x"][left + 2]) / 2
        assert middle == pytest.approx(bars["x"][place])


def test_where_other_layers_begin_to_learn_there_is_a_line_through_both_charts():
    curve = {0: point(3.0), 10: point(1.0), 40: point(0.5)}
    plain = len(bits.bits_over_time(curve, 40)["layout"]["shapes"])
    shapes = bits.bits_over_time(curve, 40, turns=(10, 20, 50))["layout"]["shapes"]
    dotted = [(s["x0"], s["xref"]) for s in shapes if s["line"].get("dash") == "dot"]
    assert dotted == [(10, "x"), (10, "x2"), (20, "x"), (20, "x2")]
    assert len(shapes) == plain + 4
