"""Weights: what each cell stands for, which cell is outlined, how units are named."""

import re

import numpy as np
import pytest

from tests.engine.oracle import random_parameters
from tests.figures.conftest import F, made, moments
from wsviz.engine.parameters import DIRECTIONS
from wsviz.figures import palette, weights
from wsviz.figures.weight_values import projections
from wsviz.narration.selection import FIRST, Selection

SHAPE = (4, 4)


@pytest.fixture
def parameters():
    """A network 16-10-3 of random numbers: two rows of tiles in layer 1."""
    return random_parameters((16, 10, 3))


def number(parameters, layer, unit, parent, direction):
    """The weight that a Selection names, with its direction's index."""
    side = getattr(parameters, DIRECTIONS[direction])
    return side.matrices[layer - direction][0, parent, unit]


def maps(figure):
    """The heat maps in which every cell is a weight."""
    found = [trace for trace in figure["data"] if trace["type"] == "heatmap"]
    return [trace for trace in found if str(trace.get("hovertemplate", "")).startswith("to ")]


def biases(figure):
    """The trace of the units' biases and numbers."""
    return next(trace for trace in figure["data"] if trace["type"] == "scatter")


def cells(trace):
    """Every filled cell of a heat map: its value and its customdata."""
    z = np.asarray(trace["z"])
    return [(z[at], trace["customdata"][at].tolist()) for at in zip(*np.nonzero(~np.isnan(z)))]


def shades(figure):
    """The heat map of tiles that are no single weights: z, and each cell's middle in pixels."""
    (trace,) = [trace for trace in figure["data"] if trace.get("hoverinfo") == "skip"]
    rows, columns = trace["z"].shape
    x = trace["x0"] + trace["dx"] * np.arange(columns)
    y = trace["y0"] + trace["dy"] * np.arange(rows)
    return trace["z"], x, y


def hits(figure):
    """The unseen heat map that says which tile is clicked."""
    (trace,) = [trace for trace in figure["data"] if trace.get("opacity") == 0]
    return trace


def test_every_cell_of_layer_1_is_the_weight_that_a_click_on_it_selects(parameters):
    figure = weights.weight_images(made(parameters))
    generative, own, recognition = maps(figure)
    for trace, count in ((generative, 10 * 16), (own, 16), (recognition, 10 * 16)):
        found = cells(trace)
        for value, selection in found:
            assert value == number(parameters, *selection)
        # All weights once.
        assert len(found) == len({tuple(selection) for _, selection in found}) == count
    trace = biases(figure)
    for value, selection in zip(trace["hovertext"], trace["customdata"]):
        assert value == number(parameters, *selection)
        assert selection[2] == 0
    # Each of 13 units has one a direction.
    assert len({tuple(selection) for selection in trace["customdata"]}) == 26


def test_every_cell_of_the_matrices_is_the_weight_that_a_click_on_it_selects(parameters):
    shown = [
        cell for trace in maps(weights.weight_matrices(made(parameters))) for cell in cells(trace)
    ]
    assert all(value == number(parameters, *selection) for value, selection in shown)
    names = {tuple(selection) for _, selection in shown}
    assert (
        len(names)
        == len(shown)
        == parameters.generative.flat.size + parameters.recognition.flat.size
    )


def test_large_matrices_show_the_part_round_the_selected_weight():
    parameters = random_parameters((256, 120))
    figure = weights.weight_matrices(made(parameters, Selection(1, 110, 200), (16, 16), "sleep"))
    down, _, up = maps(figure)
    assert down["z"].shape == up["z"].shape == (100, 100)
    assert all(value == number(parameters, *selection) for value, selection in cells(up))
    assert [1, 110, 200, 1] in [selection for _, selection in cells(up)]
    assert (up["x0"], up["y0"]) == (20, 150)
    names = [note["text"] for note in figure["layout"]["annotations"]]
    assert any(name.startswith("↑ <b>layer 1</b><br>21–120<br>±") for name in names)


def test_biases_have_the_colour_of_their_share_of_the_range(parameters):
    figure = weights.weight_images(made(parameters))
    trace = biases(figure)
    titles = [note["text"] for note in figure["layout"]["annotations"]]
    for share, value in zip(trace["marker"]["color"], trace["hovertext"]):
        assert any(f"±{value / share:.4g}" in title for title in titles)
    assert (trace["marker"]["cmin"], trace["marker"]["cmax"]) == (-1, 1)


