"""Weights: what each cell stands for, which cell is outlined, how units are named."""

import numpy as np
import pytest

from tests.engine.oracle import random_parameters
from tests.figures.conftest import F, made
from wsviz.engine.parameters import DIRECTIONS
from wsviz.figures import palette, weights
from wsviz.narration.selection import Selection

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
    return [trace for trace in figure["data"] if trace["type"] == "heatmap"]


def cells(trace):
    """Every filled cell of a heat map: its value and its customdata."""
    z = np.asarray(trace["z"])
    return [(z[at], trace["customdata"][at[0]][at[1]]) for at in zip(*np.nonzero(~np.isnan(z)))]


def test_every_cell_of_layer_1_is_the_weight_that_a_click_on_it_selects(parameters):
    generative, recognition = maps(weights.weight_images(made(parameters)))[2:]
    for trace, extra in ((generative, 16), (recognition, 0)):
        found = cells(trace)
        for value, selection in found:
            assert value == number(parameters, *selection)
        # All weights once, and each bias in the two cells in the middle.
        assert len(found) == 10 * 16 + 10 * 2 + extra
        assert len({tuple(selection) for _, selection in found}) == 10 * 16 + 10 + extra


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


def test_biases_above_layer_1_can_be_clicked(parameters):
    for trace in maps(weights.weight_images(made(parameters)))[:2]:
        value, selection = cells(trace)[-1]
        assert selection[:3] == [2, 2, 0]
        assert value == number(parameters, *selection)


def test_the_biases_of_the_image_are_an_upright_tile_of_their_own(parameters):
    parameters.generative.matrices[0][0, 0] = F
    trace = maps(weights.weight_images(made(parameters)))[2]
    np.testing.assert_array_equal(trace["z"][:4, 40:44], F.reshape(SHAPE))
    assert trace["customdata"][1][40] == [0, 4, 0, 0]


def test_units_carry_their_numbers_under_their_tiles(parameters):
    figure = weights.weight_images(made(parameters))
    numbers = [trace for trace in figure["data"] if trace["type"] == "scatter"]
    assert [trace["text"] for trace in numbers] == [
        ["1", "2", "3"],
        ["1", "2", "3"],
        [*map(str, range(1, 11)), "biases"],
        [*map(str, range(1, 11))],
    ]
    for trace, heat_map in zip(numbers, maps(figure)):
        assert (trace["xaxis"], trace["yaxis"]) == (heat_map["xaxis"], heat_map["yaxis"])
    assert (numbers[3]["x"][8], numbers[3]["x"][1]) == (-0.5, 4.5)
    assert 4 < numbers[3]["y"][0] < 6 < 11 < numbers[3]["y"][8] < 13


def outlined(figure):
    """Value and Selection of every cell that an outline encloses alone."""
    by_axis = {trace["xaxis"]: trace for trace in maps(figure)}
    found = []
    for shape in figure["layout"]["shapes"]:
        trace = by_axis[shape["xref"]]
        if shape["type"] != "rect" or shape["x1"] - shape["x0"] > 2:
            continue
        assert shape["line"]["color"] == palette.SELECTED
        column = int(np.ceil(shape["x0"]))
        row = int(np.ceil(shape["y0"]))
        found.append((trace["z"][row, column], trace["customdata"][row][column]))
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
    shapes = weights.weight_images(now)["layout"]["shapes"]
    tiles = [shape for shape in shapes if shape["type"] == "rect"]
    assert [shape["xref"] for shape in tiles] == ["x", "x2"]
    assert all(shape["x0"] < 5 < 8 < shape["x1"] < 10 for shape in tiles)


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
    figure = weights.weight_images(made(random_parameters((16, 100)), Selection(1, 80)))
    assert figure["data"][3]["text"][-1] == "64"
    titles = [note["text"] for note in figure["layout"]["annotations"]]
    assert all("units 1–64 of 100" in title for title in titles)
    assert all(shape["type"] == "path" for shape in figure["layout"]["shapes"])


def test_weights_from_units_that_are_not_shown_have_no_outline():
    for parent in (65, 80):
        chosen = Selection(0, 6, parent, "generative")
        figure = weights.weight_images(made(random_parameters((16, 100)), chosen))
        assert outlined(figure) == []


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
    assert layout["margin"]["l"] >= 16
    assert [note["text"] for note in layout["annotations"]].count("b") == 5


def test_hovers_call_the_cells_of_the_tiles_by_their_names(parameters):
    above, _, down, up = maps(weights.weight_images(made(parameters)))
    assert down["text"][1][6] == "to pixel 6 from unit 2 of layer 1"
    assert down["text"][1][41] == "to pixel 6 from its bias"
    assert up["text"][1][6] == "to unit 2 of layer 1 from pixel 6"
    assert up["text"][5][6] == "to unit 2 of layer 1 from its bias"
    assert above["text"][1][6] == "unit 2 of layer 2"
    assert above["customdata"][1][6] == [2, 1, -1, -1]


@pytest.mark.parametrize("draw", [weights.weight_images, weights.weight_matrices])
def test_ranges_are_symmetric_hold_every_number_and_stand_in_the_titles(parameters, draw):
    figure = draw(made(parameters))
    titles = [note["text"] for note in figure["layout"]["annotations"]]
    for trace in maps(figure):
        assert trace["zmin"] == -trace["zmax"]
        assert trace["zmax"] >= np.nanmax(np.abs(trace["z"]))
        assert any(f"±{trace['zmax']:g}" in title for title in titles)
    assert [trace["showscale"] for trace in maps(figure)].count(True) == 1


@pytest.mark.parametrize("shape", [(1, 1), (1, 5), (5, 1), (16, 16), (32, 32)])
def test_pictures_of_any_size_are_valid(valid, shape):
    now = made(random_parameters((shape[0] * shape[1], 3)), Selection(1, 2, 1), shape)
    figure = valid(weights.weight_images(now))
    assert all(
        np.asarray(trace["customdata"]).shape[:2] == trace["z"].shape for trace in maps(figure)
    )
