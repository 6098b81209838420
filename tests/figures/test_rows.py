"""Numbers of rows side by side: lines, bands, colours; units and dreams."""

import numpy as np
import pytest

from tests.runs.cases import case
from wsviz.engine import gallery
from wsviz.figures import palette, rows_pictures
from wsviz.figures.rows import EXAMPLES, UPDATES, alt_text, over
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run

CYCLES = [0, 10, 100]
ALIKE = [[np.nan, np.nan], [0.9, 0.7], [0.1, 0.3]]
BITS = [[64, 64], [40, 42], [30, 26]]


def cases():
    """One row, four rows, and four rows at four times the rate."""
    measured = {"likeness": ALIKE, "held_out_bits": BITS}
    rates = PRESETS["kirby"].generative_rates
    times = {"generative_rates": [4 * rate for rate in rates]}
    return [
        case("1 row", CYCLES, measured),
        case("4 rows", CYCLES, measured, rows=4),
        case("4 rows, ε × 4", CYCLES, measured, rows=4, **times),
    ]


def traces(count, axis, filled):
    """The bands or the lines of one of the two charts."""
    data = over(cases(), count)["data"]
    return [t for t in data if t["xaxis"] == f"x{axis}" and ("fill" in t) == filled]


@pytest.mark.parametrize(("count", "times"), [(EXAMPLES, (1, 4, 4)), (UPDATES, (1, 1, 1))])
def test_lines_stand_over_examples_or_updates(valid, count, times):
    figure = valid(over(cases(), count))
    assert figure["layout"]["xaxis"]["title"]["text"] == count
    for line, rows in zip(traces(count, "2", filled=False), times, strict=True):
        assert line["x"].tolist() == [0.5, 10 * rows, 100 * rows]
        assert line["y"].tolist() == [64, 41, 28]


def test_means_have_a_band_of_a_standard_error_and_begin_where_there_is_something(valid):
    band, line = (traces(UPDATES, "", filled=each)[0] for each in (True, False))
    assert line["x"].tolist() == [10, 100]
    np.testing.assert_allclose(line["y"], [0.8, 0.2])
    np.testing.assert_allclose(band["x"], [10, 100, 100, 10])
    np.testing.assert_allclose(band["y"], [0.9, 0.3, 0.1, 0.7])
    assert band["fillcolor"] == line["line"]["color"]


def test_equal_rows_have_one_colour_and_a_growing_rate_is_dotted():
    pens = [trace["line"] for trace in traces(EXAMPLES, "", filled=False)]
    assert [pen["color"] for pen in pens] == [palette.COMPARED[i] for i in (0, 1, 1)]
    assert [pen["dash"] for pen in pens] == ["solid", "solid", "dot"]
    assert [t["showlegend"] for t in traces(EXAMPLES, "2", filled=False)] == [False] * 3


def test_it_can_be_heard():
    text = alt_text(cases())
    assert text.startswith("After 100 examples, 1 row: likeness 0.20, 28.0 bits; 4 rows:")


def test_each_line_shows_its_units_and_dreams(valid):
    runs = [Run(PRESETS["kirby"].replace(seed=seed)) for seed in (0, 1)]
    for run in runs:
        run.advance(300)
    parameters = [run.parameters for run in runs]
    figure = valid(rows_pictures.units_and_dreams(["a", "b"], parameters, (3, 3)))
    weights, dreams = (np.array(trace["z"]) for trace in figure["data"])
    for row, own in enumerate(parameters):
        fields = own.generative.into(0)[0, 1:]
        top = row * (3 + rows_pictures._BELOW)
        for unit, field in enumerate(fields):
            shown = weights[top : top + 3, 4 * unit : 4 * unit + 3]
            np.testing.assert_allclose(shown.ravel(), field / np.abs(fields).max(), rtol=1e-6)
        probable = gallery.fantasies(own, 14)[1]
        np.testing.assert_allclose(dreams[top : top + 3, :3].ravel(), probable[0], rtol=1e-6)
    texts = [note["text"] for note in figure["layout"]["annotations"]]
    assert texts[2:] == ["a", "b"]
    assert len(figure["layout"]["shapes"]) == 2


def test_an_untrained_network_can_be_drawn(valid):
    start = Run(PRESETS["kirby"]).parameters
    (weights, _) = valid(rows_pictures.units_and_dreams(["a"], [start], (3, 3)))["data"]
    assert np.nanmax(np.abs(weights["z"])) == 0
