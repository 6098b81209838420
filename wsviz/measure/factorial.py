"""The best Q of recognition's own form: which part of the penalty no such Q can avoid.

Recognition draws the units of a layer independently, given the layer below. Whatever its weights,
such a factorial Q cannot follow a posterior whose units depend on each other: explaining away.
With θ as it is, the least penalty is found from the top layer down. For each state of layer l, it
takes the factorial Q of layer l + 1 for which that layer and all above it cost least.
"""

from typing import NamedTuple

import numpy as np

from wsviz.engine.logistic import sigmoid
from wsviz.measure.bits import to_bits
from wsviz.measure.exact import free_energy, log_evidence
from wsviz.measure.tables import MAX_WORK, configurations, logsumexp, tables, work

# A search starts from so many likeliest explanations, and from two other places. With 64 of them
# none of 840 images of Kirby runs, cycles 100 to 60,000, costs less: tests/bench/factorial.py.
_LIKELIEST = 4
_STARTS = _LIKELIEST + 2
# Steps that move no probability by more change a cost by some 1e-12 nats.
_SETTLED = 1e-6
# Where two optima are about to become one, steps grow small slowly: see `settled`.
_MOST_SWEEPS = 10_000


class PenaltyParts(NamedTuple):
    """The penalty KL(Q‖P) of each image in two parts, bits, (learners, images) each.

    unavoidable_bits  the least that a factorial Q of any probabilities was found to leave
    lag_bits          what the network's own Q wastes beyond that, never below 0: its weights lag
                      behind, or one set of weights cannot give every image its best probabilities
    """

    unavoidable_bits: np.ndarray
    lag_bits: np.ndarray


def searchable(architecture, images, learners=1):
    """Whether the best factorial Q of so many distinct images is found within MAX_WORK."""
    steps = _STARTS * max(architecture.hidden)
    return work(architecture, images, learners) * steps <= MAX_WORK


def penalty_parts(parameters, images):
    """PenaltyParts of each of the images (images, visible).

    Raises ValueError where the search is not affordable: see `searchable`.
    """
    own, least = free_energy(parameters, images), least_free_energy(parameters, images)
    # Rounding leaves some 1e-15 where a factorial Q is the posterior.
    unavoidable = np.maximum(0, least + log_evidence(parameters, images))
    return PenaltyParts(to_bits(unavoidable), to_bits(own - least))


def least_free_energy(parameters, images):
    """The least C(d), eq. 5, that a factorial Q was found to give, in nats (learners, images).

    Never above `free_energy`, for the search starts from the network's own Q as well. An optimum
    that no start leads to is missed; with up to two hidden units in a layer there is none. Raises
    ValueError where it is not `searchable`.
    """
    architecture, count = parameters.architecture, len(images)
    if not searchable(architecture, count, parameters.learners):
        raise ValueError(
            f"{parameters.learners} × {architecture} on {count:,} images is too much to search "
            "for the best factorial Q: use fewer images, fewer learners or fewer hidden units."
        )
    least = np.concatenate([_least(group) for group in tables(parameters, images)])
    return np.minimum(least, free_energy(parameters, images))


def _least(group):
    """Least cost found of layer 0 and all above it from each state of layer 0, in nats."""
    costs = np.zeros((group.learners, 1))
    for layer in reversed(group.layers):
        blocks = [
            _least_costs(costs[:, None] - group.down(layer, rows), group.recognised(layer, rows))
            for rows in group.blocks(layer)
        ]
        costs = np.concatenate(blocks, -1)
    return costs


def _least_costs(costs, own):
    """min over q of E_q[cost] − H(q), (learners, rows).

    costs (learners, rows, 2^units) of the states above; own (learners, rows, units), a start.
    """
    starts = _starts(costs, own)
    *shape, units = starts.shape
    repeated = np.repeat(costs.reshape(-1, costs.shape[-1]), _STARTS, 0)
    q = settled(repeated, starts.reshape(len(repeated), units))
    return _expected(repeated, q).reshape(shape).min(-1)


def _starts(costs, own):
    """Where searches start: the own q, the marginals, the likeliest states; (…, starts, units)."""
    states = configurations(own.shape[-1])
    posterior = np.exp(-costs - logsumexp(-costs)[..., None])
    # A layer of few units has fewer states than are asked for: some come twice.
    likeliest = np.argsort(costs, -1, kind="stable")[..., np.arange(_LIKELIEST) % len(states)]
    single = [own, posterior @ states]
    return np.concatenate([*(start[..., None, :] for start in single), states[likeliest]], -2)


def settled(costs, q):
    """Where coordinate steps lead from q (problems, units) by costs (problems, 2^units).

    Each step gives one unit the best probability by the others', q_j = σ(E[cost with j off − cost
    with j on]), so E_q[cost] − H(q) never rises. It ends once no unit moves by 1e-6. Of two units
    there are at most two optima, and steps from either state of the first unit, the second one
    taken first, lead to both: one's best q is a monotone function of the other's.
    """
    q, moving = q.copy(), np.arange(len(q))
    for _ in range(_MOST_SWEEPS):
        before = q[moving]
        q[moving] = _swept(costs[moving], before)
        moving = moving[np.abs(q[moving] - before).max(-1, initial=0) > _SETTLED]
        if not moving.size:
            break
    return q


def _swept(costs, q):
    """A step of each unit, the last one first."""
    q = q.copy()
    for unit in reversed(range(q.shape[1])):
        by_unit = costs.reshape(len(q), 2**unit, 2, -1)
        gained = (by_unit[:, :, 0] - by_unit[:, :, 1]).reshape(len(q), -1)
        q[:, unit] = sigmoid((factorial_table(np.delete(q, unit, 1)) * gained).sum(-1))
    return q


def factorial_table(q):
    """Probabilities of all states of independent units that are on with q, (…, 2^units).

    q (…, units); states in the order of `configurations`.
    """
    q = np.asarray(q, np.float64)
    table = np.ones((*q.shape[:-1], 1))
    for on in np.moveaxis(q, -1, 0):
        both = np.stack([1 - on, on], -1)
        table = (table[..., None] * both[..., None, :]).reshape(*on.shape, -1)
    return table


def _expected(costs, q):
    """E_q[cost] − H(q) in nats, (problems,)."""
    both = np.stack([q, 1 - q], -1)
    # Where a probability is 0 its term is 0, whatever finite logarithm stands in.
    minus_entropy = (both * np.log(np.maximum(both, 1e-300))).sum((-1, -2))
    return (factorial_table(q) * costs).sum(-1) + minus_entropy
