"""What is asked as an address says it; what cannot be meant is refused in words."""

import numpy as np
import pytest

from wsviz.engine.architecture import Architecture
from wsviz.engine.asking import UNKNOWN
from wsviz.narration.question import (
    Question,
    held_reader,
    held_text,
    known_reader,
    known_text,
    tones,
    unknown,
)

SHAPE = Architecture((9, 3, 2))


def test_known_pixels_come_back_from_their_text():
    rng = np.random.default_rng(0)
    for pixels in (1, 8, 9, 784):
        known = tones(rng.integers(-1, 2, pixels))
        found, message = known_reader(pixels)("known", known_text(known))
        assert message is None
        np.testing.assert_array_equal(found, known)
        assert found.dtype == np.int8
    assert known_text(unknown(9)) == ""
    assert known_text(tones([1, 0, -1, -1, -1, -1, -1, -1, 1])) == "8080.c080"


@pytest.mark.parametrize(
    "text", ["", ".", "8000", "8000.8000.8000", "c000.8000", "zz00.ff80", "8001.ffff", "80.80", "…"]
)
def test_texts_that_are_no_known_pixels_are_refused(text):
    found, message = known_reader(9)("known", text)
    assert found is None
    assert message.startswith(f"known={text} is no picture with known pixels: that is two pictures")


def test_held_units_come_back_from_their_text():
    held = ((1, 0, 1), (1, 2, 0), (2, 1, 1))
    assert held_text(held) == "1.0.1,1.2.0,2.1.1"
    assert held_reader(SHAPE)("held", held_text(held)) == (held, None)
    assert held_reader(SHAPE)("held", "2.1.1,1.0.1") == (((1, 0, 1), (2, 1, 1)), None)


@pytest.mark.parametrize(
    "text", ["", ",", "1.0", "0.0.1", "3.0.1", "1.3.0", "1.0.2", "1.0.1,1.0.0", "1.0.1.1", "1.-1.0"]
)
def test_texts_that_hold_no_units_of_that_network_are_refused(text):
    found, message = held_reader(SHAPE)("held", text)
    assert found is None
    assert message.startswith(f"held={text} holds no hidden units of 9-3-2")


def test_units_are_held_and_let_go_and_kept_in_order():
    question = Question(unknown(9)).hold(2, 1, 1).hold(1, 2, 0).hold(1, 0, 1)
    assert question.held == ((1, 0, 1), (1, 2, 0), (2, 1, 1))
    assert question.holding(1, 2) == 0
    assert question.holding(1, 1) is None
    assert question.hold(1, 2, 1).holding(1, 2) == 1
    assert question.hold(1, 2, None).held == ((1, 0, 1), (2, 1, 1))


def test_another_network_keeps_what_it_has_itself():
    question = Question(tones([1] * 9), 3, 4, ((1, 0, 1), (1, 2, 0), (2, 1, 1)))
    fitted = question.fitted(Architecture((9, 2)))
    assert (fitted.held, fitted.beats, fitted.seed) == (((1, 0, 1),), 3, 4)
    np.testing.assert_array_equal(fitted.known, question.known)
    other = question.fitted(Architecture((4, 3, 2)))
    assert other.held == question.held
    np.testing.assert_array_equal(other.known, np.full(4, UNKNOWN))
