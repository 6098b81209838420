"""A labelled world, cut into what is learned from, what rates are chosen by, and the test.

Its classes are numbered from 0 in the order of their labels, so that any whole numbers will do. An
image counts once, however often the world shows it.
"""

from typing import NamedTuple

import numpy as np

from wsviz.datasets.every_fifth import EVERY, every_fifth

# The digits and the letters; each class is a machine of its own.
MAX_CLASSES = 36
# Then each class has one in the test, and of what is left one in the validation.
FEWEST = EVERY + 1


class Examples(NamedTuple):
    """Images (images, visible) and the numbers of their classes (images,)."""

    images: np.ndarray
    labels: np.ndarray

    def take(self, chosen):
        """The Examples of these indices, or of this mask."""
        return Examples(self.images[chosen], self.labels[chosen])

    def evenly(self, most):
        """At most so many of the Examples, evenly chosen."""
        if len(self.labels) <= most:
            return self
        return self.take(np.linspace(0, len(self.labels) - 1, most).astype(int))


class Parts(NamedTuple):
    """Three sets of Examples without a common image.

    pool        what is pre-trained on, without labels, and what labels are drawn from
    validation  every fifth training image of a class: rates are chosen by it
    test        every fifth image of a class
    """

    pool: Examples
    validation: Examples
    test: Examples


def class_labels(data):
    """The labels that the classes of a Dataset have, (classes,), in order.

    Raises ValueError, with the value and its limit, where there are no labels, one class or too
    many, or a class has too few images.
    """
    if data.labels is None:
        raise ValueError("These pictures have no labels: there is nothing to name.")
    found, counts = np.unique(data.labels, return_counts=True)
    if not 2 <= len(found) <= MAX_CLASSES:
        raise ValueError(f"{len(found)} classes: from 2 to {MAX_CLASSES} can be told apart here.")
    if counts.min() < FEWEST:
        raise ValueError(
            f"Class {found[counts.argmin()]} has {counts.min()} images: each class needs at least "
            f"{FEWEST}, for learning, the validation and the test."
        )
    return found


def parts(data):
    """The Parts of a data set with labels. Raises ValueError as class_labels does."""
    training, test = _split(data)
    pool, validation = every_fifth(training.labels)
    return Parts(training.take(pool), training.take(validation), test)


def by_class(data):
    """The training images of each class, in the order of the classes: a list of arrays."""
    training, _ = _split(data)
    return [training.images[training.labels == n] for n in range(training.labels.max() + 1)]


def learned_too(parts):
    """How many test images equal one that is learned from or chosen by."""
    known = {image.tobytes() for each in parts[:2] for image in each.images}
    return sum(image.tobytes() in known for image in parts.test.images)


def _split(data):
    """(training, test): every fifth image of a class is the test."""
    whole = Examples(data.images, np.searchsorted(class_labels(data), data.labels))
    train, test = every_fifth(whole.labels)
    return whole.take(train), whole.take(test)
