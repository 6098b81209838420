"""The curve of a run: what its parameters are worth at chosen cycles."""

from bisect import bisect_right
from functools import cache, partial
from typing import NamedTuple

import numpy as np

from wsviz.engine.gallery import dreamed
from wsviz.engine.logistic import log_bernoulli
from wsviz.measure import (
    affordable,
    decompose_layers,
    entropy_bits,
    estimate,
    free_energy,
    importance,
    to_bits,
    work,
)
from wsviz.measure.spread import mean

POINTS_PER_OCTAVE = 8
# Table entries up to which a point of a curve is exact: some 50 ms.
EXACT_WORK = 2**20
# Weights times explanations up to which a learner's sampled point takes all its images: the mnist
# presets make do with 78 and 36 of them.
SAMPLED_WORK = 2**27
# What a point of a single learner may always take, so that its curve is dense from the start.
UNNOTICED_SECONDS = 8e-3
# The share of learning that other points may cost by estimate: a tenth, with room for its error.
SHARE = 0.08
_IMAGES, _FEWEST_IMAGES, _PARTICLES = 100, 20, 10
# Held-out images for each image of an estimate; one explanation of each serves, where the bounds of
# the parts take _PARTICLES: so there are more of them for less.
_HELD_OUT = 4
_DREAMS = 64


class Point(NamedTuple):
    """The description length of the data at one cycle, in its exact or estimated parts.

    entropy_bits, kl_bits, penalty_bits   (learners,); sampled, kl is in expectation an upper bound
                                          and the penalty as much too low, their sum unbiased
    layer_costs_bits                      (learners, layers), awake: bits-back, bottom-up
    dream_costs_bits                      (learners, hidden layers), asleep: what recognising a
                                          dream's states costs, −log2 q, always sampled
    error_bits                            (learners,) one standard error of the sum of the three
                                          parts; 0 where exact
    held_out_bits                         (learners,) mean C(d) of images that learning never sees:
                                          their description length, at least their mean −log2 P(d);
                                          nan where the world holds none out
    held_out_error_bits                   (learners,) its standard error, as of a sample of images
    exact                                 whether every explanation was summed over
    """

    entropy_bits: np.ndarray
    kl_bits: np.ndarray
    penalty_bits: np.ndarray
    layer_costs_bits: np.ndarray
    dream_costs_bits: np.ndarray
    error_bits: np.ndarray
    held_out_bits: np.ndarray
    held_out_error_bits: np.ndarray
    exact: bool

    def learner(self, index):
        """The Point of one learner."""
        if len(self.entropy_bits) == 1 and index == 0:
            return self
        return Point(*(part[index : index + 1] for part in self[:-1]), self.exact)

    @property
    def description_length_bits(self):
        """E[C(d)], the sum of the three parts."""
        return self.entropy_bits + self.kl_bits + self.penalty_bits


def point(parameters, dataset, seed):
    """The Point of these parameters on the data: exact where that is quick, else sampled."""
    architecture, learners = parameters.architecture, parameters.learners
    if _quick(architecture, _all_images(dataset), learners):
        return _exact(parameters, dataset, seed)
    return _sampled(parameters, dataset, seed)


def _all_images(dataset):
    """How many images an exact point sums over."""
    return len(dataset.distinct()[0]) + len(_unseen(dataset))


def _unseen(dataset):
    """The held-out images, none where the world holds none out."""
    return dataset.images[:0] if dataset.held_out is None else dataset.held_out


def _unseen_count(architecture, dataset):
    """How many held-out images a sampled point takes."""
    return min(len(_unseen(dataset)), _HELD_OUT * _sampled_images(architecture))


def _quick(architecture, images, learners):
    few = work(architecture, images, learners) <= EXACT_WORK
    return few and affordable(architecture, images, learners)


def _sampled_images(architecture):
    """How many images a sampled point takes: fewer where one of them is much work."""
    most = SAMPLED_WORK // (_PARTICLES * architecture.parameter_count)
    return max(_FEWEST_IMAGES, min(_IMAGES, most))


