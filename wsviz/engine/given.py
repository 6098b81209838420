"""What people hand in, lists, arrays and NumPy's numbers too, as Python's own; or a sentence."""

from math import inf
from numbers import Real
from operator import index

import numpy as np

_SHOWN_CHARACTERS = 60


def whole(name, value, low=-inf, high=inf):
    """The int that was given. Raises ValueError for all else, and outside its limits."""
    try:
        found = None if isinstance(value, bool) else index(value)
    except TypeError:
        found = None
    if found is None or not low <= found <= high:
        raise ValueError(f"{name.capitalize()} {shown(value)}: a whole number{_span(low, high)}.")
    return found


def real(name, value, low, high):
    """The float that was given. Raises ValueError for texts, switches, nan, and outside limits."""
    number = isinstance(value, Real) and not isinstance(value, bool)
    if not (number and low <= value <= high):
        given = f"{value:g}" if number else shown(value)
        raise ValueError(f"{name.capitalize()} {given}: it lies{_span(low, high)}.")
    return float(value)


def every(convert, name, values, *limits):
    """A tuple of a list, tuple, range or array, each value converted by `whole` or `real`."""
    if not isinstance(values, list | tuple | range | np.ndarray) or np.ndim(values) == 0:
        raise ValueError(f"{name.capitalize()} {shown(values)}: a list of numbers is needed.")
    return tuple(convert(name, value, *limits) for value in values)


def named(name, value, known):
    """The text that was given. Raises ValueError where it is none of the known ones."""
    if not (isinstance(value, str) and value in known):
        raise ValueError(f"{name.capitalize()} {shown(value)}: there are {', '.join(known)}.")
    return value


def switched(name, value):
    """The bool that was given. Raises ValueError for all else."""
    if not isinstance(value, bool | np.bool_):
        raise ValueError(f"{name.capitalize()} {shown(value)}: it is True or False.")
    return bool(value)


def shown(value):
    """How a sentence repeats what was given: short, texts in quotation marks."""
    text = f"“{value}”" if isinstance(value, str) else str(value)
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[:_SHOWN_CHARACTERS]}…"


def _span(low, high):
    if low == -inf:
        return ""
    return f" from {low:,.12g}" + ("" if high == inf else f" to {high:,.12g}")
