"""The painter: what a browser may send of a stroke, and what the grid is told."""

import json

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.page import checked, components
from wsviz.ui.painter import OFF, ON, UNKNOWN, painted_states

_SCRIPT = """
import numpy as np
from wsviz.ui.painter import painter
painter(np.array([[1, 0, -1]]), key="grid", label="A picture", on_paint=print, tones=3)
"""


def test_a_stroke_is_read_row_by_row():
    found = painted_states([1, 0, 0.0, 0, 1, 1], (2, 3), 2)
    np.testing.assert_array_equal(found, [[1, 0, 0], [0, 1, 1]])
    assert found.dtype == np.int8


def test_with_three_tones_a_pixel_may_be_unknown():
    np.testing.assert_array_equal(painted_states([-1, 1], (1, 2), 3), [[UNKNOWN, ON]])
    assert painted_states([-1, 1], (1, 2), 2) is None


@pytest.mark.parametrize(
    "payload",
    [
        None,
        [],
        [1],
        [1, 0, 1],
        [1, 2],
        [1, 0.5],
        [True, False],
        "10",
        {"0": 1},
        [1, None],
        [1, 1e30],
    ],
)
def test_whatever_is_no_stroke_is_passed_over(payload):
    assert painted_states(payload, (1, 2), 3) is None


def test_the_grid_is_told_its_states_and_what_a_press_makes_of_each():
    (proto,) = components(checked(AppTest.from_string(_SCRIPT).run()), "painter")
    told = json.loads(proto.json)
    assert (told["columns"], told["states"], told["label"]) == (3, [ON, OFF, UNKNOWN], "A picture")
    # Every tone comes after another, so that any can be painted.
    assert sorted(map(int, told["next"])) == sorted(told["next"].values()) == [-1, 0, 1]
    assert told["words"] == {"-1": "unknown", "0": "off", "1": "on"}
