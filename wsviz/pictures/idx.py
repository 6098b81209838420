"""MNIST's IDX: a type, the number of dimensions, their sizes, and the numbers, all big-endian."""

import struct
from math import prod

import numpy as np

from wsviz.guard.refused import Refused
from wsviz.pictures import arrays

_TYPES = {8: "u1", 9: "i1", 11: ">i2", 12: ">i4", 13: ">f4", 14: ">f8"}


def read(what, data):
    """Brought of one IDX file. Raises Refused, for labels alone too."""
    values = numbers(what, data)
    if values.ndim == 1:
        raise Refused(
            f"{what} holds {len(values):,} labels and no pictures: bring both in one ZIP."
        )
    return arrays.of_arrays(what, values)


def read_together(what, files):
    """Brought of IDX files, a list of bytes: one of pictures, and at most one of labels."""
    found = [numbers(what, data) for data in files]
    images = [values for values in found if values.ndim > 1]
    labels = [values for values in found if values.ndim == 1]
    if len(images) != 1 or len(labels) > 1:
        raise Refused(
            f"{what} holds {len(images)} IDX files of pictures and {len(labels)} of labels: one of "
            "pictures is read, with one of labels or none."
        )
    return arrays.of_arrays(what, images[0], *labels)


def numbers(what, data):
    """The array of an IDX file."""
    dtype, dimensions = np.dtype(_TYPES[data[2]]), data[3]
    start = 4 + 4 * dimensions
    if len(data) < start:
        raise Refused(f"{what} is cut short: its head of {start} bytes has {len(data)}.")
    shape = struct.unpack(f">{dimensions}I", data[4:start])
    needed = prod(shape) * dtype.itemsize
    if needed != len(data) - start or not needed:
        raise Refused(
            f"{what} is broken, or cut short: it should hold {needed:,} bytes after its head and "
            f"has {len(data) - start:,}."
        )
    return np.frombuffer(data, dtype, offset=start).reshape(shape)
