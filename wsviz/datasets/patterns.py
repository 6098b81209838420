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


def packed(images):
    """The images (count, visible) of 0 and 1 with eight pixels a byte, (count, bytes) uint8.

    Equal where the images are equal, and much quicker to compare.
    """
    return np.packbits(np.asarray(images) != 0, axis=1)


def unpacked(data, count, pixels):
    """The images (count, pixels) uint8 of 0 and 1 in the bytes of as many `packed` ones.

    Raises ValueError where these are not so many bytes.
    """
    rows = np.frombuffer(data, np.uint8).reshape(count, -(-pixels // 8))
    return np.unpackbits(rows, axis=1, count=pixels)


def stored(file, pixels):
    """(images, labels) of an archive as tests/assets writes it: `packed` images, uint8, labels."""
    with np.load(file, allow_pickle=False) as kept:
        return np.unpackbits(kept["packed"], axis=1, count=pixels), kept["labels"]


def merge(images, probabilities):
    """The distinct images in order of first appearance, each with the sum of its probabilities."""
    seen = {}
    which = [seen.setdefault(image.tobytes(), len(seen)) for image in packed(images)]
    _, first = np.unique(which, return_index=True)
    return images[first], np.bincount(which, weights=probabilities)