def point_cost(architecture, dataset, learners, cycle_seconds):
    """About how many cycles a Point costs; 0 where one learner's are too quick to be noticed.

    It decides how many there are, no result, and is the same on every machine.
    """
    seconds = _point_seconds(architecture, dataset, learners)
    return 0.0 if learners == 1 and seconds <= UNNOTICED_SECONDS else seconds / cycle_seconds


def _point_seconds(architecture, dataset, learners):
    # As on the machine of Run.seconds_per_cycle: an entry of the tables takes 14 ns, a unit of an
    # explanation, drawn and weighed, 35 ns, and a number of the network .25 ns.
    images = _all_images(dataset)
    if _quick(architecture, images, learners):
        return 1e-3 + 14e-9 * work(architecture, images, learners)
    units = sum(architecture.sizes + architecture.hidden)
    explanation = 35e-9 * units + 0.25e-9 * architecture.parameter_count
    explanations = _sampled_images(architecture) * _PARTICLES
    explanations += _unseen_count(architecture, dataset)
    return 1e-3 + learners * explanations * explanation


def last_known(curve, cycle):
    """The cycle of the curve's last point up to that one, else of its first."""
    return max((at for at in curve if at <= cycle), default=min(curve))


def next_point(cycle, cost=0.0):
    """The first cycle after this one at which a curve has a point, each costing so many cycles.

    They lie evenly on a log axis, POINTS_PER_OCTAVE where they cost nothing. Dearer ones may cost
    SHARE of the learning before them, but one an octave there always is.
    """
    due = _due(cost)
    return due[bisect_right(due, cycle)]


@cache
def _due(cost):
    """All cycles with a point: they depend on nothing that happens to the run."""
    due = [0]
    for cycle in _grid():
        if len(due) * cost <= SHARE * cycle or cycle >= 2 * due[-1]:
            due.append(cycle)
    return due


@cache
def _grid():
    """Cycles spaced evenly on a log axis, as far as floats count exactly."""
    steps = np.arange(52 * POINTS_PER_OCTAVE)
    return np.unique(np.ceil(2.0 ** (steps / POINTS_PER_OCTAVE)).astype(np.int64)).tolist()


def _exact(parameters, dataset, seed):
    parts, costs = decompose_layers(parameters, dataset)
    error = np.zeros_like(parts.kl_bits)
    unseen = _mean_bits(parameters, free_energy, _unseen(dataset))
    return Point(*parts, costs, dream_costs(parameters, seed), error, *unseen, True)


def dream_costs(parameters, seed):
    """What sleep descends: mean −log2 q of each hidden layer's dreamed states (eqs. 2 and 7).

    (learners, hidden layers), over some dozens of dreams drawn with the stream for looking.
    """
    step = dreamed(parameters, _DREAMS, seed)
    layers = zip(step.states.units[1:], step.logits.units[1:])
    costs = [-log_bernoulli(s, x).mean(-1) for s, x in layers]
    return to_bits(np.stack(costs, -1))


def _sampled(parameters, dataset, seed):
    images = _sampled_images(parameters.architecture)
    found = estimate(parameters, dataset, seed, images, _PARTICLES)
    # Evenly chosen, the same at every cycle.
    every, count = _unseen(dataset), _unseen_count(parameters.architecture, dataset)
    some = every[np.linspace(0, len(every) - 1, count).astype(int)]
    unseen = _mean_bits(parameters, partial(_drawn_energy, seed=seed), some)
    return Point(
        np.full_like(found.kl_bits.mean, entropy_bits(dataset.distinct()[1])),
        found.kl_bits.mean,
        found.penalty_bits.mean,
        found.layer_costs_bits.mean,
        dream_costs(parameters, seed),
        found.free_energy_bits.standard_error,
        *unseen,
        False,
    )


def _drawn_energy(parameters, images, seed):
    """C(d) of each image by one explanation of it, in nats, (learners, images)."""
    return -importance(parameters, images, 1, seed)[..., 0]


def _mean_bits(parameters, energy, images):
    """(mean, its standard error) of energy(parameters, images) in bits, nan where none are."""
    if not len(images):
        return np.full((2, parameters.learners), np.nan)
    return mean(to_bits(energy(parameters, images)), 1)
