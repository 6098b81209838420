"""Looking at what a network does: whole steps over many images, which teach nothing.

Galleries draw from a stream of their own, so that looking never changes a run.
"""

import numpy as np

from wsviz.engine import noise
from wsviz.engine.learning import Rule, sigmoid, sleep, wake
from wsviz.engine.step import SLEEP, WAKE, blank


def recognised(parameters, images, seed=0):
    """A WAKE Step of every learner on all `images` (count, visible) as rows; nothing is taught."""
    drawn = _draws(parameters, len(images), seed, lambda uniform: _every(images, uniform))
    return wake(parameters, drawn, Rule.even(parameters, 0), _blank(parameters, WAKE, len(images)))


def dreamed(parameters, count, seed=0):
    """A SLEEP Step of every learner with `count` dreams as rows; nothing is taught."""
    visible = parameters.architecture.visible
    drawn = _draws(
        parameters, count, seed, lambda uniform: np.zeros((*uniform.shape, visible), np.float32)
    )
    return sleep(parameters, drawn, Rule.even(parameters, 0), _blank(parameters, SLEEP, count))


def activations(parameters, images, seed=0, draws=32):
    """Mean probability of each hidden unit given each image, a list of (learners, images, units).

    Layer 1 is exact; the layers above are means over `draws` recognitions.
    """
    step = recognised(parameters, np.repeat(images, draws, 0), seed)
    means = []
    for layer in range(1, len(step.states.units)):
        q = sigmoid(step.drawing(layer).logits)
        means.append(q.reshape(len(q), len(images), draws, -1).mean(2))
    return means


def _draws(parameters, rows, seed, draw_data):
    seeds = range(seed, seed + parameters.learners)
    return next(
        noise.draws(parameters.architecture, draw_data, seeds, range(1), rows, noise.LOOKING)
    )


def _every(images, uniform):
    return np.broadcast_to(images, (*uniform.shape[:2], *images.shape))


def _blank(parameters, phase, rows):
    return blank(parameters.architecture, phase, parameters.learners, rows)
