"""Recorded cases over examples and over CPU-seconds."""

import numpy as np

from tests.runs.cases import case
from wsviz.figures.cases import over_work

KL = [[5, 5], [2, 4], [1, 3]]


def cases():
    return [
        case("sampled", [0, 10, 100], {"kl_bits": KL})._replace(seconds=20.0),
        case("exact", [0, 5, 10], {"kl_bits": KL}, variant="exact-gradient")._replace(seconds=4.0),
    ]


def lines(figure, axis):
    return [t for t in figure["data"] if t["xaxis"] == f"x{axis}" and "fill" not in t]


def test_left_examples_right_seconds(valid):
    figure = valid(over_work(cases(), "kl_bits", "KL"))
    sampled, exact = lines(figure, "")
    assert sampled["x"].tolist() == [0.5, 10, 100]
    # A cycle of the exact gradient sees all twelve images of the world.
    assert exact["x"].tolist() == [0.5, 60, 120]
    for line in (sampled, exact):
        assert line["y"].tolist() == [5, 3, 2]
    sampled, exact = lines(figure, "2")
    assert sampled["x"].tolist() == [0.5, 2, 20]
    assert exact["x"].tolist() == [0.5, 2, 4]
    assert figure["layout"]["xaxis"]["title"]["text"] == "examples seen"
    assert "CPU" in figure["layout"]["xaxis2"]["title"]["text"]


def test_a_case_has_one_colour_and_one_entry_of_the_legend(valid):
    figure = valid(over_work(cases(), "kl_bits", "KL"))
    pens = [[t["line"]["color"] for t in lines(figure, axis)] for axis in ("", "2")]
    assert pens[0] == pens[1]
    assert len(set(pens[0])) == 2
    shown = [t for t in figure["data"] if t.get("showlegend", True)]
    assert [t["name"] for t in shown] == ["sampled", "exact"]
    bands = [t for t in figure["data"] if "fill" in t]
    np.testing.assert_allclose(bands[0]["y"], [5, 4, 3, 1, 2, 5])
