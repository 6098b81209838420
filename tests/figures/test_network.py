"""The network's picture: what is drawn are the moment's own numbers."""

import re
from itertools import combinations

import numpy as np
import pytest

from tests.figures.conftest import F, moments
from wsviz.figures import palette
from wsviz.figures.layout import NETWORK, TEXT_SIZE
from wsviz.figures.network import alt_text, network
from wsviz.figures.places import Places
from wsviz.narration.beats import COMPARE, TEACH
from wsviz.narration.cursor import Cursor
from wsviz.narration.moment import moment
from wsviz.narration.selection import Selection
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run

LINE, PIXELS, RINGS, HALO, UNITS, BIASES, ERRORS = range(4, 11)


def deep(*hidden):
    """The recipe of the digits with those hidden layers."""
    rates = (0.05,) * len(hidden)
    return PRESETS["digits"].replace(
        hidden=hidden,
        generative_rates=(*rates, 0.05),
        recognition_rates=rates,
        biases=(0.0,) * (len(hidden) + 1),
    )


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
            assert not any(errors["text"])
            continue
        found = [e for layer in (1, 2) for e in now.states(layer) - now.probabilities(layer)]
        count = len(found)
        assert errors["text"][:count] == [f"{e:+.2f}".replace("-", "−") for e in found]
        assert errors["x"][:count] == units["x"]
        assert all(below < unit for below, unit in zip(errors["y"], units["y"]))
        assert set(errors["textfont"]["color"][:count]) == {palette.TEXT}
        assert set(errors["marker"]["line"]["color"][:count]) == {palette.PAPER}


def test_errors_of_large_pixels_stand_in_them_and_can_be_read(runs):
    now = next(now for now in moments(runs["kirby"]) if now.beat.kind == COMPARE)
    figure = network(now)
    errors, pixels = figure["data"][ERRORS], figure["data"][PIXELS]
    found = (now.states(0) - pixels["z"].ravel()).tolist()
    assert errors["text"][7:] == [f"{e:+.2f}".replace("-", "−") for e in found]
    at = np.stack(np.meshgrid(pixels["x"], pixels["y"]), -1).reshape(-1, 2)
    np.testing.assert_allclose(np.stack([errors["x"], errors["y"]], 1)[7:], at, atol=0.06)
    assert errors["textfont"]["color"][7:] == palette.on_ink(pixels["z"].ravel())


def test_errors_of_small_pixels_and_crowded_units_are_bars_as_long_as_the_error():
    now = moment(Run(deep(64)), Cursor(0, "wake", 4), Selection(1, 5))
    assert now.beat.kind == COMPARE
    figure, places = network(now), Places(now.architecture, now.image_shape)
    errors, units = figure["data"][ERRORS], figure["data"][UNITS]
    assert not any(errors["text"])
    assert not any(units["text"])
    error = now.errors(1)[5]
    at = errors["x"].index(units["x"][5])
    assert (errors["y"][at] > units["y"][5]) == (error > 0)
    assert errors["marker"]["symbol"][at] == "line-ns"
    length = errors["marker"]["size"][at] * 1.4
    assert length == pytest.approx(abs(error) * places.marker[1] / 2, abs=0.02)
    assert abs(errors["y"][at] - units["y"][5]) == pytest.approx(length / 2, abs=0.06)


def test_errors_of_tight_units_stand_in_two_rows():
    now = moment(Run(PRESETS["digits"]), Cursor(0, "wake", 6))
    assert now.beat.kind == COMPARE
    errors = network(now)["data"][ERRORS]
    first = [(x, y) for x, y in zip(errors["x"], errors["y"])][:16]
    # A number takes 36 by 15 pixels.
    for (x, y), (other_x, other_y) in combinations(first, 2):
        assert abs(x - other_x) >= 36 or abs(y - other_y) >= 14.9


