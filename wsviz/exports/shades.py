"""Shades: numbers as indices into one table of 256 colours, which GIF and PNG hold as it is."""

from typing import NamedTuple

import numpy as np

from wsviz.figures import palette

# Steps of colour on either side of zero; with the greys of text and frames they fill a table.
LEVELS = 119
_GREYS = 16


class Shades(NamedTuple):
    """A table of colours, and which of them a number has.

    colors  (256, 3) uint8, red, green, blue
    greys   (256,) uint8: the index of each grey, 0 black; text and frames are drawn with these
    first   index of the lowest number's colour
    steps   how many colours numbers have
    low     the number that has the first of them; `high` that with the last
    """

    colors: np.ndarray
    greys: np.ndarray
    first: int
    steps: int
    low: float
    high: float

    def __call__(self, values):
        """The index of each value, uint8: the nearest of the steps; beyond the range its end."""
        shares = (np.asarray(values, np.float64) - self.low) / (self.high - self.low)
        places = np.rint(np.clip(shares, 0, 1) * (self.steps - 1))
        return (self.first + places).astype(np.uint8)


def ink():
    """Probability as ink, in 256 steps from white paper to black."""
    every = np.arange(256, dtype=np.uint8)
    return Shades(_between(palette.INK, 256), 255 - every, 0, 256, 0.0, 1.0)


def diverging(limit):
    """Weights from −limit to limit: 2 · LEVELS + 1 steps of the palette's diverging map."""
    steps = 2 * LEVELS + 1
    greys = np.linspace(0, 255, _GREYS).astype(np.uint8)[:, None].repeat(3, 1)
    spare = np.zeros((256 - _GREYS - steps, 3), np.uint8)
    colors = np.concatenate([greys, _between(palette.WEIGHT, steps), spare])
    nearest = np.rint(np.arange(256) / 255 * (_GREYS - 1)).astype(np.uint8)
    return Shades(colors, nearest, _GREYS, steps, -limit, limit)


def rgb(color):
    """#0072B2 as (red, green, blue)."""
    return tuple(bytes.fromhex(color[1:]))


def _between(scale, steps):
    """(steps, 3) uint8: a scale of the palette at evenly spaced places, between its colours."""
    shares, colors = zip(*scale)
    channels = np.array([rgb(color) for color in colors]).T
    at = np.linspace(0, 1, steps)
    return np.stack([np.rint(np.interp(at, shares, one)) for one in channels], 1).astype(np.uint8)
