"""The network's picture: what is drawn are the moment's own numbers."""

from itertools import combinations

import numpy as np
import pytest

from tests.figures.conftest import F, moments
from wsviz.figures import palette
from wsviz.figures.network import alt_text, network
from wsviz.figures.network_lines import MAX_LINES
from wsviz.narration.beats import COMPARE
from wsviz.narration.cursor import Cursor
from wsviz.narration.moment import moment
from wsviz.narration.selection import Selection
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run

LINE, PIXELS, RINGS, HALO, UNITS, ERRORS = range(5, 11)


def test_every_beat_is_a_valid_figure_with_the_same_traces(runs, valid):
    for run in runs.values():
        kinds = set()
        for now in moments(run, Selection(1, 0, 1)):
            figure = valid(network(now))
            kinds.add(tuple(trace["type"] for trace in figure["data"]))
            assert str(run.architecture) in alt_text(now)
        assert len(kinds) == 1


@pytest.mark.parametrize("name", ["kirby", "explanations"])
def test_units_show_their_states_and_probabilities(runs, name):
    for now in moments(runs[name], row=runs[name].recipe.rows - 1):
        step, units = now.step, network(now)["data"][UNITS]
        for (layer, unit, *_), text, ink, dim in zip(
            units["customdata"], units["text"], units["marker"]["color"], units["marker"]["opacity"]
        ):
            if not now.drawn(layer):
                assert (text, ink) == ("", 0)
                assert dim < 1
                continue
            assert dim == 1
            assert text == f"{step.states.units[layer][0, now.row, unit]:.0f}"
            if now.has_predicted:
                assert ink == step.predicted.units[layer][0, now.row, unit]
            else:
                logit = step.drawing(layer).logits[0, now.row, unit]
                assert ink == pytest.approx(1 / (1 + np.exp(-logit)), abs=1e-6)


def test_rings_have_the_phases_colour_only_where_the_state_is_on(runs):
    for now in moments(runs["kirby"]):
        units = network(now)["data"][UNITS]
        for (layer, unit, *_), ring in zip(units["customdata"], units["marker"]["line"]["color"]):
            on = now.step.states.units[layer][0, 0, unit] == 1 and now.drawn(layer)
            assert ring == (palette.PHASE[now.phase] if on else palette.MUTED)


def test_the_image_is_the_datum_then_its_prediction(runs):
    for now in moments(runs["kirby"]):
        if now.phase == "sleep":
            continue
        pixels, rings = (network(now)["data"][n] for n in (PIXELS, RINGS))
        expected = now.step.predicted if now.has_predicted else now.step.states
        np.testing.assert_array_equal(pixels["z"].ravel(), expected.units[0][0, 0])
        on = now.step.states.units[0][0, 0].sum() if now.has_predicted else 0
        assert len(rings["x"]) == on


def test_a_dream_has_no_image_before_its_beat(runs):
    for beat in (1, 2):
        now = moment(runs["kirby"], Cursor(0, "sleep", beat))
        assert np.isnan(network(now)["data"][PIXELS]["z"]).all()


def test_an_f_stands_upright():
    now = moment(Run(PRESETS["bars"]), Cursor())
    now.step.states.units[0][...] = F
    pixels = network(now)["data"][PIXELS]
    np.testing.assert_array_equal(pixels["z"][0], [1, 1, 1, 1])
    assert pixels["y"][0] > pixels["y"][-1]
    assert pixels["x"][0] < pixels["x"][-1]


def test_hovers_count_from_one_and_say_p_q_or_datum(runs):
    run = runs["kirby"]
    shown, _, _, predicted, *_ = moments(run)
    pixels = network(shown)["data"][PIXELS]
    assert pixels["text"][0][0].startswith("pixel 1 · s = ")
    assert pixels["text"][2][2].startswith("pixel 9 · s = ")
    assert "datum = " in pixels["hovertemplate"]
    assert " p = " in network(predicted)["data"][PIXELS]["hovertemplate"]
    units = network(shown)["data"][UNITS]["hovertext"]
    assert units[0] == "unit 1 of layer 1 · not drawn yet"
    asleep = [now for now in moments(run) if now.phase == "sleep"]
    for now, sign in ((asleep[0], "p"), (asleep[-1], "q")):
        unit = network(now)["data"][UNITS]["hovertext"][-1]
        probability = now.probabilities(2)[0]
        assert (
            unit == f"unit 1 of layer 2 · s = {now.states(2)[0]:.0f} · {sign} = {probability:.3f}"
        )


