"""What can be learned from a few labels, by pre-trained weights and by fair baselines.

Rates are chosen on validation images, which no network learns from; the test images are looked at
only once the rates stand.
"""

import numpy as np

from wsviz.applications.fine_tuning import with_top
from wsviz.applications.pretraining import randomised
from wsviz.applications.shortest_description import CLASSES, nearest_neighbour

# Labels a class, and the gradient steps after which a network is judged.
EACH, STEPS = (5, 20, 100), 400
GAINS = (1, 4)
PRETRAINED, PIXELS, NEIGHBOUR = "pre-trained", "soft-max on pixels", "nearest neighbour"


def some_labels(labels, each, seed):
    """Indices of so many images of each class, drawn without replacement.

    Raises ValueError where a class has fewer.
    """
    rng = np.random.default_rng(seed)
    groups = [np.flatnonzero(labels == number) for number in np.unique(labels)]
    fewest = min(map(len, groups))
    if not 1 <= each <= fewest:
        raise ValueError(f"{each} labels a class: from 1 to {fewest}.")
    return np.concatenate([rng.choice(group, each, replace=False) for group in groups])


def offered(labels):
    """Of EACH those labels a class that every class has; where none is, what the smallest has."""
    fewest = int(np.unique(labels, return_counts=True)[1].min())
    return tuple(each for each in EACH if each <= fewest) or (fewest,)


def starts(pretrained, visible, seed, classes=CLASSES):
    """name -> network, of all that learn by gradient steps, in single precision."""
    below = {PRETRAINED: pretrained}
    below |= {f"random ×{gain}": randomised(visible, seed, gain) for gain in GAINS}
    below[PIXELS] = []
    return {
        name: [matrix.astype(np.float32) for matrix in with_top(matrices, visible, seed, classes)]
        for name, matrices in below.items()
    }


def neighbour_right(labelled, examples):
    """Whether the nearest labelled image of each example has its label, (examples,) bool."""
    return nearest_neighbour(*labelled, examples.images) == examples.labels
