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
    figure = activations(showing([3, 2]), *found([3, 2]))
    across, down = (figure["layout"][axis]["ticktext"] for axis in ("xaxis", "yaxis"))
    assert (down[0], across[0]) == ("unit 1 of layer 2", "image 1")
    assert (down[-1], across[-1]) == ("unit 3 of layer 1", "image 12")
    heat_map = figure["data"][0]
    for axis, edges in (("xaxis", heat_map["x"]), ("yaxis", heat_map["y"])):
        middles = (edges[:-1] + edges[1:]) / 2
        np.testing.assert_allclose(figure["layout"][axis]["tickvals"], middles)
    assert heat_map["hovertemplate"].startswith("%{y} · %{x} · q = %{z")


@pytest.mark.parametrize("sizes", [(8, 1), (16, 16, 4), (256,), (256, 256, 256, 256, 256)])
@pytest.mark.parametrize("count", [12, 30])
def test_every_unit_has_a_row_and_the_figure_stays_low(sizes, count):
    figure = activations(showing(sizes), *found(sizes, count))
    z, edges = (figure["data"][0][name] for name in ("z", "y"))
    assert (~np.isnan(z).any(1)).sum() == sum(sizes)
    assert np.isnan(z).all(1).sum() == len(sizes) - 1
    assert len(edges) == len(z) + 1
    assert (np.diff(edges) > 0).all()
    assert edges[-1] <= figure["layout"]["height"] == 480
    # Rows of one layer are alike, and a gap between layers can be seen on any screen.
    empty, tall = np.isnan(z).all(1), np.diff(edges)
    starts = np.cumsum([0, *(size + 1 for size in sizes[:0:-1])])
    for start, size in zip(starts, sizes[::-1]):
        assert np.ptp(tall[start : start + size]) == pytest.approx(0, abs=1e-6)
        # And there is room for the layer's name.
        assert tall[start : start + size].sum() >= 19.9
    assert (tall[empty] >= 4).all()


def names(figure):
    """Every name of the figure and the height of its middle, from the top."""
    return [(note["text"], note["y"]) for note in figure["layout"]["annotations"][1:]]


def test_the_first_row_is_at_the_top_and_names_stand_in_the_middle_of_theirs():
    figure = activations(showing([3, 2]), *found([3, 2]))
    axis, edges = figure["layout"]["yaxis"], figure["data"][0]["y"]
    assert axis["range"] == [480, 0]
    middles = (edges[:-1] + edges[1:]) / 2
    assert names(figure) == [
        ("<b>layer 1</b>", pytest.approx(middles[4])),
        ("1", pytest.approx(middles[3])),
        ("2", pytest.approx(middles[4])),
        ("3", pytest.approx(middles[5])),
        ("<b>layer 2</b>", pytest.approx(edges[1])),
        ("1", pytest.approx(middles[0])),
        ("2", pytest.approx(middles[1])),
    ]


def test_thin_rows_are_named_by_their_layer():
    figure = activations(showing([40, 20]), *found([40, 20]))
    edges = figure["data"][0]["y"]
    assert names(figure) == [
        ("<b>layer 1</b>", pytest.approx((edges[21] + edges[-1]) / 2)),
        ("<b>layer 2</b>", pytest.approx((edges[0] + edges[20]) / 2)),
    ]


def test_the_datum_on_show_is_marked_from_its_picture_down():
    images, probabilities = found([3])
    now = showing([3], datum=images[5])
    figure = activations(now, images, probabilities)
    frames, column, _ = figure["layout"]["shapes"]
    heat_map, pictures, _ = figure["data"]
    assert (column["x0"], column["x1"]) == tuple(heat_map["x"][5:7])
    assert column["y0"] < pictures["y0"] < heat_map["y"][0] < heat_map["y"][-1] < column["y1"]
    assert column["line"]["color"] == palette.TEXT
    assert frames["path"].count("M") == 12


def test_a_pixel_that_is_selected_marks_no_row():
    now = showing([3], selection=Selection(0, 3))
    assert len(activations(now, *found([3]))["layout"]["shapes"]) == 1


@pytest.mark.parametrize("shape", [(4, 4), (2, 8), (8, 2), (16, 1)])
@pytest.mark.parametrize("count", [3, 12, 30])
def test_thumbnails_stand_square_over_their_own_columns(shape, count):
    images, probabilities = found([3], count)
    heat_map, pictures, _ = activations(showing([3], shape), images, probabilities)["data"]
    x = pictures["x"].reshape(count, -1)
    assert (heat_map["x"][:-1] < x[:, 0]).all()
    assert (x[:, -1] < heat_map["x"][1:]).all()
    np.testing.assert_allclose(x[:, 0] - heat_map["x"][:-1], heat_map["x"][1:] - x[:, -1])
    assert x[0, 1] - x[0, 0] == pytest.approx(pictures["dy"])
    assert pictures["y0"] + (shape[0] - 0.5) * pictures["dy"] < heat_map["y"][0]
    for n, image in enumerate(images):
        left = n * (shape[1] + 1)
        shown = pictures["z"][:, left : left + shape[1]]
        np.testing.assert_array_equal(shown, image.reshape(shape))
