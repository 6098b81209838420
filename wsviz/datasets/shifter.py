"""The shifter: a row of pixels and its copy, moved one pixel left or right."""

import numpy as np

from wsviz.datasets.dataset import Dataset
from wsviz.datasets.patterns import merge, patterns

ROWS, COLUMNS = 4, 8
PIXEL_ON = 0.2


def shifter():
    """Dataset of the 508 shifter images, 4 × 8 (Dayan et al. 1995): 6.6063 bits.

    Each pixel of the bottom row is on with probability .2; the top row is the bottom row moved one
    pixel left or right, equally often, leaving at one end and entering at the other. The middle
    rows copy the outer ones: row 1 is the top row, row 2 the bottom row.

    The four bottom rows with period 2 give the same image either way. They are shown with
    probability .169 and hide the direction, so no one can tell it more often than 91.5 %.
    """
    bottom = patterns(COLUMNS)
    probabilities = np.where(bottom, PIXEL_ON, 1 - PIXEL_ON).prod(1) / 2
    moved = [np.stack([top, top, bottom, bottom], 1) for top in _both_ways(bottom)]
    images, probabilities = merge(
        np.concatenate(moved).reshape(-1, ROWS * COLUMNS), np.tile(probabilities, 2)
    )
    return Dataset(
        name="shifter",
        title="Shifter, 4 × 8",
        images=images,
        probabilities=probabilities,
        image_shape=(ROWS, COLUMNS),
        source="Dayan, Hinton, Neal & Zemel 1995, The Helmholtz machine",
        licence="Computed from the description; nothing is copied.",
    )


def _both_ways(rows):
    return np.roll(rows, -1, axis=1), np.roll(rows, 1, axis=1)