def test_the_biases_of_the_image_are_an_upright_tile_of_their_own(parameters):
    parameters.generative.matrices[0][0, 0] = F
    trace = maps(weights.weight_images(made(parameters)))[1]
    np.testing.assert_array_equal(trace["z"], F.reshape(SHAPE))
    assert trace["customdata"][1][0].tolist() == [0, 4, 0, 0]


def test_units_carry_their_numbers_under_their_tiles(parameters):
    figure = weights.weight_images(made(parameters))
    trace = biases(figure)
    assert trace["text"] == 2 * ["1", "2", "3"] + 2 * [*map(str, range(1, 11))]
    frames = figure["layout"]["shapes"][0]["path"].split("Z")[:-1]
    edges = [tuple(map(float, re.findall(r"[-\d.]+", path)))[:4] for path in frames]
    assert len(edges) == 27
    # The image's own biases stand behind the last of the units.
    del edges[16]
    for (x0, _, _, y1), x, y in zip(edges, trace["x"], trace["y"]):
        assert x0 < x < x0 + 10
        assert y1 < y < y1 + 20


def test_upper_tiles_are_the_projections_in_shares_of_their_range(parameters):
    figure = weights.weight_images(made(parameters))
    z, x, y = shades(figure)
    titles = [note["text"] for note in figure["layout"]["annotations"]]
    limits = [float(re.search(r"±([\d.]+)", t)[1]) for t in titles if "layer 2" in t]
    target = hits(figure)
    places = np.argwhere(~np.isnan(target["z"]))
    assert len(places) == 6
    found = {"generative": [], "recognition": []}
    for row, column in places:
        (top, bottom), (left, right) = target["y"][row : row + 2], target["x"][column : column + 2]
        tile = z[np.ix_((top < y) & (y < bottom), (left < x) & (x < right))]
        way = "generative" if right < 305 else "recognition"
        unit = len(found[way])
        assert target["customdata"][row, column].tolist() == [2, unit, -1, -1]
        assert target["text"][row, column] == unit + 1
        found[way].append(tile.ravel())
    for (way, tiles), limit in zip(found.items(), limits):
        expected = projections(parameters)[way][1]
        np.testing.assert_allclose(np.array(tiles) * limit / 127, expected, atol=limit / 250)
    # Between the tiles it is empty.
    assert (z == -128).sum() == z.size - 6 * 16


def test_tiles_of_many_pixels_are_clicked_as_a_whole():
    figure = weights.weight_images(made(random_parameters((784, 30, 4)), FIRST, (28, 28)))
    assert maps(figure) == []
    target = hits(figure)
    units = target["customdata"][~np.isnan(target["z"])]
    assert {(layer, unit) for layer, unit, _, _ in units.tolist()} >= {(1, 0), (1, 4), (2, 3)}
    z, _, _ = shades(figure)
    # A byte a cell.
    assert z.dtype == np.int8


def outlined(figure):
    """Value and Selection of every cell or bias that an outline encloses alone."""
    shapes = [shape for shape in figure["layout"]["shapes"] if shape["type"] == "rect"]
    found = []
    for trace in figure["data"]:
        if trace["type"] == "scatter":
            x, y, values = trace["x"], trace["y"], trace["hovertext"]
            targets, axes = trace["customdata"], "x"
        elif any(trace is each for each in maps(figure)):
            rows, columns = np.indices(trace["z"].shape)
            x = (trace["x0"] + columns * trace.get("dx", 1)).ravel()
            y = (trace["y0"] + rows * trace.get("dy", 1)).ravel()
            values, axes = trace["z"].ravel(), trace.get("xaxis", "x")
            targets = trace["customdata"].reshape(-1, 4).tolist()
        else:
            continue
        for shape in shapes:
            inside = (shape["x0"] < x) & (x < shape["x1"]) & (shape["y0"] < y) & (y < shape["y1"])
            (at,) = np.nonzero(inside & (shape.get("xref", "x") == axes))
            whole = trace["type"] == "scatter" and shape["x1"] - shape["x0"] > 14
            if len(at) == 1 and not whole and np.isfinite(values[at[0]]):
                assert shape["line"]["color"] == palette.SELECTED
                found.append((values[at[0]], list(targets[at[0]])))
    return found


