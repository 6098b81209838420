"""Kirby's 3 × 3 world, the smallest one that teaches something."""

import numpy as np

from wsviz.datasets.dataset import Dataset
from wsviz.datasets.patterns import patterns, stripes

SIZE = 3


def kirby():
    """Dataset of the 12 striped 3 × 3 images that are neither blank nor full.

    Each of the six vertical ones (whole columns on) has probability 2/18, each of the six
    horizontal ones 1/18: 3.5033 bits (Kirby, A Tutorial on Helmholtz Machines, 2006).
    """
    some = patterns(SIZE)[1:-1]
    probabilities = np.repeat([2 / 18, 1 / 18], len(some))
    return Dataset(
        name="kirby",
        title="Kirby's stripes, 3 × 3",
        images=np.concatenate(stripes(some)),
        probabilities=probabilities,
        image_shape=(SIZE, SIZE),
        source="Kirby 2006, A Tutorial on Helmholtz Machines",
        licence="Computed from the description; nothing is copied.",
    )
