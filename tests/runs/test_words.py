"""Numbers and the words beside them, as texts show them."""

import pytest

from wsviz.runs.words import moved, plain


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.12345, "0.1235"), (-1.5, "−1.5000"), (-4e-5, "0.0000"), (-0.0, "0.0000"), (6e-5, "0.0001")],
)
def test_a_number_that_shows_as_zero_has_no_sign(value, text):
    assert plain(value, 4) == text


def test_infinity_is_a_sign():
    assert plain(float("inf"), 4) == "∞"


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        (0.5, 0.4, "falls"),
        (0.4, 0.5, "rises"),
        (0.50001, 0.50004, "stays"),
        (0.50004, 0.50006, "rises"),
        (1.0, float("inf"), "rises"),
        (-0.00001, 0.00001, "stays"),
    ],
)
def test_a_word_says_what_the_digits_show(before, after, word):
    assert moved(before, after, 4) == word
