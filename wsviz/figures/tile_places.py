"""Where the tiles of the weights stand, and which weight each of their cells is."""

from typing import NamedTuple

import numpy as np

from wsviz.engine.parameters import GENERATIVE, RECOGNITION
from wsviz.figures import palette
from wsviz.figures.layout import outline, refs
from wsviz.figures.mosaic import boxes
from wsviz.figures.targets import NONE, unit_target, weight_targets, weight_text
from wsviz.runs.words import unit_name

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


def targets(gallery, shape):
    """The target of each cell, (*shape, 4). Above layer 1 a pixel's cell is no single weight."""
    rows, columns = gallery.image_shape
    target = np.tile(unit_target(0, 0), (*shape, 1))
    pixel = np.arange(rows * columns).reshape(rows, columns)
    for unit, (top, left) in enumerate(gallery.corners):
        tile = target[top : top + rows + footer(gallery.image_shape), left : left + columns]
        if unit < gallery.count:
            tile[:] = weight_targets(gallery.layer, unit, 0, gallery.direction)
        if gallery.layer > 1:
            tile[:rows] = unit_target(gallery.layer, unit)
        elif gallery.direction == RECOGNITION:
            tile[:rows] = weight_targets(1, unit, pixel + 1, RECOGNITION)
        else:
            # The tile after the last unit's holds the image's own biases.
            parent = (unit + 1) % (gallery.count + 1)
            tile[:rows] = weight_targets(0, pixel, parent, GENERATIVE)
    return target


def told(gallery, target):
    """What each cell is in words, as rows of texts."""
    return [
        [
            unit_name(layer, unit)
            if parent == NONE
            else weight_text(layer, unit, parent, gallery.direction)
            for layer, unit, parent, _ in row
        ]
        for row in target.tolist()
    ]


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