@pytest.mark.parametrize("draw", [weights.weight_images, weights.weight_matrices])
@pytest.mark.parametrize(
    ("layer", "unit", "parent", "direction"),
    [
        (0, 6, 3, 0),  # pixel 7 from unit 3
        (0, 6, 10, 0),
        (0, 6, 0, 0),  # the pixel's own bias
        (1, 8, 0, 0),  # biases of a unit
        (1, 8, 0, 1),
        (1, 8, 12, 1),
        (2, 1, 0, 1),
    ],
)
def test_the_selected_weight_is_outlined_and_no_other(
    parameters, draw, layer, unit, parent, direction
):
    selection = Selection(layer, unit, parent, DIRECTIONS[direction])
    (found,) = outlined(draw(made(parameters, selection)))
    target = (layer, unit, parent, direction)
    assert found == (number(parameters, *target), list(target))


def test_the_selected_unit_is_outlined_in_both_directions(parameters):
    now = made(parameters, Selection(2, 1, 4, "recognition"))
    figure = weights.weight_images(now)
    tiles = [shape for shape in figure["layout"]["shapes"] if shape["type"] == "rect"]
    places, numbers = biases(figure)["x"][[1, 4]], biases(figure)["y"][[1, 4]]
    assert len(tiles) == 2
    for shape, x, y in zip(tiles, places, numbers):
        assert shape["x0"] < x < shape["x1"]
        assert shape["y0"] < y < shape["y1"]
        assert shape["line"]["color"] == palette.SELECTED


@pytest.mark.parametrize("direction", [None, "generative"])
def test_a_weight_from_above_is_no_pixel(direction):
    """Layer 1's generative parents may outnumber its pixels."""
    chosen = Selection(1, 2, 20, direction)
    assert outlined(weights.weight_images(made(random_parameters((16, 4, 30)), chosen))) == []


@pytest.mark.parametrize("draw", [weights.weight_images, weights.weight_matrices])
def test_asleep_a_pixel_has_no_weight_to_outline(parameters, draw):
    shapes = draw(made(parameters, Selection(0, 6, 3), phase="sleep"))["layout"]["shapes"]
    assert all(shape["type"] == "path" for shape in shapes)


def test_only_the_first_units_of_a_large_layer_are_shown_and_the_title_says_so():
    figure = weights.weight_images(made(random_parameters((16, 250)), Selection(1, 3)))
    shown = len(biases(figure)["text"]) // 2
    assert 20 < shown < 250
    assert biases(figure)["text"] == 2 * [*map(str, range(1, shown + 1))]
    titles = [note["text"] for note in figure["layout"]["annotations"] if "layer" in note["text"]]
    assert all(f"units 1–{shown} of 250" in title for title in titles)


def test_the_selected_unit_is_shown_always():
    figure = weights.weight_images(made(random_parameters((16, 250)), Selection(1, 240)))
    numbers = biases(figure)["text"]
    shown = len(numbers) // 2
    assert numbers[shown - 2 : shown] == [str(shown - 1), "241"]
    titles = [note["text"] for note in figure["layout"]["annotations"] if "layer" in note["text"]]
    assert all(f"units 1–{shown - 1}, 241 of 250" in title for title in titles)
    down, _, up = maps(figure)
    assert [0, 5, 241, 0] in down["customdata"].reshape(-1, 4).tolist()
    assert [1, 240, 6, 1] in up["customdata"].reshape(-1, 4).tolist()
    # Its tiles are outlined in both directions.
    tiles = [shape for shape in figure["layout"]["shapes"] if shape["type"] == "rect"]
    assert sum(shape["x1"] - shape["x0"] > 20 for shape in tiles) == 2


def test_weights_from_units_that_are_not_shown_have_no_outline():
    for parent in (205, 240):
        chosen = Selection(0, 6, parent, "generative")
        figure = weights.weight_images(made(random_parameters((16, 250)), chosen))
        assert outlined(figure) == []


def changed_tiles(figure):
    """The edges in pixels of the tiles that stand out in a phase's colour, and that colour."""
    found = [
        shape
        for shape in figure["layout"]["shapes"]
        if shape["type"] == "path" and shape["line"]["color"] in palette.PHASE.values()
    ]
    if not found:
        return [], None
    (shape,) = found
    boxes = [tuple(map(float, re.findall(r"[-\d.]+", p))) for p in shape["path"].split("Z")[:-1]]
    return boxes, shape["line"]["color"]


