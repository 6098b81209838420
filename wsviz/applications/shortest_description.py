"""Classify by shortest description (Hinton et al. 1995, note 17): a machine for each class."""

import numpy as np

from wsviz.datasets import load
from wsviz.datasets.every_fifth import every_fifth
from wsviz.engine.architecture import Architecture
from wsviz.engine.learning import Rule
from wsviz.engine.loop import Method, learn
from wsviz.engine.parameters import Parameters
from wsviz.measure import importance, to_bits

CLASSES = 10


class Machines:
    """Ten machines 64-16-16-4, one a class, learning together as ten learners.

    All weights start at 0; learner c is shown the training images of class c alone.
    """

    def __init__(self, hidden=(16, 16, 4), rate=0.01, rows=1, seed=0, classes=CLASSES):
        data = load("digits")
        train, _ = every_fifth(data.labels)
        images, labels = data.images[train], data.labels[train]
        self._groups = (
            [images[labels == digit] for digit in range(CLASSES)] if classes > 1 else [images]
        )
        architecture = Architecture((data.visible, *hidden))
        self.rows, self.cycle = rows, 0
        self.parameters = Parameters.initial(architecture, classes)
        rule, seeds = Rule.even(self.parameters, rate / rows), range(seed, seed + classes)
        self._method = Method(architecture, self.draw, seeds, rule, rows)

    @property
    def seconds_per_cycle(self):
        """About how long a cycle takes on one core."""
        return 1e-4 * self.rows

    def draw(self, uniforms):
        """Images for uniforms (cycles, learners, rows), each learner's from its own class."""
        found = [
            group[(uniforms[:, n] * len(group)).astype(int)] for n, group in enumerate(self._groups)
        ]
        return np.stack(found, 1)

    def advance(self, cycles):
        """Learn for so many more cycles."""
        span = range(self.cycle, self.cycle + cycles)
        self.parameters = learn(self._method, self.parameters, span)
        self.cycle = span.stop


def description_bits(parameters, images, recognitions=10, seed=0):
    """Mean description length of each image by each machine, bits (learners, images).

    Over so many recognitions of each image, as in note 17.
    """
    return to_bits(-importance(parameters, images, recognitions, seed).mean(-1))


def nearest_neighbour(train, labels, images):
    """The class of the training image that differs in the fewest pixels, (images,)."""
    distance = (1 - images) @ train.T + images @ (1 - train).T
    return labels[distance.argmin(1)]
