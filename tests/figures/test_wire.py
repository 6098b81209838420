"""A figure as JSON: every number arrives, arrays as Plotly's typed arrays."""

import base64
import json

import numpy as np
import pytest

from wsviz.figures.wire import as_json


def sent(value):
    """A value as the page gets it, typed arrays read as Plotly reads them."""

    def read(part):
        if "bdata" not in part:
            return part
        found = np.frombuffer(base64.b64decode(part["bdata"]), part["dtype"])
        return found.reshape(*map(int, part.get("shape", str(found.size)).split(",")))

    return json.loads(as_json({"value": value}), object_hook=read)["value"]


@pytest.mark.parametrize(
    ("array", "dtype"),
    [
        (np.array([[1, -1], [127, -128]]), "i1"),
        (np.array([0, 255]), "u1"),
        (np.array([-1, 255]), "i2"),
        (np.array([0, 65_535]), "u2"),
        (np.array([-1, 2_000_000]), "i4"),
        (np.array([[0.1, np.nan, np.inf]], np.float32), "f4"),
        (np.linspace(0, 1, 24).reshape(2, 3, 4), "f8"),
        (np.arange(12).reshape(3, 4).T, "i1"),
    ],
)
def test_arrays_arrive_as_they_are_in_the_narrowest_kind(array, dtype):
    np.testing.assert_array_equal(sent(array), array)
    assert json.loads(as_json(array))["dtype"] == dtype


def test_everything_else_is_plain():
    parts = {"a": [1, 2.5, "é/", None, True], "b": (np.float32(0.5), np.int64(3)), "c": np.nan}
    assert sent(parts) == {"a": [1, 2.5, "é/", None, True], "b": [0.5, 3], "c": None}
    assert sent(np.array([])) == []
    assert sent(np.array(["a", "b"])) == ["a", "b"]
    assert "/" in as_json("/")
