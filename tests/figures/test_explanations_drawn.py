"""The rows of a step: their states, what each counts, and which is on show."""

import numpy as np
import pytest

from tests.figures.conftest import KIRBY, moments
from wsviz.figures import palette
from wsviz.figures.explanations_drawn import alt_text, explanations
from wsviz.narration.beats import COMPARE, TEACH, WEIGH
from wsviz.narration.cursor import Cursor
from wsviz.narration.moment import moment
from wsviz.runs.run import Run


@pytest.mark.parametrize("name", ["explanations", "several rows"])
def test_every_row_is_drawn_with_what_it_counts(runs, valid, name):
    for now in moments(runs[name], row=2):
        states, shares = valid(explanations(now))["data"]
        hidden = [now.step.states.units[layer][0] for layer in (1, 2)]
        first, second = states["z"][:, :6], states["z"][:, 7:]
        for layer, shown in ((1, first), (2, second)):
            expected = hidden[layer - 1] if now.drawn(layer) else np.full_like(shown, np.nan)
            np.testing.assert_array_equal(shown, expected)
        assert np.isnan(states["z"][:, 6]).all()
        frames, edges = explanations(now)["layout"]["shapes"][0]["path"], states["x"]
        framed = [f"M{x0:g},28H{x1:g}" in frames for x0, x1 in (edges[[0, 6]], edges[[7, 8]])]
        assert framed == [now.drawn(1), now.drawn(2)]
        if now.weighed:
            np.testing.assert_array_equal(shares["x"], now.step.shares[0])
            assert shares["x"].sum() == pytest.approx(1)
        else:
            assert np.isnan(shares["x"]).all()
        assert states["customdata"][:, 0].tolist() == shares["customdata"]
        assert shares["customdata"] == [[row] for row in range(now.rows)]


def test_weights_are_those_of_likelihood_over_recognition_once_they_are_weighed(runs):
    for now in moments(runs["explanations"]):
        figure = explanations(now)
        title = figure["layout"]["annotations"][2]["text"]
        assert now.weighed == (now.phase == "sleep" or now.beat.kind in (WEIGH, COMPARE, TEACH))
        assert (
            title
            == f"<b>{'normalised weight' if now.phase == 'wake' else 'share of the change'}</b>"
        )
        if now.phase == "wake" and now.weighed:
            likely = np.exp(now.step.log_weights[0])
            np.testing.assert_allclose(figure["data"][1]["x"], likely / likely.sum(), rtol=1e-5)


def test_the_row_on_show_is_outlined_over_both_halves(runs):
    figure = explanations(moment(runs["explanations"], Cursor(), row=3))
    states, shares = figure["data"]
    _, shape = figure["layout"]["shapes"]
    assert (shape["y0"], shape["y1"]) == tuple(states["y"][3:5])
    assert shape["y0"] < shares["y"][3] < shape["y1"]
    assert shape["x0"] < states["x"][0]
    assert shape["x1"] / 600 > figure["layout"]["xaxis2"]["domain"][1]
    assert shape["line"]["color"] == palette.TEXT


@pytest.mark.parametrize(("rows", "named"), [(2, True), (24, True), (256, False)])
def test_up_to_24_rows_are_numbered_from_one_and_256_fit(valid, rows, named):
    figure = valid(explanations(moment(Run(KIRBY.replace(rows=rows)), Cursor())))
    axis, y = figure["layout"]["yaxis"], figure["data"][0]["y"]
    assert axis["ticktext"] == [str(n) for n in range(1, rows + 1)]
    np.testing.assert_allclose(axis["tickvals"], (y[:-1] + y[1:]) / 2)
    assert axis["range"] == [480, 0]
    numbers = figure["layout"]["annotations"][3:]
    assert [note["text"] for note in numbers] == (axis["ticktext"] if named else [])
    assert [note["y"] for note in numbers] == (axis["tickvals"] if named else [])
    assert y[-1] <= 460
    # A row holds its number.
    assert y[1] - y[0] >= (17 if named else 1)


def test_layers_are_named_over_their_columns_and_units_in_hovers(runs):
    figure = explanations(moment(runs["explanations"], Cursor()))
    x = figure["data"][0]["x"]
    names = {note["text"]: note["x"] for note in figure["layout"]["annotations"][:2]}
    assert names == {
        "layer 1": pytest.approx((x[0] + x[6]) / 2),
        "layer 2": pytest.approx((x[7] + x[8]) / 2),
    }
    axis = figure["layout"]["xaxis"]
    assert axis["ticktext"][0] == "unit 1 of layer 1"
    assert axis["ticktext"][5:] == ["unit 6 of layer 1", "unit 1 of layer 2"]
    assert axis["tickvals"][5:] == pytest.approx([(x[5] + x[6]) / 2, (x[7] + x[8]) / 2])
    assert "explanation %{y}, %{x}" in figure["data"][0]["hovertemplate"]


def test_who_hears_it_learns_how_many_and_which_counts_most(runs):
    run = runs["explanations"]
    now = moment(run, Cursor(7, "wake", 6), row=1)
    assert alt_text(moment(run, Cursor(7), row=1)) == "5 rows, explanation 2 on show."
    best = now.weights.argmax()
    counts = f"explanation {best + 1} counts most, {now.weights[best]:.2f} of 1."
    assert alt_text(now) == f"5 rows, explanation 2 on show; {counts}"
    assert "dream 1 on show" in alt_text(moment(run, Cursor(7, "sleep")))
    assert "datum 1 on show" in alt_text(moment(runs["several rows"], Cursor(7)))
