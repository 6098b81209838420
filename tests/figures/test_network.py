"""The network's picture: what is drawn are the step's own numbers."""

import numpy as np
import pytest

from tests.figures.conftest import F
from wsviz.figures import palette
from wsviz.figures.network import MAX_LINES, alt_text, network
from wsviz.narration.beats import PHASES, beats, drawn_layers, predictions_exist
from wsviz.narration.numbers import Selection
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run

SHAPE = (3, 3)
PIXELS, RINGS, UNITS = 6, 7, 9


def moments(run):
    for phase in PHASES:
        step = run.at(run.cycle, phase)
        for beat in beats(phase, run.architecture.depth):
            yield step, beat


@pytest.mark.parametrize("preset", PRESETS)
def test_every_beat_is_a_valid_figure_with_the_same_traces(runs, valid, preset):
    run = runs[preset]
    counts = set()
    for step, beat in moments(run):
        figure = valid(network(step, beat, run.dataset.image_shape, Selection(1, 0, 1)))
        counts.add(tuple(trace["type"] for trace in figure["data"]))
        assert str(run.architecture) in alt_text(step, beat)
    assert len(counts) == 1


def test_units_show_their_states_and_probabilities(runs):
    run = runs["kirby"]
    for step, beat in moments(run):
        units = network(step, beat, SHAPE)["data"][UNITS]
        known = drawn_layers(beat, 2)
        for (layer, unit), text, ink, dim in zip(
            units["customdata"], units["text"], units["marker"]["color"], units["marker"]["opacity"]
        ):
            if layer not in known:
                assert (text, ink) == ("", 0)
                assert dim < 1
                continue
            assert dim == 1
            assert text == f"{step.states.units[layer][0, 0, unit]:.0f}"
            if predictions_exist(beat):
                assert ink == step.predicted.units[layer][0, 0, unit]
            else:
                logit = step.drawing(layer).logits[0, 0, unit]
                assert ink == pytest.approx(1 / (1 + np.exp(-logit)), abs=1e-6)


def test_rings_have_the_phases_colour_only_where_the_state_is_on(runs):
    run = runs["kirby"]
    for step, beat in moments(run):
        units = network(step, beat, SHAPE)["data"][UNITS]
        for (layer, unit), ring in zip(units["customdata"], units["marker"]["line"]["color"]):
            on = step.states.units[layer][0, 0, unit] == 1 and layer in drawn_layers(beat, 2)
            assert ring == (palette.PHASE[step.phase] if on else palette.MUTED)


def test_the_image_is_the_datum_then_its_prediction(runs):
    run = runs["kirby"]
    step = run.at(run.cycle, "wake")
    for beat in beats("wake", 2):
        pixels, rings = (network(step, beat, SHAPE)["data"][n] for n in (PIXELS, RINGS))
        expected = step.predicted if predictions_exist(beat) else step.states
        np.testing.assert_array_equal(pixels["z"].ravel(), expected.units[0][0, 0])
        on = step.states.units[0][0, 0].sum() if predictions_exist(beat) else 0
        assert len(rings["x"]) == on


def test_a_dream_has_no_image_before_its_beat(runs):
    step = runs["kirby"].at(0, "sleep")
    for beat in beats("sleep", 2)[:2]:
        assert np.isnan(network(step, beat, SHAPE)["data"][PIXELS]["z"]).all()


def test_an_f_stands_upright():
    run = Run(PRESETS["bars"])
    step = run.at(0)
    step.states.units[0][...] = F
    pixels = network(step, beats("wake", 2)[0], (4, 4))["data"][PIXELS]
    np.testing.assert_array_equal(pixels["z"][0], [1, 1, 1, 1])
    assert pixels["y"][0] > pixels["y"][-1]
    assert pixels["x"][0] < pixels["x"][-1]


def lines(figure):
    return [np.isnan(trace["x"]).sum() for trace in figure["data"][:5]]


def test_lines_are_the_connections_in_use_and_at_most_the_limit(runs):
    step = runs["kirby"].at(0, "wake")
    show, recognise, above, predict, *_ = beats("wake", 2)
    counts = [lines(network(step, beat, SHAPE)) for beat in (show, recognise, above, predict)]
    assert [grey for grey, *_ in counts] == [60, 6, 54, 0]
    assert [sum(used) for _, *used in counts] == [0, 54, 6, 60]
    large = Run(PRESETS["digits"].replace(hidden=(100, 50)))
    figure = network(large.at(0), beats("wake", 2)[3], (8, 8))
    assert sum(lines(figure)[1:]) == MAX_LINES


def test_the_selected_unit_and_weight_stand_out(runs):
    step = runs["kirby"].at(0, "wake")
    beat = beats("wake", 2)[-1]
    line, halo = (network(step, beat, SHAPE, Selection(1, 3, 1))["data"][n] for n in (5, 8))
    plain = network(step, beat, SHAPE)["data"]
    units = plain[UNITS]
    at = units["customdata"].index([1, 3])
    assert (halo["x"], halo["y"]) == ([units["x"][at]], [units["y"][at]])
    assert len(line["x"]) == 3
    assert len(plain[5]["x"]) == 0
