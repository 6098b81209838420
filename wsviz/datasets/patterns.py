"""What the generated worlds are made of: patterns of pixels, stripes, and merging of duplicates."""

import numpy as np


def patterns(size):
    """All binary rows of that many pixels, (2**size, size): the blank one first, all on last."""
    shifts = np.arange(size - 1, -1, -1)
    return np.arange(2**size)[:, None] >> shifts & 1


def stripes(rows):
    """The square images whose columns are `rows` (vertical), and their transposes (horizontal).

    Two arrays (len(rows), size²). Every row of a vertical image is the given row itself.
    """
    count, size = rows.shape
    vertical = np.broadcast_to(rows[:, None, :], (count, size, size))
    horizontal = vertical.swapaxes(1, 2)
    return vertical.reshape(count, -1), horizontal.reshape(count, -1)


def merge(images, probabilities):
    """The distinct images in order of first appearance, each with the sum of its probabilities."""
    _, first, inverse = np.unique(images, axis=0, return_index=True, return_inverse=True)
    total = np.bincount(inverse.reshape(-1), weights=probabilities)
    order = np.argsort(first)
    return images[first[order]], total[order]
