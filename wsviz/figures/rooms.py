"""Pictures and states as large as the room that a figure in pixels gives them."""

import numpy as np

from wsviz.figures.in_pixels import raster
from wsviz.figures.mosaic import ink, mosaic, pictures


def in_room(images, image_shape, room, columns=1, **more):
    """Pictures in rows of so many, as large as their room allows: a heat map and its edges.

    room (left, right, top, bottom) in pixels; the edges are (count, 4) of x0, x1, y0, y1.
    """
    left, right, top, bottom = room
    laid = mosaic(pictures(images, image_shape), columns)
    down, across = laid.z.shape
    cell = min((right - left) / across, (bottom - top) / down)
    y, x = (laid.corners * cell + [top, left]).T
    edges = np.stack([x, x + image_shape[1] * cell, y, y + image_shape[0] * cell], 1)
    look = {"xgap": 0, "ygap": 0, "hoverinfo": "skip"} | more
    return ink(laid.z.astype(np.float32)) | raster(laid.z, left, top, cell) | look, edges


def in_square(values):
    """Values (units,) as one picture and its shape, nearly square, row by row; NaN fills it up."""
    across = int(np.ceil(np.sqrt(len(values))))
    down = -(-len(values) // across)
    filled = np.full(down * across, np.nan)
    filled[: len(values)] = values
    return filled, (down, across)
