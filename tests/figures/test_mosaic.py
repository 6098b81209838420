"""Frames: every picture has a rim of its own, white ones too."""

import re

import numpy as np
import pytest

from wsviz.figures.dreams import dreams
from wsviz.figures.mosaic import boxes, frames, gaps, mosaic, pictures, strip, strip_frames


def edges(shape):
    """x0, y0, x1, y1 of every box of a path."""
    found = re.findall(r"M([-\d.]+),([-\d.]+)H([-\d.]+)V([-\d.]+)H\1Z", shape["path"])
    return np.array(found, float)


def test_boxes_enclose_the_tiles():
    laid = mosaic(pictures(np.ones((3, 6)), (2, 3)), 2)
    found = boxes(laid.corners, 2, 3)
    assert found.tolist() == [[-0.5, 2.5, -0.5, 1.5], [3.5, 6.5, -0.5, 1.5], [-0.5, 2.5, 2.5, 4.5]]
    shape = frames(found, xref="x2", yref="y2")
    assert edges(shape).tolist() == [
        [-0.5, -0.5, 2.5, 1.5],
        [3.5, -0.5, 6.5, 1.5],
        [-0.5, 2.5, 2.5, 4.5],
    ]
    assert (shape["layer"], shape["xref"], shape["yref"]) == ("below", "x2", "y2")


@pytest.mark.parametrize("shape", [(3, 3), (4, 8), (12, 3)])
def test_frames_of_a_strip_enclose_its_pictures(shape):
    heat_map, axis = strip(np.ones((5, shape[0] * shape[1])), shape)
    found = edges(strip_frames(5, shape))
    x, y = heat_map["x"].reshape(5, -1), heat_map["y"]
    np.testing.assert_allclose(found[:, 0], x[:, 0], rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(found[:, 2], x[:, -1], rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(found[:, [1, 3]], [[y[-1], y[0]]] * 5, rtol=1e-4)
    assert axis["range"][0] < y[-1] < y[0] < axis["range"][1]
    # No higher and no wider than its column.
    assert y[0] <= 0.84
    assert x[0, -1] - x[0, 0] <= 0.84


def test_many_small_pixels_touch_for_gaps_would_change_their_ink():
    assert gaps((3, 3))["xgap"] > 0
    assert gaps((8, 8))["ygap"] > 0
    assert gaps((32, 32)) == {"xgap": 0, "ygap": 0}


def test_every_picture_of_the_dreams_has_its_frame():
    figure = dreams(np.ones((3, 9)), np.ones((3, 9)), np.ones((5, 9)), (3, 3), 4)
    (shape,), (cells,) = figure["layout"]["shapes"], figure["data"]
    found = edges(shape)
    assert len(found) == 3 + 3 + 5
    # Each holds nine cells of the heat map, which are all there.
    for x0, y0, x1, y1 in found:
        y = cells["y0"] + cells["dy"] * np.arange(cells["z"].shape[0])
        x = cells["x0"] + cells["dx"] * np.arange(cells["z"].shape[1])
        rows = np.flatnonzero((y0 < y) & (y < y1))
        columns = np.flatnonzero((x0 < x) & (x < x1))
        assert cells["z"][np.ix_(rows, columns)].shape == (3, 3)
        assert (cells["z"][np.ix_(rows, columns)] == 1).all()
    assert np.isfinite(cells["z"]).sum() == 11 * 9


def test_tall_pictures_make_no_endless_page():
    figure = dreams(np.ones((16, 64)), np.ones((16, 64)), np.ones((32, 64)), (64, 1), 16)
    assert figure["layout"]["height"] <= 520
    cells = figure["data"][0]
    assert cells["y0"] + cells["dy"] * len(cells["z"]) <= figure["layout"]["height"]
