"""One array in NumPy's own format, and nothing that would run code."""

from io import BytesIO
from math import prod

import numpy as np
from numpy.lib import format as numpy_format

from wsviz.pictures.refused import Refused, sound

_HEADERS = {
    (1, 0): numpy_format.read_array_header_1_0,
    (2, 0): numpy_format.read_array_header_2_0,
}
# True or false, whole numbers, floats, bytes and texts.
_KINDS = "buifSU"


def array(what, data):
    """The array that a .npy file holds, its values not yet looked at. Raises Refused."""
    stream = BytesIO(data)
    with sound(what):
        shape, fortran, dtype = _HEADERS[numpy_format.read_magic(stream)](stream)
        count = prod(shape)
    if dtype.hasobject or dtype.names or dtype.kind not in _KINDS:
        raise Refused(f"{what} holds values of type {str(dtype)[:40]}: numbers are read.")
    body = len(data) - stream.tell()
    if min(shape, default=0) < 0 or count * dtype.itemsize != body:
        raise Refused(
            f"{what} is broken, or cut short: it holds {body:,} bytes for {_by(shape)} values of "
            f"{dtype.itemsize}."
        )
    if not body:
        raise Refused(f"{what} holds an array of shape {_by(shape)}: it is empty.")
    values = np.frombuffer(data, dtype, count, stream.tell())
    return values.reshape(shape, order="F" if fortran else "C")


def _by(shape):
    return " × ".join(f"{n:,}" for n in shape[:6]) or "1"
