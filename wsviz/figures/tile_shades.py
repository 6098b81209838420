"""Tiles that are seen as a whole: their shades, their frames, and what a click on one means."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.in_pixels import raster
from wsviz.figures.layout import CLEAR
from wsviz.figures.mosaic import frames, unseen
from wsviz.figures.targets import unit_target
from wsviz.figures.weight_values import weight_map

# Steps of colour on either side of zero; the lowest number of all is empty.
_LEVELS, _EMPTY = 127, -128


def shades(places, shown):
    """One heat map of all tiles, each gallery in shares of its own range: a byte a cell.

    z is value · 127 / range, rounded; −128 is empty and lets the paper through.
    """
    z = np.full(places.shape, _EMPTY, np.int8)
    height, width = places.image_shape
    for gallery, (images, _, limit) in shown:
        for (top, left), image in zip(gallery.corners, images):
            levels = np.rint(np.clip(image / limit, -1, 1) * _LEVELS)
            z[top : top + height, left : left + width] = levels
    low = 1 / (2 * _LEVELS + 1)
    scale = [[0, CLEAR], [low / 2, CLEAR], [low / 2, palette.WEIGHT[0][1]]]
    scale += [[low + share * (1 - low), color] for share, color in palette.WEIGHT]
    heat_map = weight_map(z, _LEVELS) | raster(z, places.left, places.top, places.cell)
    look = {"zmin": _EMPTY, "colorscale": scale, "xgap": 0, "ygap": 0, "hoverinfo": "skip"}
    return heat_map | look


def tile_frames(places):
    """The frames of all tiles, one shape."""
    boxes = np.concatenate([places.tiles(gallery) for gallery in places.galleries])
    return frames(boxes, xref="x", yref="y")


def hits(places, shown):
    """What a click on a tile as a whole means: an unseen heat map, a cell a tile."""
    units = [(each.layer, unit) for each, _ in shown for unit in each.units.tolist()]
    # The image's biases, behind the last unit, are no unit's tile.
    boxes = [places.tiles(each)[: len(each.units)] for each, _ in shown]
    return unseen(
        np.concatenate(boxes),
        [unit_target(*unit) for unit in units],
        [unit + 1 for _, unit in units],
        "unit %{text} of layer %{customdata[0]}",
    )
