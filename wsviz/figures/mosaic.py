"""Many small pictures in one array."""

from typing import NamedTuple

import numpy as np

from wsviz.figures import palette
from wsviz.figures.layout import hidden_axis

# Pixels of a page's width; the most that a picture in a strip has of it, and of its place.
_PAGE, _WIDEST, _SHARE = 1000, 44, 0.84


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


def ink(z, **more):
    """A heat map of ink: 0 white paper, 1 black; NaN is empty."""
    return {
        "type": "heatmap",
        "z": z,
        "colorscale": palette.INK,
        "zmin": 0,
        "zmax": 1,
        "zsmooth": False,
        "xgap": 0.5,
        "ygap": 0.5,
        "showscale": False,
        "hoverongaps": False,
    } | more


def strip(images, image_shape):
    """Pictures in one row, picture i centred on x = i, and the y axis that keeps them square.

    Returns the heat map (on the axes x and y2) and that axis, without its domain.
    """
    rows, columns = image_shape
    share = min(_SHARE, _WIDEST * len(images) / _PAGE)
    tall = share * rows / columns
    edges = np.linspace(-share / 2, share / 2, columns + 1)
    z = np.full((rows, len(images), columns + 1), np.nan)
    z[:, :, :columns] = pictures(images, image_shape).transpose(1, 0, 2)
    heat_map = ink(
        z.reshape(rows, -1)[:, :-1],
        x=(np.arange(len(images))[:, None] + edges).ravel(),
        y=np.linspace(tall, 0, rows + 1),
        yaxis="y2",
        hoverinfo="skip",
    )
    return heat_map, hidden_axis(-0.06, tall + 0.02, scaleanchor="x", constrain="domain")