def test_the_biases_that_moved_most_are_marked_up_or_down(runs):
    for now in moments(runs["kirby"]):
        if now.beat.kind != TEACH:
            continue
        figure = network(now)
        marks, units = figure["data"][ERRORS], figure["data"][UNITS]
        for n, (layer, unit, *_) in enumerate(units["customdata"]):
            change = now.step.change.into(layer)[0, 0]
            symbols = [
                symbol
                for symbol, x, y in zip(marks["marker"]["symbol"], marks["x"], marks["y"])
                if x == units["x"][n] and 0 <= units["y"][n] - y < 40
            ]
            moved = abs(change[unit]) >= np.abs(change).max() / 2 and change[unit] != 0
            way = "triangle-up" if change[unit] > 0 else "triangle-down"
            assert symbols == [way] * int(moved)


def test_biases_are_cells_of_the_direction_at_work_where_there_is_room(runs):
    for now in moments(runs["kirby"], Selection(1, 2, 0)):
        cells = network(now)["data"][BIASES]
        way = now.at_work or now.taught
        first = now.layers[way == "recognition" :]
        expected = np.concatenate([now.parameters.into(n, way)[0, 0] for n in first])
        np.testing.assert_array_equal(cells["marker"]["color"], expected)
        assert -cells["marker"]["cmin"] == cells["marker"]["cmax"] >= np.abs(expected).max()
        index = ["generative", "recognition"].index(way)
        assert cells["customdata"][-1] == [2, 0, 0, index]
        assert cells["hovertext"][-1].startswith(f"{way} bias of unit 1 of layer 2 = ")
        chosen = cells["customdata"].index([1, 2, 0, index])
        assert cells["marker"]["line"]["color"].count(palette.SELECTED) == 1
        assert cells["marker"]["line"]["color"][chosen] == palette.SELECTED
    crowded = network(moment(Run(deep(256, 128)), Cursor()))["data"][BIASES]
    assert crowded["x"] == []


def lines(figure):
    return [np.isnan(trace["x"]).sum() for trace in figure["data"][:4]]


def test_lines_are_the_connections_in_use_and_at_most_the_limit(runs):
    counts = [lines(network(now)) for now in moments(runs["kirby"])][:4]
    assert [grey for grey, *_ in counts] == [60, 6, 54, 0]
    assert [sum(used) for _, *used in counts] == [0, 54, 6, 60]


def test_of_many_lines_the_strongest_and_the_selected_units_own_are_drawn():
    run = Run(deep(100, 50))
    run.advance(20)
    now = moment(run, Cursor(20, "wake", 4), Selection(2, 7))
    figure, places = network(now), Places(now.architecture, now.image_shape)
    limits = [places.most_lines(0), places.most_lines(1)]
    # Its weights come from above and none lead into the top layer.
    assert sum(lines(figure)[1:]) == sum(limits) <= 600
    now = moment(run, Cursor(20, "wake", 4), Selection(1, 7))
    figure = network(now)
    strengths = now.connections[1].strengths
    kept = set(np.argsort(strengths.ravel())[-limits[1] :])
    own = set(range(7, strengths.size, strengths.shape[1]))
    assert sum(lines(figure)[1:]) == limits[0] + len(kept | own)
    assert len(own - kept) > 0


def test_marks_take_the_place_of_digits_where_there_is_no_room_for_both():
    for beat in (4, 5):
        now = moment(Run(deep(40, 25)), Cursor(0, "wake", beat + 1))
        figure = network(now)
        units, marks = figure["data"][UNITS], figure["data"][ERRORS]
        marked = set(zip(marks["x"], marks["y"]))
        for x, y, digit in zip(units["x"], units["y"], units["text"]):
            assert not (digit and (x, y) in marked)


@pytest.mark.parametrize("hidden", [(64, 32, 16, 8, 4), (256, 128), (16, 16, 16, 16, 16)])
def test_grey_lines_are_few_and_start_at_many_units(hidden):
    figure = network(moment(Run(deep(*hidden)), Cursor()))
    grey = lines(figure)[0]
    assert 150 < grey <= 600
    assert len(set(figure["data"][0]["x"][:-1:3].tolist())) > 10


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


