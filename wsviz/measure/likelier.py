"""Whether a picture is likelier to a model than the data's own: what it costs, beside what they do.

C(d) = −log P(d) + KL(Q‖P)    (eq. 8): what it takes at best, and what recognition wastes
"""

from typing import NamedTuple

import numpy as np

from wsviz.measure.bits import to_bits
from wsviz.measure.exact import free_energy, log_evidence
from wsviz.measure.sampled import evidence_bound, importance
from wsviz.measure.spread import Mean, mean, wilson
from wsviz.measure.tables import affordable, work

# Where explanations are sampled: images drawn from the data and explanations of each; in a hurry.
_SAMPLED, _HURRIED = (100, 20), (20, 5)
# Table entries that are summed in a hurry: some 20 ms.
_SOON = 2**20


class Likelier(NamedTuple):
    """What a picture costs one learner, beside the data.

    surprise_bits     −log2 P(d); where it is not exact, an upper bound (of its expectation)
    description_bits  C(d) a Mean; exact, its error is 0
    share             of the data, or of the images drawn from them, how much is likelier to the
                      model than the picture
    between           (low, high) where the share of all data lies: the share itself where it is
                      exact, else Wilson's interval (95 of 100), never of no width; as the bounds
                      have it, whatever exact sums would say
    data_bits         (images,) surprise of images of the data, as `surprise_bits`
    weights           (images,) how much of the data each of them stands for, 1 in sum
    particles         explanations sampled of each image; None where all were summed exactly
    """

    surprise_bits: float
    description_bits: Mean
    share: float
    between: tuple[float, float]
    data_bits: np.ndarray
    weights: np.ndarray
    particles: int | None

    @property
    def exact(self):
        """Whether every explanation was summed; else all of it is sampled."""
        return self.particles is None


def likelier(parameters, image, dataset, seed, hurried=False):
    """The Likelier of an image (visible,) for the first learner.

    Exact where the network is `affordable` on all images of the data; else by bounds on log P(d)
    from as many explanations of every image, of images drawn from the data: of fewer where it is
    `hurried`, as it is while a machine learns.
    """
    parameters = parameters.learner(0)
    images, weights = dataset.distinct()
    shape, every = parameters.architecture, len(images) + 1
    if affordable(shape, every) and not (hurried and work(shape, every) > _SOON):
        return _exact(parameters, image, images, weights)
    count, particles = _HURRIED if hurried else _SAMPLED
    uniforms = np.random.Generator(np.random.Philox(seed)).random(count)
    return _sampled(parameters, image, dataset.draw(uniforms), particles, seed)


def _exact(parameters, image, images, weights):
    every = np.concatenate([[image], images])
    bits = to_bits(-log_evidence(parameters, every)[0])
    cost = to_bits(free_energy(parameters, every[:1])[0, 0])
    less = _less(bits[1:], bits[0])
    # Shares that are 1 in sum may round to some 1e-16 less.
    share = 1.0 if less.all() else float(weights @ less)
    return Likelier(bits[0], Mean(cost, 0.0), share, (share, share), bits[1:], weights, None)


def _sampled(parameters, image, images, particles, seed):
    log_weights = importance(parameters, np.concatenate([[image], images]), particles, seed)[0]
    bits = to_bits(-evidence_bound(log_weights))
    count, hits = len(images), int(_less(bits[1:], bits[0]).sum())
    cost, weights = mean(to_bits(-log_weights[0])), np.full(count, 1 / count)
    between = wilson(hits, count)
    return Likelier(bits[0], cost, hits / count, between, bits[1:], weights, particles)


def _less(these, than):
    """Whether each costs less by more than rounding: the same image in the data is no likelier."""
    return these < than - 1e-9
