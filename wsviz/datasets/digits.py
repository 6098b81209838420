"""Handwritten digits, 8 × 8, in two tones."""

from pathlib import Path

import numpy as np

from wsviz.datasets.dataset import Dataset
from wsviz.datasets.patterns import stored

SIZE = 8
# A pixel counts the ink in a 4 × 4 block of the scanned bitmap; half of a full block is on.
THRESHOLD = 8

_FILE = Path(__file__).parents[2] / "assets" / "digits.npz"


def digits():
    """Dataset of 1,797 handwritten digits with their labels 0 to 9, each with probability 1/1797.

    They are scikit-learn's `load_digits`, the test part of the UCI set "Optical Recognition of
    Handwritten Digits" (Alpaydin & Kaynak 1998), in its order; a pixel is on where its ink is at
    least 8 of 16. The paper's own CEDAR digits are not free (Hinton et al. 1995, note 17).

    Cut to two tones some fall together, always within one class: 1,750 images are `distinct`, with
    10.7385 bits, and one plain stroke stands for 16 ones.

    Read from assets/digits.npz, which tests/assets/make_digits.py wrote.
    """
    images, labels = stored(_FILE, SIZE * SIZE)
    return Dataset(
        name="digits",
        title="Handwritten digits, 8 × 8",
        images=images,
        probabilities=np.full(len(images), 1 / len(images)),
        image_shape=(SIZE, SIZE),
        source=(
            "Alpaydin & Kaynak 1998, Optical Recognition of Handwritten Digits, UCI Machine "
            "Learning Repository, as in scikit-learn; changed: a pixel is on where its ink is "
            f"at least {THRESHOLD} of 16"
        ),
        licence="CC BY 4.0",
        labels=labels,
    )
