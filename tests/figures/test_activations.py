"""Activations: names, rows that fit, thumbnails over their columns."""

from types import SimpleNamespace

import numpy as np
import pytest

from tests.figures.conftest import KIRBY, Made
from wsviz.engine.architecture import Architecture
from wsviz.engine.parameters import Parameters
from wsviz.figures import palette
from wsviz.figures.activations import activations
from wsviz.narration.beats import beats
from wsviz.narration.selection import FIRST, Selection


def found(sizes, count=12, visible=16):
    """Distinct images of 16 pixels and probabilities of so many hidden units a layer."""
    rng = np.random.default_rng(3)
    images = (np.arange(count)[:, None] >> np.arange(visible) & 1).astype(np.float32)
    return images, [rng.random((1, count, size)) for size in sizes]


def showing(sizes, shape=(4, 4), selection=FIRST, datum=None):
    """A moment of a network of these sizes that shows a datum, or one that is no image."""
    states = np.full(shape[0] * shape[1], 0.5) if datum is None else datum
    before = Parameters.initial(Architecture((states.size, *sizes)))
    layers = SimpleNamespace(units=[states[None, None]])
    step = SimpleNamespace(before=before, after=before, phase="wake", states=layers)
    return Made(step, beats("wake", KIRBY)[0], KIRBY, selection, shape=shape)


def test_hover_counts_units_and_images_from_one():
    heat_map = activations(showing([3, 2]), *found([3, 2]))["data"][0]
    assert heat_map["text"][0][0] == "unit 1 of layer 2 · image 1"
    assert heat_map["text"][-1][-1] == "unit 3 of layer 1 · image 12"
    assert "%{z" in heat_map["hovertemplate"]


@pytest.mark.parametrize("sizes", [(8, 1), (16, 16, 4), (256,), (256, 256, 256, 256, 256)])
@pytest.mark.parametrize("count", [12, 30])
def test_every_unit_has_a_row_and_the_figure_stays_low(sizes, count):
    figure = activations(showing(sizes), *found(sizes, count))
    z, edges = (figure["data"][0][name] for name in ("z", "y"))
    assert (~np.isnan(z).any(1)).sum() == sum(sizes)
    assert np.isnan(z).all(1).sum() == len(sizes) - 1
    assert len(edges) == len(z) + 1
    assert (np.diff(edges) > 0).all()
    assert figure["layout"]["height"] <= 460
    # Rows of one layer are alike, and a gap between layers can be seen on any screen.
    empty = np.isnan(z).all(1)
    assert np.ptp(np.diff(edges)[~empty]) == pytest.approx(0, abs=1e-6)
    assert (np.diff(edges)[empty] >= 4).all()


def test_the_first_row_is_at_the_top_and_names_stand_in_the_middle_of_theirs():
    figure = activations(showing([3, 2]), *found([3, 2]))
    axis, edges = figure["layout"]["yaxis"], figure["data"][0]["y"]
    assert axis["range"] == [edges[-1], 0]
    names = ["layer 2 · 1", "layer 2 · 2", "layer 1 · 1", "layer 1 · 2", "layer 1 · 3"]
    assert axis["ticktext"] == names
    assert axis["tickvals"][0] == (edges[0] + edges[1]) / 2
    assert axis["tickvals"][2] == (edges[3] + edges[4]) / 2


def test_thin_rows_are_named_by_their_layer():
    figure = activations(showing([40, 20]), *found([40, 20]))
    axis, edges = figure["layout"]["yaxis"], figure["data"][0]["y"]
    assert axis["ticktext"] == ["layer 2", "layer 1"]
    assert axis["tickvals"] == pytest.approx([edges[20] / 2, (edges[21] + edges[-1]) / 2])


def test_the_datum_on_show_is_marked_from_its_picture_down():
    images, probabilities = found([3])
    now = showing([3], datum=images[5])
    frames, column, _ = activations(now, images, probabilities)["layout"]["shapes"]
    assert (column["x0"], column["x1"]) == (4.5, 5.5)
    assert (column["yref"], column["y0"], column["y1"]) == ("paper", 0, 1)
    assert column["line"]["color"] == palette.TEXT
    assert frames["path"].count("M") == 12


def test_a_pixel_that_is_selected_marks_no_row():
    now = showing([3], selection=Selection(0, 3))
    assert len(activations(now, *found([3]))["layout"]["shapes"]) == 1


@pytest.mark.parametrize("shape", [(4, 4), (2, 8), (8, 2), (16, 1)])
@pytest.mark.parametrize("count", [3, 12, 30])
def test_thumbnails_have_room_enough_not_to_squeeze_the_columns(shape, count):
    figure = activations(showing([3], shape), *found([3], count))
    layout = figure["layout"]
    low, high = layout["yaxis2"]["domain"]
    inner = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    needed = np.ptp(layout["yaxis2"]["range"]) * 1100 / count
    assert (high - low) * inner >= needed
    assert low > layout["yaxis"]["domain"][1]