def test_the_phase_is_a_large_word_of_its_colour(runs):
    for now in moments(runs["kirby"]):
        word = network(now)["layout"]["annotations"][-2]
        assert word["font"]["size"] >= 22
        assert {"wake": "WAKE ↑", "sleep": "SLEEP ↓"}[now.phase] in word["text"]
        assert palette.PHASE[now.phase] in word["text"]


def test_the_layer_that_this_beat_draws_stands_out(runs):
    for now in moments(runs["kirby"]):
        figure = network(now)
        band, arrows, _ = figure["layout"]["shapes"]
        assert band["visible"] == (now.beat.layer is not None)
        assert arrows["visible"] == bool(now.connections)
        assert arrows["path"].count("M") == max(1, len(now.connections))
        if band["visible"]:
            units = np.array(figure["data"][UNITS]["customdata"])[:, 0]
            inside = (figure["data"][UNITS]["y"] > np.array(band["y0"])) & (
                figure["data"][UNITS]["y"] < np.array(band["y1"])
            )
            np.testing.assert_array_equal(inside, units == now.beat.layer)
            assert band["line"]["color"] == palette.PHASE[now.phase]


def test_an_arrow_points_where_the_beat_goes(runs):
    for now in moments(runs["kirby"]):
        path = network(now)["layout"]["shapes"][1]["path"]
        if now.connections:
            base, tip = (
                float(part.split(",")[1].split("H")[0].rstrip("Z"))
                for part in path.split("Z")[0].split("L")
            )
            assert (tip > base) == (now.at_work == "recognition")


def boxes(figure):
    """x0, x1, y0, y1 of every text, a letter taken as .54 of its size wide."""
    for each in figure["layout"]["annotations"]:
        size, plain = each["font"]["size"], re.sub("<.*?>", "", each["text"])
        wide = 0.54 * size * len(plain)
        x0 = each["x"] - wide * (each["xanchor"] == "right")
        y = each["y"] + each.get("yshift", 0)
        if plain:
            yield x0, x0 + wide, y - size / 2, y + size / 2
    errors = figure["data"][ERRORS]
    for x, y, text in zip(errors["x"], errors["y"], errors["text"]):
        if text:
            yield x - 18, x + 18, y - 7, y + 7


@pytest.mark.parametrize(
    "recipe",
    [
        *PRESETS.values(),
        deep(16),
        deep(64),
        deep(256, 128),
        deep(20, 16, 12),
        deep(64, 32, 16, 8),
        deep(64, 32, 16, 8, 4),
        deep(*[16] * 5),
        deep(*[256] * 5),
    ],
)
def test_no_text_overlaps_another_or_the_edge_and_none_is_small(recipe):
    run = Run(recipe)
    for now in moments(run):
        figure = network(now)
        assert (figure["layout"]["width"], figure["layout"]["height"]) == NETWORK
        found = np.array(list(boxes(figure)))
        assert (found[:, [0, 2]] >= 0).all()
        assert (found[:, 1] <= NETWORK[0]).all()
        assert (found[:, 3] <= NETWORK[1]).all()
        for (a0, a1, b0, b1), (c0, c1, d0, d1) in combinations(found, 2):
            assert a1 <= c0 or c1 <= a0 or b1 <= d0 or d1 <= b0
        sizes = [each["font"]["size"] for each in figure["layout"]["annotations"]]
        sizes += [trace["textfont"]["size"] for trace in figure["data"] if "textfont" in trace]
        assert min(sizes) >= TEXT_SIZE


def test_lines_and_rings_are_wide_enough_for_a_projector(runs):
    for now in moments(runs["digits"]):
        data = network(now)["data"]
        assert min(trace["line"]["width"] for trace in data[:5]) >= 1.2
        assert min(data[UNITS]["marker"]["line"]["width"]) >= 1.2
