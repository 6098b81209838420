"""Numbers as ink from 0 to 1."""

import numpy as np

from wsviz.guard.refused import Refused

# Up to this many shades the largest number is full ink, as in scikit-learn's digits (0 to 16).
_FEW = 16
_BYTE, _WORD = 255, 65_535
# What a mean or a division leaves above 1 in float32.
_ROUNDING = 1e-5


def greys(values):
    """(numbers as float32 from 0 to 1, what they were divided by).

    Numbers up to 1 stay as they are; up to 16 the largest is full ink; up to 255 it is 255, and up
    to 65,535 it is that. Raises Refused for others, and for what is no number.
    """
    if values.dtype.kind not in "buif":
        raise Refused(f"Values of type {values.dtype}: pictures are true or false, or numbers.")
    low, high = float(values.min()), float(values.max())
    if not np.isfinite([low, high]).all():
        odd = values[~np.isfinite(values)].ravel()[0]
        raise Refused(f"A pixel is {odd}: pixels are finite numbers.")
    if low < 0:
        raise Refused(f"A pixel is {low:g}: pixels are numbers from 0.")
    full = _full(high)
    return np.minimum(np.divide(values, full, dtype=np.float32, casting="unsafe"), 1), full


def note(full):
    """The sentence on a division, as a tuple of none or one."""
    return () if full == 1 else (f"Numbers were divided by {full:,g}.",)


def _full(high):
    if high <= 1 + _ROUNDING:
        return 1
    if high > _WORD:
        raise Refused(f"A pixel is {high:,g}: pixels are numbers up to {_WORD:,}.")
    return high if high <= _FEW else _BYTE if high <= _BYTE else _WORD
