"""Classify by shortest description (Hinton et al. 1995, note 17): a machine for each class."""

import numpy as np

from wsviz.engine.architecture import Architecture
from wsviz.engine.learning import Rule
from wsviz.engine.loop import Method, learn
from wsviz.engine.parameters import Parameters
from wsviz.measure import importance, to_bits

# Of the digits; and the pixels of ten machines, whose cost is known.
CLASSES = 10
_PIXELS = 64 * CLASSES


class Machines:
    """A machine for each group of images, of digits ten 64-16-16-4, learning together as learners.

    All weights start at 0; learner n is shown the images (images, visible) of groups[n] alone.
    """

    def __init__(self, groups, hidden=(16, 16, 4), rate=0.01, rows=1, seed=0):
        self.groups, machines = groups, len(groups)
        architecture = Architecture((groups[0].shape[1], *hidden))
        self.rows, self.cycle = rows, 0
        self.parameters = Parameters.initial(architecture, machines)
        rule, seeds = Rule.even(self.parameters, rate / rows), range(seed, seed + machines)
        self._method = Method(architecture, self.draw, seeds, rule, rows)

    @property
    def seconds_per_cycle(self):
        """About how long a cycle takes on one core."""
        pixels = sum(group.shape[1] for group in self.groups)
        return 1e-4 * self.rows * max(1, pixels / _PIXELS)

    def draw(self, uniforms):
        """Images for uniforms (cycles, learners, rows), each learner's from its own class."""
        found = [
            group[(uniforms[:, n] * len(group)).astype(int)] for n, group in enumerate(self.groups)
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


def confusion(parameters, examples, recognitions=10):
    """How often an image of class i (row) is described shortest by machine j, (classes, classes).

    examples  the Examples; their classes are the machines' numbers
    """
    guess = description_bits(parameters, examples.images, recognitions).argmin(0)
    counts = np.zeros((parameters.learners, parameters.learners), int)
    np.add.at(counts, (examples.labels, guess), 1)
    return counts


def nearest_neighbour(train, labels, images):
    """The class of the training image that differs in the fewest pixels, (images,)."""
    distance = (1 - images) @ train.T + images @ (1 - train).T
    return labels[distance.argmin(1)]
