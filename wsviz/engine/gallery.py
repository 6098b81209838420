"""Looking at what a network does: whole steps over many images, which teach nothing.

Galleries draw from a stream of their own, so that looking never changes a run.
"""

import numpy as np

from wsviz.engine import noise
from wsviz.engine.architecture import Architecture
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


def reconstructions(parameters, images, seed=0):
    """The first learner's probability of each pixel after one look at each image.

    images and the result (count, visible).
    """
    return recognised(parameters.learner(0), images, seed).predicted.units[0][0]


def fantasies(parameters, count, seed=0):
    """What the first learner dreams: (drawn pixels, their probabilities), (count, visible) each."""
    step = dreamed(parameters.learner(0), count, seed)
    return step.states.units[0][0], step.drawing(0).probabilities[0]


def activations(parameters, images, seed=0, draws=32):
    """Mean probability of each hidden unit given each image, a list of (learners, images, units).

    Layer 1 is exact; the layers above are means over `draws` recognitions.
    """
    learners, rows = parameters.learners, len(images) * draws
    # The noise of hidden layers alone: behind an image of one pixel there is next to no other.
    shape = Architecture((1, *parameters.architecture.hidden))
    (drawn,) = noise.draws(shape, np.copy, _seeds(parameters, seed), range(1), rows, noise.LOOKING)
    states, means = np.asarray(images, np.float32)[None, :, None], []
    for matrix, thresholds in zip(parameters.recognition.matrices, drawn.recognise, strict=True):
        logits = states @ matrix[:, None, 1:] + matrix[:, None, :1]
        means.append(sigmoid(logits).mean(2))
        states = logits > thresholds.reshape(learners, len(images), draws, -1)
        states = states.astype(np.float32)
    return means


def _seeds(parameters, seed):
    return range(seed, seed + parameters.learners)


def _draws(parameters, rows, seed, draw_data):
    shape, seeds = parameters.architecture, _seeds(parameters, seed)
    return next(noise.draws(shape, draw_data, seeds, range(1), rows, noise.LOOKING))


def _every(images, uniform):
    return np.broadcast_to(images, (*uniform.shape[:2], *images.shape))


def _blank(parameters, phase, rows):
    return blank(parameters.architecture, phase, parameters.learners, rows)