@pytest.mark.parametrize("phase", ["wake", "sleep"])
def test_what_a_step_changed_is_outlined_at_its_last_beat_alone(runs, phase):
    run = runs["bars"]
    *before, now = [each for each in moments(run) if each.phase == phase]
    assert all(changed_tiles(weights.weight_images(each)) == ([], None) for each in before)
    figure = weights.weight_images(now)
    boxes, color = changed_tiles(figure)
    assert color == palette.PHASE[phase]
    trace, expected = biases(figure), set()
    if phase == "wake":
        # A unit that is off teaches nothing downwards.
        states = [now.states(1), now.states(2)]
        expected = {(n, u) for n, s in enumerate(states, 1) for u in np.flatnonzero(s).tolist()}
    else:
        moved = [now.step.change.into(n)[0, 1:] for n in (1, 2)]
        for n, change in enumerate(moved, 1):
            expected |= {(n, u) for u in np.flatnonzero((change != 0).any(0)).tolist()}
    found = set()
    for (layer, unit, _, way), x, y in zip(trace["customdata"], trace["x"], trace["y"]):
        over = [b for b in boxes if b[0] < x < b[2] and b[3] - 3 < y < b[3] + 22]
        if over:
            assert way == (0 if phase == "wake" else 1)
            found.add((layer, unit))
    assert found == expected
    # The image's biases learn awake.
    assert len(boxes) == len(expected) + (phase == "wake")


def test_hovers_call_rows_and_columns_of_the_matrices_by_their_names(parameters):
    figure = weights.weight_matrices(made(parameters))
    layout = figure["layout"]
    assert all(trace["hovertemplate"].startswith("to %{x} from %{y}") for trace in maps(figure))
    into_image, up = (
        [
            dict(zip(layout[f"{axis}{n}"]["tickvals"], layout[f"{axis}{n}"]["ticktext"]))
            for axis in xy
        ]
        for n in ("", 4)
        for xy in [("xaxis", "yaxis")]
    )
    assert into_image[0][0] == "pixel 1"
    assert (into_image[1][0], into_image[1][10]) == ("its bias", "unit 10 of layer 1")
    assert (up[0][9], up[1][16]) == ("unit 10 of layer 1", "pixel 16")
    assert layout["xaxis"]["range"] == [-0.5, 15.5]
    # The letter beside the biases has room.
    assert layout["xaxis"]["domain"][0] * layout["width"] >= 10
    assert [note["text"] for note in layout["annotations"]].count("b") == 5


def test_hovers_call_the_cells_of_the_tiles_by_their_names(parameters):
    down, own, up = maps(weights.weight_images(made(parameters)))

    def told(trace, row, column):
        text = trace["hovertemplate"].replace("%{text}", str(trace["text"][row][column]))
        return text.replace("%{customdata[2]}", str(trace["customdata"][row][column][2]))

    assert told(down, 1, 6).startswith("to pixel 6 from unit 2 of layer 1: <b>%{z")
    assert told(own, 1, 1).startswith("to pixel 6 from its bias: <b>%{z")
    assert told(up, 1, 6).startswith("to unit 2 of layer 1 from pixel 6: <b>%{z")


@pytest.mark.parametrize("draw", [weights.weight_images, weights.weight_matrices])
def test_ranges_are_symmetric_hold_every_number_and_stand_in_the_titles(parameters, draw):
    figure = draw(made(parameters))
    titles = [note["text"] for note in figure["layout"]["annotations"]]
    assert len(maps(figure)) >= 3
    for trace in maps(figure):
        assert trace["zmin"] == -trace["zmax"]
        assert trace["zmax"] >= np.nanmax(np.abs(trace["z"]))
        assert any(f"±{trace['zmax']:g}" in title for title in titles)


def test_a_line_says_which_colours_are_below_and_above_zero(parameters):
    (scale,) = [
        note["text"]
        for note in weights.weight_images(made(parameters))["layout"]["annotations"]
        if "−" in note["text"]
    ]
    colors = [color for _, color in palette.WEIGHT if color in scale]
    assert scale.startswith("−")
    assert scale.endswith("+")
    assert sorted(colors, key=scale.index) == colors
    assert len(colors) >= 4


@pytest.mark.parametrize("shape", [(1, 1), (1, 5), (5, 1), (16, 16), (32, 32)])
def test_pictures_of_any_size_are_valid(valid, shape):
    now = made(random_parameters((shape[0] * shape[1], 3)), Selection(1, 2, 1), shape)
    figure = valid(weights.weight_images(now))
    assert all(
        np.asarray(trace["customdata"]).shape[:2] == trace["z"].shape for trace in maps(figure)
    )
    assert bool(maps(figure)) == (shape != (32, 32))
