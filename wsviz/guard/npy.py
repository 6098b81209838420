"""Arrays in NumPy's own format, and nothing that would run code."""

from io import BytesIO
from math import prod

import numpy as np
from numpy.lib import format as numpy_format

from wsviz.guard.refused import Refused, sound

_HEADERS = {
    (1, 0): numpy_format.read_array_header_1_0,
    (2, 0): numpy_format.read_array_header_2_0,
}
# True or false, whole numbers, floats, bytes and texts.
_KINDS = "buifSU"


def array(what, data):
    """The array that a .npy file holds, a view of its bytes that may be empty. Raises Refused.

    Its values are not yet looked at.
    """
    stream = BytesIO(data)
    with sound(what):
        shape, columns_first, dtype = _HEADERS[numpy_format.read_magic(stream)](stream)
    if dtype.hasobject or dtype.names or dtype.kind not in _KINDS:
        raise Refused(f"{what} holds values of type {str(dtype)[:40]}: numbers are read.")
    body = len(data) - stream.tell()
    # A header may claim any size.
    if min(shape, default=0) < 0 or prod(shape) * dtype.itemsize != body:
        raise Refused(
            f"{what} is broken, or cut short: it holds {body:,} bytes for {by(shape)} values of "
            f"{dtype.itemsize}."
        )
    with sound(what):
        return np.ndarray(shape, dtype, data, stream.tell(), order="F" if columns_first else "C")


def by(shape):
    """A shape as it stands in a sentence."""
    return " × ".join(f"{n:,}" for n in shape[:6]) or "1"
