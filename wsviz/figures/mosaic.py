"""Many small pictures in one array."""

from typing import NamedTuple

import numpy as np

from wsviz.figures import palette
from wsviz.figures.layout import hidden_axis
from wsviz.narration.images import image_targets

# Pixels of a page's width; the most that a picture in a strip has of it, and of its place.
_PAGE, _WIDEST, _SHARE = 1000, 44, 0.84
_GAPS_UP_TO = 10


class Mosaic(NamedTuple):
    """Tiles in rows of so many columns, gaps between them left empty.

    z        (height, width) values, NaN in the gaps; row 0 at the top
    corners  (tiles, 2) row and column of each tile's upper left cell in z
    """

    z: np.ndarray
    corners: np.ndarray


def mosaic(tiles, columns, gap=(1, 1)):
    """The Mosaic of tiles (count, height, width), so many empty rows and columns between them."""
    count, height, width = tiles.shape
    size = np.array([height, width])
    at = np.stack(np.divmod(np.arange(count), columns), 1)
    corners = at * (size + gap)
    z = np.full([-(-count // columns), columns] * (size + gap) - gap, np.nan)
    for (top, left), tile in zip(corners, tiles):
        z[top : top + height, left : left + width] = tile
    return Mosaic(z, corners)


def pictures(images, image_shape):
    """Images (count, visible) as tiles (count, rows, columns), row 0 at the top."""
    return np.asarray(images).reshape(len(images), *image_shape)


def gaps(image_shape):
    """What shows between pixels, where they are so few that it leaves their colour as it is."""
    gap = 0.5 if image_shape[1] <= _GAPS_UP_TO else 0
    return {"xgap": gap, "ygap": gap}


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


def frames(boxes, **axes):
    """One shape behind all boxes (count, 4) of x0, x1, y0, y1: their rims, and what shows between
    their cells, so that white pictures stand out from white paper and black ones from black."""
    path = "".join(f"M{x0:g},{y0:g}H{x1:g}V{y1:g}H{x0:g}Z" for x0, x1, y0, y1 in boxes)
    line = {"color": palette.GRID, "width": 1.5}
    return {
        "type": "path",
        "path": path,
        "layer": "below",
        "fillcolor": palette.GRID,
        "line": line,
    } | axes


def boxes(corners, height, width):
    """The outer edges (count, 4) of tiles of that size, x0, x1, y0, y1, on the mosaic's axes."""
    top, left = np.asarray(corners).T
    return np.stack([left, left + width, top, top + height], 1) - 0.5


def unseen(boxes, targets, names, hover):
    """What a click on one of the boxes (count, 4) means: an unseen heat map, a cell a box.

    The boxes stand in rows and columns. targets (count, numbers) are what a click gives, names
    (count,) numbers that `hover` knows as %{text}.
    """
    x, y = (np.unique(np.round(boxes[:, axis], 3)) for axis in (np.s_[:2], np.s_[2:]))
    at = tuple(np.searchsorted(edges, np.round(boxes[:, n], 3)) for edges, n in ((y, 2), (x, 0)))
    z = np.full((len(y) - 1, len(x) - 1), np.nan, np.float32)
    target = np.zeros((*z.shape, np.shape(targets)[1]), np.int16)
    text = np.zeros(z.shape, np.int16)
    z[at], target[at], text[at] = 0, targets, names
    return {
        "type": "heatmap",
        "z": z,
        "x": x,
        "y": y,
        "customdata": target,
        "text": text,
        "opacity": 0,
        "showscale": False,
        "hoverongaps": False,
        "hovertemplate": f"{hover}<extra></extra>",
    }


def picture_clicks(images, boxes):
    """Unseen cells over pictures of images (count, visible): a click asks for the explanations."""
    numbers = np.arange(1, len(images) + 1)
    return unseen(boxes, image_targets(images), numbers, "picture %{text}: its explanations")


def strip(images, image_shape):
    """Pictures in one row, picture i centred on x = i, and the y axis that keeps them square.

    Returns the heat map (on the axes x and y2) and that axis, without its domain.
    """
    rows, columns = image_shape
    share, tall = _strip_size(len(images), image_shape)
    edges = np.linspace(-share / 2, share / 2, columns + 1)
    z = np.full((rows, len(images), columns + 1), np.nan)
    z[:, :, :columns] = pictures(images, image_shape).transpose(1, 0, 2)
    heat_map = ink(
        z.reshape(rows, -1)[:, :-1],
        x=(np.arange(len(images))[:, None] + edges).ravel(),
        y=np.linspace(tall, 0, rows + 1),
        yaxis="y2",
        hoverinfo="skip",
        **gaps(image_shape),
    )
    return heat_map, hidden_axis(-0.07 * tall, 1.03 * tall, scaleanchor="x", constrain="domain")


def strip_frames(count, image_shape):
    """The frames of a strip of so many pictures, on its axes."""
    share, tall = _strip_size(count, image_shape)
    left = np.arange(count) - share / 2
    edges = np.stack([left, left + share, np.full(count, 0.0), np.full(count, tall)], 1)
    return frames(edges, xref="x", yref="y2")


def _strip_size(count, image_shape):
    """Width and height of a picture of a strip, in columns of it; neither more than its share."""
    side = min(_SHARE, _WIDEST * count / _PAGE) / max(image_shape)
    return side * image_shape[1], side * image_shape[0]
