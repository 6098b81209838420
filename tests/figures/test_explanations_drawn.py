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
        frames = explanations(now)["layout"]["shapes"][0]["path"]
        assert ("M-0.5,-0.5H5.5" in frames, "M6.5,-0.5H7.5" in frames) == (
            now.drawn(1),
            now.drawn(2),
        )
        if now.weighed:
            np.testing.assert_array_equal(shares["x"], now.step.shares[0])
            assert shares["x"].sum() == pytest.approx(1)
        else:
            assert np.isnan(shares["x"]).all()
        assert [cell[0] for cell in states["customdata"]] == shares["customdata"]
        assert shares["customdata"] == [[row] for row in range(now.rows)]


def test_weights_are_those_of_likelihood_over_recognition_once_they_are_weighed(runs):
    for now in moments(runs["explanations"]):
        figure = explanations(now)
        title = figure["layout"]["annotations"][-1]["text"]
        assert now.weighed == (now.phase == "sleep" or now.beat.kind in (WEIGH, COMPARE, TEACH))
        assert (
            title
            == f"<b>{'normalised weight' if now.phase == 'wake' else 'share of the change'}</b>"
        )
        if now.phase == "wake" and now.weighed:
            likely = np.exp(now.step.log_weights[0])
            np.testing.assert_allclose(figure["data"][1]["x"], likely / likely.sum(), rtol=1e-5)


def test_the_row_on_show_is_outlined_over_both_halves(runs):
    now = moment(runs["explanations"], Cursor(), row=3)
    _, shape = explanations(now)["layout"]["shapes"]
    assert (shape["y0"], shape["y1"], shape["x0"], shape["x1"]) == (2.5, 3.5, 0, 1)
    assert (shape["xref"], shape["line"]["color"]) == ("paper", palette.TEXT)


@pytest.mark.parametrize(("rows", "named"), [(2, True), (50, True), (256, False)])
def test_up_to_50_rows_are_numbered_from_one_and_256_fit(valid, rows, named):
    figure = valid(explanations(moment(Run(KIRBY.replace(rows=rows)), Cursor())))
    axis, height = figure["layout"]["yaxis"], figure["layout"]["height"]
    assert axis["ticktext"] == [str(n) for n in range(1, rows + 1)]
    assert axis["range"] == [rows - 0.5, -0.5]
    assert axis["showticklabels"] == named
    assert height <= 680
    # A row holds its number.
    assert (height - 68) / rows >= (11 if named else 2)


def test_layers_are_named_over_their_columns_and_units_in_hovers(runs):
    figure = explanations(moment(runs["explanations"], Cursor()))
    names = {note["text"]: note["x"] for note in figure["layout"]["annotations"][:2]}
    assert names == {"layer 1": 2.5, "layer 2": 7}
    axis = figure["layout"]["xaxis"]
    named = dict(zip(axis["tickvals"], axis["ticktext"]))
    assert (named[0], named[5], named[7]) == (
        "unit 1 of layer 1",
        "unit 6 of layer 1",
        "unit 1 of layer 2",
    )
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
