"""Where the tiles of the weights stand, and which weight each of their cells is."""

from functools import cache
from typing import NamedTuple

import numpy as np

from wsviz.engine.parameters import GENERATIVE, RECOGNITION
from wsviz.figures import palette
from wsviz.figures.layout import outline, refs
from wsviz.figures.mosaic import boxes
from wsviz.figures.targets import unit_target, weight_targets, weight_text
from wsviz.runs.words import unit_name, weight_name

COLUMNS = 8
# Pixels: a tile's width with its gap, and what a number under it needs.
TILE, _NUMBER = 58, 12


class Gallery(NamedTuple):
    """One layer's tiles in one direction: `count` units as images, on the axes `axis`."""

    direction: str
    layer: int
    count: int
    image_shape: tuple
    axis: str

    @property
    def has_image_biases(self):
        """Whether a further tile, in the ninth column, holds the image's own biases."""
        return self.direction == GENERATIVE and self.layer == 1

    @property
    def corners(self):
        """(tiles, 2) row and column of each tile in z, the image's biases last."""
        height, width = self.image_shape[0] + footer(self.image_shape) + 1, self.image_shape[1] + 1
        index = np.arange(self.count)
        units = np.stack([index // COLUMNS * height, index % COLUMNS * width], 1)
        extra = [[0, min(self.count, COLUMNS) * width]] * self.has_image_biases
        return np.concatenate([units, np.array(extra, int).reshape(-1, 2)])

    @property
    def biases(self):
        """(units, 4) first and last row, first and last column of each unit's bias in z."""
        rows, columns = self.image_shape
        top, left = self.corners[: self.count].T
        bottom = top + rows + footer(self.image_shape) - 1
        first = bottom - footer(self.image_shape) // 2 + 1
        return np.stack([first, bottom, left + (columns - 1) // 2, left + columns // 2], 1)


def footer(image_shape):
    """Rows under a tile that hold its number and, in the lower half, its bias."""
    return max(2, int(np.ceil(_NUMBER * (image_shape[1] + 1) / TILE)))


def cells(gallery, shape):
    """What each cell is: its target, (*shape, 4), and its words, (*shape,).

    Above layer 1 a pixel's cell is no single weight, and stands for the unit.
    """
    direction, layer, rows = gallery.direction, gallery.layer, gallery.image_shape[0]
    target, words = np.tile(unit_target(0, 0), (*shape, 1)), np.full(shape, "", object)
    for unit, (top, left) in enumerate(gallery.corners):
        tile = np.s_[top : top + rows, left : left + gallery.image_shape[1]]
        if unit < gallery.count:
            below = np.s_[top + rows : top + rows + footer(gallery.image_shape), tile[1]]
            target[below] = weight_targets(layer, unit, 0, direction)
            words[below] = weight_text(layer, unit, 0, direction)
        if layer > 1:
            target[tile], words[tile] = unit_target(layer, unit), unit_name(layer, unit)
        else:
            target[tile], words[tile] = _pixels(gallery, unit)
    return target, words


def _pixels(gallery, unit):
    """Targets and words of a tile's pixels in layer 1; behind the last unit's: their biases."""
    pixels, names = _pixel_names(gallery.image_shape)
    if gallery.direction == RECOGNITION:
        target = weight_targets(1, unit, pixels + 1, RECOGNITION)
        return target, f"to {unit_name(1, unit)} from " + names
    parent = (unit + 1) % (gallery.count + 1)
    target = weight_targets(0, pixels, parent, GENERATIVE)
    return target, "to " + names + f" from {weight_name(GENERATIVE, 0, parent)}"


@cache
def _pixel_names(image_shape):
    """Every pixel's index, counted from 0, and its name, of that shape."""
    pixels = np.arange(np.prod(image_shape))
    names = np.array([unit_name(0, pixel) for pixel in pixels], object)
    return pixels.reshape(image_shape), names.reshape(image_shape)


def outlines(gallery, moment):
    """Round the selected unit's tile, and round the selected weight where it has a cell."""
    layer, unit = moment.selection[:2]
    found = []
    if layer == gallery.layer and unit < gallery.count:
        rows, columns = gallery.image_shape
        (edges,) = boxes(gallery.corners[[unit]], rows + footer(gallery.image_shape), columns)
        found.append(edges + np.array([-0.3, 0.3, -0.3, 0.3]))
    if moment.way == gallery.direction and moment.parent is not None:
        found += _weight_cell(gallery, layer, unit, moment.parent)
    return [outline(edges, palette.SELECTED, **refs(gallery.axis)) for edges in found]


def _weight_cell(gallery, layer, unit, parent):
    """Edges of the selected weight's cell in this gallery, as a list: none where it is not here."""
    tile, pixel = unit, parent - 1
    if layer == gallery.layer and unit < gallery.count and parent == 0:
        return [gallery.biases[unit][[2, 3, 0, 1]] + [-0.5, 0.5, -0.5, 0.5]]
    if gallery.has_image_biases and layer == 0:
        tile, pixel = parent - 1 if parent else gallery.count, unit
    elif not (gallery.direction == RECOGNITION and layer == gallery.layer == 1):
        return []
    # Units that are not shown have no cell.
    if tile >= len(gallery.corners) or (layer == 0 and parent > gallery.count):
        return []
    row, column = gallery.corners[tile] + np.divmod(pixel, gallery.image_shape[1])
    return [np.array([column - 0.5, column + 0.5, row - 0.5, row + 0.5])]
