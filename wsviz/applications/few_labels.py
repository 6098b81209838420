"""What can be learned from a few labels, by pre-trained weights and by fair baselines.

Rates are chosen on validation images, which no network learns from; the test images are looked at
only once the rates stand.
"""

from typing import NamedTuple

import numpy as np

from wsviz.applications.fine_tuning import with_top
from wsviz.applications.pretraining import randomised
from wsviz.applications.shortest_description import CLASSES, nearest_neighbour
from wsviz.datasets.every_fifth import every_fifth

# Labels a class, and the gradient steps after which a network is judged.
EACH, STEPS = (5, 20, 100), 400
GAINS = (1, 4)
PRETRAINED, PIXELS, NEIGHBOUR = "pre-trained", "soft-max on pixels", "nearest neighbour"


class Examples(NamedTuple):
    """Images (images, visible) and their labels (images,)."""

    images: np.ndarray
    labels: np.ndarray

    def take(self, chosen):
        """The Examples of these indices, or of this mask."""
        return Examples(self.images[chosen], self.labels[chosen])


class Parts(NamedTuple):
    """Three sets of Examples without a common image.

    pool        what is pre-trained on, without labels, and what labels are drawn from
    validation  every fifth training image of a class: rates are chosen by it
    test        every fifth image of a class
    """

    pool: Examples
    validation: Examples
    test: Examples


def parts(data):
    """The Parts of a data set with labels."""
    train, test = every_fifth(data.labels)
    whole = Examples(data.images, data.labels)
    training = whole.take(train)
    pool, validation = every_fifth(training.labels)
    return Parts(training.take(pool), training.take(validation), whole.take(test))


def some_labels(labels, each, seed):
    """Indices of so many images of each class, drawn without replacement.

    Raises ValueError where a class has fewer.
    """
    rng = np.random.default_rng(seed)
    groups = [np.flatnonzero(labels == digit) for digit in range(CLASSES)]
    fewest = min(map(len, groups))
    if not 1 <= each <= fewest:
        raise ValueError(f"{each} labels a class: from 1 to {fewest}.")
    return np.concatenate([rng.choice(group, each, replace=False) for group in groups])


def starts(pretrained, visible, seed):
    """name -> network, of all that learn by gradient steps, in single precision."""
    below = {PRETRAINED: pretrained}
    below |= {f"random ×{gain}": randomised(visible, seed, gain) for gain in GAINS}
    below[PIXELS] = []
    return {
        name: [matrix.astype(np.float32) for matrix in with_top(matrices, visible, seed)]
        for name, matrices in below.items()
    }


def neighbour_right(labelled, examples):
    """Whether the nearest labelled image of each example has its label, (examples,) bool."""
    return nearest_neighbour(*labelled, examples.images) == examples.labels
