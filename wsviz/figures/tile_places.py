"""Where the tiles of the weights stand, and which weight each of their cells is."""

from typing import NamedTuple

import numpy as np

from wsviz.figures import palette
from wsviz.figures.layout import outline
from wsviz.figures.mosaic import boxes
from wsviz.narration.numbers import DIRECTIONS, GENERATIVE, RECOGNITION

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
    def refs(self):
        """The axes that a shape of this gallery names."""
        return {"xref": f"x{self.axis}", "yref": f"y{self.axis}"}

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
    """For each cell its Selection: layer, unit, parent, direction's index; and the unit from 1."""
    rows, columns = gallery.image_shape
    target = np.zeros((*shape, 5), int)
    target[..., 3] = DIRECTIONS.index(gallery.direction)
    pixel = np.arange(rows * columns).reshape(rows, columns)
    height = rows + footer(gallery.image_shape)
    for unit, (top, left) in enumerate(gallery.corners):
        cell = target[top : top + height, left : left + columns]
        cell[..., :3] = (gallery.layer, unit, 0)
        if gallery.layer == 1 and gallery.direction == GENERATIVE:
            parent = (unit + 1) % (gallery.count + 1)
            cell[:rows, :, 0], cell[:rows, :, 1], cell[:rows, :, 2] = 0, pixel, parent
        elif gallery.layer == 1:
            cell[:rows, :, 2] = pixel + 1
    target[..., 4] = target[..., 1] + 1
    return target.tolist()


def outlines(gallery, selection):
    """Round the selected unit's tile, and round the selected weight where it has a cell."""
    if selection is None:
        return []
    found = []
    if selection.layer == gallery.layer and selection.unit < gallery.count:
        rows, columns = gallery.image_shape
        corner = gallery.corners[[selection.unit]]
        (edges,) = boxes(corner, rows + footer(gallery.image_shape), columns)
        found.append(edges + np.array([-0.3, 0.3, -0.3, 0.3]))
    if selection.direction in (None, gallery.direction):
        found += _weight_cell(gallery, selection)
    return [outline(*edges, palette.SELECTED, **gallery.refs) for edges in found]


def _weight_cell(gallery, selection):
    """Edges of the selected weight's cell in this gallery, as a list: none where it is not here."""
    layer, unit, parent = selection[:3]
    tile, pixel = unit, parent - 1
    if layer == gallery.layer and unit < gallery.count and parent == 0:
        return [gallery.biases[unit][[2, 3, 0, 1]] + [-0.5, 0.5, -0.5, 0.5]]
    if gallery.has_image_biases and layer == 0:
        tile, pixel = parent - 1 if parent else gallery.count, unit
    elif not (gallery.direction == RECOGNITION and layer == gallery.layer == 1):
        return []
    shown = tile < len(gallery.corners) and pixel < np.prod(gallery.image_shape)
    if not shown or (layer == 0 and parent > gallery.count):
        return []
    row, column = gallery.corners[tile] + np.divmod(pixel, gallery.image_shape[1])
    return [np.array([column - 0.5, column + 0.5, row - 0.5, row + 0.5])]
