"""Where the tiles of the weights stand: as large as lets all layers be seen."""

from typing import NamedTuple

import numpy as np

from wsviz.engine.parameters import DIRECTIONS, GENERATIVE

# Pixels: the widest tile, the smallest cell, and the sizes of cells that are tried.
_WIDEST, _SMALLEST, _TRIED = 96, 1.25, 60


class Room(NamedTuple):
    """Pixels in which all tiles have to find their place.

    lefts        left edges of the generative and the recognition half
    wide         of each half
    top, bottom  of both
    title, foot  above a layer's tiles, and under each tile
    pitch        the least from the left edge of a tile to that of the next
    most         tiles a layer and direction
    """

    lefts: tuple
    wide: float
    top: float
    bottom: float
    title: float
    foot: float
    pitch: float
    most: int


class Gallery(NamedTuple):
    """One layer's tiles in one direction.

    units    (tiles,) indices of the units on show: the first ones, and the selected one
    size     of the layer
    title    row of cells of its title
    corners  (tiles, 2) row and column of each tile's upper left cell; the image's biases last
    """

    direction: str
    layer: int
    units: np.ndarray
    size: int
    title: int
    corners: np.ndarray

    @property
    def has_image_biases(self):
        """Whether a further tile, behind the last unit, holds the image's own biases."""
        return self.direction == GENERATIVE and self.layer == 1


class Plan(NamedTuple):
    """All galleries over one raster of square cells, their side `cell` pixels.

    left, top  of the raster; shape, its rows and columns; image_shape, a tile's
    """

    cell: float
    left: float
    top: float
    shape: tuple
    image_shape: tuple
    galleries: list

    def boxes(self, corners, height, width):
        """Edges (count, 4) x0, x1, y0, y1, in pixels, of such blocks of cells."""
        top, left = np.asarray(corners, float).reshape(-1, 2).T
        edges = np.stack([left, left + width, top, top + height], 1) * self.cell
        return edges + np.array([self.left, self.left, self.top, self.top])

    def tiles(self, gallery):
        """Edges of a gallery's tiles in pixels."""
        return self.boxes(gallery.corners, *self.image_shape)


def plan(moment, room):
    """The Plan of all hidden layers, the top one above."""
    layers = np.arange(moment.architecture.depth, 0, -1)
    sizes = np.array(moment.architecture.hidden)[::-1]
    # Beside layer 1 the image's biases need a tile more.
    needed = np.minimum(sizes, room.most) + (layers == 1)
    cell, columns, rows = _fitted(needed, moment.image_shape, room)
    height, width = moment.image_shape
    title, foot = _cells(room.title, cell), max(1, _cells(room.foot, cell))
    starts = np.cumsum([0, *(title + rows * (height + foot))])
    right = _cells(room.lefts[1] - room.lefts[0], cell)
    galleries = []
    for layer, size, tiles, start in zip(
        layers.tolist(), sizes.tolist(), np.minimum(needed, rows * columns), starts.tolist()
    ):
        units = _units(moment.selection, layer, size, int(tiles) - (layer == 1))
        for direction, left in zip(DIRECTIONS, (0, right)):
            gallery = Gallery(direction, layer, units, size, start, np.zeros((0, 2), int))
            index = np.arange(len(units) + gallery.has_image_biases)
            down, across = np.divmod(index, columns)
            at = [start + title + down * (height + foot), left + across * (width + 1)]
            galleries.append(gallery._replace(corners=np.stack(at, 1)))
    shape = (int(starts[-1]), right + columns * (width + 1))
    return Plan(cell, room.lefts[0], room.top, shape, moment.image_shape, galleries)


def _cells(pixels, cell):
    return int(np.ceil(pixels / cell - 1e-9))


def _fitted(needed, image_shape, room):
    """The largest cells with which so many tiles a layer fit, the columns, and rows a layer.

    Where no size fits, the fullest layers give up rows at the smallest.
    """
    height, width = image_shape
    least = max(_SMALLEST, room.pitch / (width + 1))
    most = max(least, _WIDEST / max(height, width))
    for cell in np.geomspace(most, least, _TRIED):
        columns = max(1, _across(room.wide, cell) // (width + 1))
        rows = -(-needed // columns)
        if _tall(rows, height, cell, room) <= room.bottom - room.top:
            break
    while _tall(rows, height, cell, room) > room.bottom - room.top and rows.max() > 1:
        rows[rows.argmax()] -= 1
    return float(cell), columns, rows


def _across(pixels, cell):
    # The raster of the right half may start up to a cell further right.
    return int(pixels / cell)


def _tall(rows, height, cell, room):
    """Pixels of all layers, above one another."""
    foot = max(1, _cells(room.foot, cell))
    return cell * (_cells(room.title, cell) * len(rows) + rows.sum() * (height + foot))


def _units(selection, layer, size, room):
    """The units on show: as many as there is room for, and the selected one always."""
    units = np.arange(max(1, min(size, room)))
    if selection.layer == layer and selection.unit >= len(units):
        units[-1] = selection.unit
    return units
