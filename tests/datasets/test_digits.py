"""The digits as stored: nothing lost, nothing turned round."""

from hashlib import sha256

import numpy as np
import pytest

from wsviz.datasets import load

# Of all pixels, then all labels, a byte each; scikit-learn 1.9.1's digits at 8 of 16.
CHECKSUM = "ed6c0cb437dea0d8fc504f3a2f6c01b32f96d0f70668c61983d8534f793952f1"

SEVEN = """\
...####.
.....##.
....##..
..####..
..###...
...#....
..##....
..#....."""


def test_digits_are_all_there():
    digits = load("digits")
    assert digits.images.shape == (1797, 64)
    assert digits.image_shape == (8, 8)
    assert np.bincount(digits.labels).tolist() == [
        178, 182, 177, 183, 181, 182, 181, 179, 174, 180,
    ]  # fmt: skip
    assert (digits.probabilities == 1 / 1797).all()
    assert digits.licence == "CC BY 4.0"


def test_digits_are_the_ones_of_scikit_learn():
    digits = load("digits")
    content = digits.images.astype(np.uint8).tobytes() + digits.labels.astype(np.uint8).tobytes()
    assert sha256(content).hexdigest() == CHECKSUM


def test_a_seven_stands_upright():
    digits = load("digits")
    picture = digits.images[7].reshape(digits.image_shape)
    assert digits.labels[7] == 7
    assert "\n".join("".join(".#"[int(s)] for s in row) for row in picture) == SEVEN


def test_equal_digits_are_one_event_and_of_one_class():
    digits = load("digits")
    images, probabilities = digits.distinct()
    classes = {(image.tobytes(), label) for image, label in zip(digits.images, digits.labels)}
    assert len(images) == len(classes) == 1750
    assert probabilities.max() == pytest.approx(16 / 1797)
    entropy_bits = -(probabilities * np.log2(probabilities)).sum()
    assert entropy_bits == pytest.approx(10.7385, abs=5.1e-5)