def test_errors_stand_under_their_units_on_paper_while_they_are_compared(runs):
    for now in moments(runs["kirby"]):
        units, errors = (network(now)["data"][n] for n in (UNITS, ERRORS))
        if now.beat.kind != COMPARE:
            assert errors["text"] == []
            continue
        found = [e for layer in (1, 2) for e in now.states(layer) - now.probabilities(layer)]
        assert errors["text"] == [f"{e:+.2f}".replace("-", "−") for e in found]
        assert errors["x"] == units["x"]
        assert all(below < unit for below, unit in zip(errors["y"], units["y"]))
        assert errors["textfont"]["color"] == palette.TEXT
        assert errors["marker"]["line"]["color"] == palette.PAPER


def test_errors_of_tight_units_stand_in_two_rows():
    now = moment(Run(PRESETS["digits"]), Cursor(0, "wake", 6))
    assert now.beat.kind == COMPARE
    errors = network(now)["data"][ERRORS]
    first = [(x, y) for x, y in zip(errors["x"], errors["y"])][:16]
    # A number takes 36 by 13 pixels, 38 of them make 1.
    for (x, y), (other_x, other_y) in combinations(first, 2):
        assert abs(x - other_x) * 38 >= 36 or abs(y - other_y) * 38 >= 12.9


def lines(figure):
    return [np.isnan(trace["x"]).sum() for trace in figure["data"][:5]]


def test_lines_are_the_connections_in_use_and_at_most_the_limit(runs):
    counts = [lines(network(now)) for now in moments(runs["kirby"])][:4]
    assert [grey for grey, *_ in counts] == [60, 6, 54, 0]
    assert [sum(used) for _, *used in counts] == [0, 54, 6, 60]
    large = Run(PRESETS["digits"].replace(hidden=(100, 50)))
    figure = network(moment(large, Cursor(0, "wake", 4)))
    assert sum(lines(figure)[1:]) == MAX_LINES


def test_the_selected_unit_and_weight_stand_out(runs):
    cursor = Cursor(0, "wake", 6)
    figure = network(moment(runs["kirby"], cursor, Selection(1, 3, 1)))
    line, halo, units = (figure["data"][n] for n in (LINE, HALO, UNITS))
    at = units["customdata"].index([1, 3, -1, -1])
    assert (halo["x"], halo["y"]) == ([units["x"][at]], [units["y"][at]])
    # Its one generative parent is the top unit.
    np.testing.assert_allclose(line["x"][:2], [units["x"][-1], units["x"][at]], rtol=1e-6)
    np.testing.assert_allclose(line["y"][:2], [units["y"][-1], units["y"][at]], rtol=1e-6)
    assert len(line["x"]) == 3
    bias = network(moment(runs["kirby"], cursor, Selection(1, 3, 0)))["data"][LINE]
    assert len(bias["x"]) == 0


def test_asleep_the_selected_weight_comes_from_below(runs):
    figure = network(moment(runs["kirby"], Cursor(0, "sleep", 5), Selection(1, 3, 6)))
    line, pixels = figure["data"][LINE], figure["data"][PIXELS]
    # Pixel 6 is the last one of the second row.
    assert line["x"][0] == pytest.approx(pixels["x"][2])
    assert line["y"][0] == pytest.approx(pixels["y"][1])


def test_the_direction_at_work_is_named_with_an_arrow_in_the_phases_colour(runs):
    for now in moments(runs["kirby"]):
        words = network(now)["layout"]["annotations"][-1]
        assert (now.at_work or "") in words["text"]
        assert (palette.PHASE[now.phase] in words["text"]) == (now.at_work is not None)
        assert ("↑" in words["text"]) == (now.at_work == "recognition")
