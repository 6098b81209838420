"""The curve of a run: what its parameters are worth at chosen cycles."""

from typing import NamedTuple

import numpy as np

from wsviz.engine.gallery import dreamed
from wsviz.measure import (
    affordable,
    decompose,
    entropy_bits,
    estimate,
    layer_costs,
    to_bits,
    work,
)

POINTS_PER_OCTAVE = 8
# Table entries up to which a point of a curve is exact: some 50 ms.
EXACT_WORK = 2**20
_IMAGES, _PARTICLES = 100, 10
_DREAMS = 64


class Point(NamedTuple):
    """The description length of the data at one cycle, in its exact or estimated parts.

    entropy_bits, kl_bits, penalty_bits   (learners,); sampled, kl is an upper bound in expectation
    layer_costs_bits                      (learners, layers), awake: bits-back, bottom-up
    dream_costs_bits                      (learners, hidden layers), asleep: what recognising a
                                          dream's states costs, −log2 q, always sampled
    error_bits                            (learners,) standard error of their sum; 0 where exact
    exact                                 whether every explanation was summed over
    """

    entropy_bits: np.ndarray
    kl_bits: np.ndarray
    penalty_bits: np.ndarray
    layer_costs_bits: np.ndarray
    dream_costs_bits: np.ndarray
    error_bits: np.ndarray
    exact: bool

    def learner(self, index):
        """The Point of one learner."""
        return Point(*(part[index : index + 1] for part in self[:-1]), self.exact)

    @property
    def description_length_bits(self):
        """E[C(d)], the sum of the three parts."""
        return self.entropy_bits + self.kl_bits + self.penalty_bits


def point(parameters, dataset, seed):
    """The Point of these parameters on the data: exact where that is quick, else sampled."""
    images = len(dataset.distinct()[0])
    architecture, learners = parameters.architecture, parameters.learners
    quick = work(architecture, images, learners) <= EXACT_WORK
    if quick and affordable(architecture, images, learners):
        return _exact(parameters, dataset, seed)
    return _sampled(parameters, dataset, seed)


def next_point(cycle):
    """The first cycle after this one at which a curve has a point: evenly on a log axis."""
    octave = int(np.log2(max(1, cycle)))
    grid = np.ceil(2.0 ** (octave + np.arange(2 * POINTS_PER_OCTAVE) / POINTS_PER_OCTAVE))
    return int(grid[grid > cycle][0]) if cycle else 1


def _exact(parameters, dataset, seed):
    parts = decompose(parameters, dataset)
    costs = layer_costs(parameters, dataset)
    return Point(*parts, costs, dream_costs(parameters, seed), np.zeros_like(parts.kl_bits), True)


def dream_costs(parameters, seed):
    """What sleep descends: mean −log2 q of each hidden layer's dreamed states (eqs. 2 and 7).

    (learners, hidden layers), over some dozens of dreams drawn with the stream for looking.
    """
    step = dreamed(parameters, _DREAMS, seed)
    layers = zip(step.states.units[1:], step.logits.units[1:])
    # −log σ(x) for a state of 1, −log σ(−x) for 0.
    costs = [np.logaddexp(0, (1 - 2 * s) * x).sum(-1).mean(-1) for s, x in layers]
    return to_bits(np.stack(costs, -1))


def _sampled(parameters, dataset, seed):
    found = estimate(parameters, dataset, seed, _IMAGES, _PARTICLES)
    bound, energy = found.evidence_bound_bits.mean, found.free_energy_bits.mean
    entropy = np.full_like(bound, entropy_bits(dataset.distinct()[1]))
    return Point(
        entropy,
        bound - entropy,
        energy - bound,
        found.layer_costs_bits.mean,
        dream_costs(parameters, seed),
        found.free_energy_bits.standard_error,
        False,
    )
