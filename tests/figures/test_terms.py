"""The terms of the selected unit: the bars are the engine's own products, and add up."""

import numpy as np
import pytest

from tests.figures.text_boxes import assert_readable
from wsviz.figures import terms as figures
from wsviz.narration import numbers
from wsviz.narration.cursor import Cursor
from wsviz.narration.moment import moment
from wsviz.narration.selection import Selection
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run


@pytest.fixture(scope="module")
def run():
    """Three layers and two rows, a little trained."""
    recipe = PRESETS["digits"].replace(rows=2)
    run = Run(recipe)
    run.advance(30)
    return run


def at(run, phase, beat, selection, row=0):
    """The Moment of the newest cycle at that beat."""
    return moment(run, Cursor(run.cycle, phase, beat), selection, row)


@pytest.mark.parametrize("row", [0, 1])
@pytest.mark.parametrize(("phase", "beat", "layer"), [("wake", 2, 1), ("sleep", 4, 0)])
def test_the_bars_are_inputs_times_weights_and_add_up(run, valid, phase, beat, layer, row):
    now = at(run, phase, beat, Selection(layer, 5), row)
    figure = valid(figures.terms(now))
    assert_readable(figure)
    (trace,) = figure["data"]
    drawing = now.step.drawing(layer)
    expected = drawing.inputs[0, row] * drawing.matrix[0, :, 5]
    np.testing.assert_array_equal(trace["y"], expected.astype(np.float32))
    logit = float(drawing.inputs[0, row] @ drawing.matrix[0, :, 5])
    assert numbers.summed(now).sum.logit == pytest.approx(logit)
    assert trace["y"].sum() == pytest.approx(logit, abs=1e-4)
    assert f"{logit:.2f}".replace("-", "−") in figures.alt_text(now)


def test_a_pixel_awake_shows_the_sum_of_its_prediction(run):
    depth = run.architecture.depth
    assert numbers.summed(at(run, "wake", depth + 1, Selection(0, 9))) is None
    found = numbers.summed(at(run, "wake", depth + 2, Selection(0, 9)))
    assert found.direction == "generative"
    predicted = run.at(run.cycle, "wake").predicted.units[0][0, 0, 9]
    assert found.sum.probability == pytest.approx(float(predicted), abs=1e-6)


def test_before_it_is_drawn_there_are_no_bars_and_the_size_stays(run, valid):
    empty = valid(figures.terms(at(run, "wake", 1, Selection(2, 3))))
    full = valid(figures.terms(at(run, "wake", 3, Selection(2, 3))))
    assert not empty["data"]
    assert full["data"]
    for side in ("width", "height", "margin"):
        assert empty["layout"][side] == full["layout"][side]


def test_the_selected_weight_stands_out_where_it_is_among_the_bars(run):
    chosen = Selection(1, 5, 7, "recognition")
    (rim,) = figures.terms(at(run, "wake", 2, chosen))["layout"]["shapes"]
    assert (rim["x0"], rim["x1"]) == (6.5, 7.5)
    assert not figures.terms(at(run, "sleep", 4, chosen))["layout"]["shapes"]
    (trace,) = figures.terms(at(run, "wake", 2, chosen))["data"]
    assert trace["customdata"][7].tolist() == [1, 5, 7, 1]
