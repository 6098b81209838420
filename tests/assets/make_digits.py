"""Writes assets/digits.npz from scikit-learn's digits; the app itself needs no scikit-learn.

python -m tests.assets.make_digits

The same arrays every time: `packed` (1797, 8) uint8, a byte an image row, its highest bit the
leftmost pixel, and `labels` (1797,) uint8.
"""

from pathlib import Path

import numpy as np

from wsviz.datasets.digits import THRESHOLD

FILE = Path(__file__).parents[2] / "assets" / "digits.npz"


def main():
    # Needed here alone, so not among the packages of requirements.txt.
    from sklearn.datasets import load_digits

    ink, labels = load_digits(return_X_y=True)
    packed = np.packbits(ink >= THRESHOLD, axis=1)
    np.savez_compressed(FILE, packed=packed, labels=labels.astype(np.uint8))


if __name__ == "__main__":
    main()
