"""What a click on a figure says: [layer, unit, parent, direction].

A parent of −1 is a whole unit or pixel, 0 the bias, i the weight from unit i − 1; a direction is 0
generative, 1 recognition, −1 none. wsviz.narration.selection.clicked makes a Selection of it.
"""

import numpy as np

from wsviz.engine.parameters import DIRECTIONS

NONE = -1


def unit_target(layer, unit):
    """The target of a whole unit or pixel."""
    return [layer, unit, NONE, NONE]


def weight_targets(layer, unit, parent, direction):
    """The targets of weights, (..., 4): of indices, or of arrays of them with a common shape."""
    target = np.empty((*np.broadcast(layer, unit, parent).shape, 4), int)
    for place, part in enumerate((layer, unit, parent, DIRECTIONS.index(direction))):
        target[..., place] = part
    return target
