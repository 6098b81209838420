"""Many small pictures in one array."""

from typing import NamedTuple

import numpy as np


class Mosaic(NamedTuple):
    """Tiles in rows of so many columns, gaps between them left empty.

    z        (height, width) values, NaN in the gaps; row 0 at the top
    corners  (tiles, 2) row and column of each tile's upper left cell in z
    """

    z: np.ndarray
    corners: np.ndarray


def mosaic(tiles, columns, gap=1):
    """The Mosaic of tiles (count, height, width)."""
    count, height, width = tiles.shape
    rows = -(-count // columns)
    z = np.full((rows * (height + gap) - gap, columns * (width + gap) - gap), np.nan)
    index = np.arange(count)
    corners = np.stack([index // columns * (height + gap), index % columns * (width + gap)], 1)
    for (top, left), tile in zip(corners, tiles):
        z[top : top + height, left : left + width] = tile
    return Mosaic(z, corners)


def pictures(images, image_shape):
    """Images (count, visible) as tiles (count, rows, columns), row 0 at the top."""
    return np.asarray(images).reshape(len(images), *image_shape)
