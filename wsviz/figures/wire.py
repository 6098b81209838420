"""A figure as JSON: arrays of numbers as Plotly's typed arrays, a third of the characters."""

import base64
import json
from functools import partial

import numpy as np

# Plotly's integers, the narrowest first; it knows none wider.
_INTEGERS = (np.int8, np.uint8, np.int16, np.uint16, np.int32)


def as_json(parts):
    """JSON of nested dicts, lists, numbers and NumPy arrays.

    plotly.io.to_json would write each number out, and each "/" of a typed array in six characters.
    Numbers that are not finite become null; in a typed array they stay.
    """
    try:
        return _dumps(parts, default=_plain)
    except ValueError:
        # A bare number is not finite: to find it all of them are walked, which takes a while.
        return _dumps(_plain(parts))


_dumps = partial(json.dumps, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _plain(part):
    if isinstance(part, dict):
        return {name: _plain(value) for name, value in part.items()}
    if isinstance(part, (list, tuple)):
        return [_plain(value) for value in part]
    if isinstance(part, np.ndarray):
        return _typed(part)
    if isinstance(part, np.generic):
        part = part.item()
    return None if isinstance(part, float) and not np.isfinite(part) else part


def _typed(array):
    if array.dtype.kind not in "iuf" or not array.size or array.ndim > 3:
        return _plain(array.tolist())
    kept = array if array.dtype.kind == "f" else array.astype(_narrowest(array))
    data = base64.b64encode(np.ascontiguousarray(kept).data).decode()
    spec = {"dtype": kept.dtype.str[1:], "bdata": data}
    return spec | {"shape": ",".join(map(str, kept.shape))} if array.ndim > 1 else spec


def _narrowest(integers):
    ends = integers.min(), integers.max()
    held = (np.iinfo(dtype) for dtype in _INTEGERS)
    return next(info.dtype for info in held if info.min <= ends[0] and ends[1] <= info.max)
