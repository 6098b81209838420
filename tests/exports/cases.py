"""What the tests of exports look at, and how they read pixels back."""

import numpy as np

from wsviz.exports.subjects import Looked, ranges
from wsviz.figures import palette


def looked(run, count=6, seed=3):
    """Looked with the first images of the run's data, in the ranges of where it stands."""
    data = run.dataset
    images = data.distinct()[0][:count]
    return Looked(images, data.image_shape, seed, ranges([run.parameters]))


def blocks(pixels, at, shape, sides):
    """The colours (rows, columns, 3) of a tile's blocks; each block must be of one colour.

    pixels (height, width, 3); `at` top and left of the tile, `sides` a block's height and width.
    """
    (top, left), (rows, columns), (tall, wide) = at, shape, sides
    tile = pixels[top : top + rows * tall, left : left + columns * wide]
    tile = tile.reshape(rows, tall, columns, wide, 3)
    assert (tile == tile[:, :1, :, :1]).all()
    return tile[:, 0, :, 0]


def inked(value):
    """The grey of a probability: 0 white, 1 black."""
    return [255 - round(255 * float(value))] * 3


def diverged(value, limit, levels=119):
    """The colour of a weight, by plain arithmetic: the nearest level, between two of the scale."""
    level = round(min(1.0, max(-1.0, float(value) / limit)) * levels)
    share = (level + levels) / (2 * levels)
    (low, first), (high, last) = next(
        (a, b) for a, b in zip(palette.WEIGHT, palette.WEIGHT[1:]) if a[0] <= share <= b[0]
    )
    part = (share - low) / (high - low)
    channels = [[int(c[i : i + 2], 16) for c in (first, last)] for i in (1, 3, 5)]
    return [a + part * (b - a) for a, b in channels]


def near(found, expected):
    """Whether colours are the expected ones, but for the rounding of a channel."""
    return np.abs(np.asarray(found, float) - expected).max() <= 0.5 + 1e-9
