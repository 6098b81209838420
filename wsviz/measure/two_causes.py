"""Two causes of one effect: small enough that everything about it is a table of four rows.

The machine is a Helmholtz machine 1-2: the effect is its one visible unit, the causes its two
hidden ones. Explanations come in the order 00, 01, 10, 11 (first cause, second cause).
"""

from typing import NamedTuple

import numpy as np

from wsviz.engine.architecture import Architecture
from wsviz.engine.learning import sigmoid
from wsviz.engine.parameters import Parameters
from wsviz.measure import configurations, factorial_table, kl_bits, posterior, to_bits
from wsviz.measure.factorial import settled

EXPLANATIONS = configurations(2)
NAMES = ("neither", "second only", "first only", "both")
# Where the first cause is certainly off or on; the second one is found before it is needed.
_ENDS = np.array([[0.0, 0.0], [1.0, 0.0]])


class World(NamedTuple):
    """What is known of a world with two causes, once its effect was observed.

    joint       P(explanation, effect) of the four explanations, (4,)
    posterior   P(explanation | effect), (4,)
    """

    joint: np.ndarray
    posterior: np.ndarray

    @property
    def evidence(self):
        """P(effect)."""
        return float(self.joint.sum())


def machine(cause_bias, weight, effect_bias):
    """The Parameters of a two-cause machine with equal causes, float64."""
    parameters = Parameters.initial(Architecture((1, 2)), dtype=np.float64)
    effect, causes = parameters.generative.matrices
    effect[0, :, 0] = effect_bias, weight, weight
    causes[0, 0] = cause_bias
    return parameters


def world(parameters):
    """The World of a two-cause machine whose effect is on, by its own posterior."""
    true = posterior(parameters, np.ones(1)).true[0]
    effect, causes = parameters.generative.matrices
    prior = factorial_table(sigmoid(causes[0, 0]))
    return World(prior * sigmoid(effect[0, 0, 0] + EXPLANATIONS @ effect[0, 1:, 0]), true)


def chances(parameters):
    """What biases and weights mean: P(a cause is on), and P(effect | no cause, one, both), (3,)."""
    effect, causes = parameters.generative.matrices
    on = sigmoid(effect[0, 0, 0] + EXPLANATIONS[[0, 1, 3]] @ effect[0, 1:, 0])
    return float(sigmoid(causes[0, 0, 0])), on


def alarm(burglar=0.001, earthquake=0.001, leak=0.001, by_burglar=0.99, by_earthquake=0.01):
    """MacKay's burglar alarm (2003, ch. 21): causes are noisy-or, not logistic."""
    prior = factorial_table((burglar, earthquake))
    silent = (1 - leak) * (1 - by_burglar) ** EXPLANATIONS[:, 0]
    joint = prior * (1 - silent * (1 - by_earthquake) ** EXPLANATIONS[:, 1])
    return World(joint, joint / joint.sum())


def marginals(found):
    """P(cause on | effect) of both causes, (2,): where sleep takes a factorial Q (eq. 9)."""
    return found.posterior @ EXPLANATIONS


def first_cause(found, second=None):
    """P(first cause | effect), and the second observed off (0) or on (1) where it is given."""
    seen = np.ones(4) if second is None else EXPLANATIONS[:, 1] == second
    weights = found.posterior * seen
    if weights.sum() == 0:
        return None
    return float(weights @ EXPLANATIONS[:, 0] / weights.sum())


class Cost(NamedTuple):
    """What a factorial Q costs, in bits: both divergences, and the description length C(d)."""

    forward_bits: float
    penalty_bits: float
    description_length_bits: float

    @property
    def surprise_bits(self):
        """−log2 P(effect), what the effect costs however it is explained."""
        return self.description_length_bits - self.penalty_bits


def cost(found, q):
    """The Cost of q: KL(P‖Q), which sleep descends; KL(Q‖P), the penalty; and eq. 8."""
    table = factorial_table(q)
    penalty = float(kl_bits(table, found.posterior))
    surprise = float(to_bits(-np.log(found.evidence)))
    return Cost(float(kl_bits(found.posterior, table)), penalty, surprise + penalty)


def cheapest(found):
    """The q (2,) with the least penalty KL(Q‖P), by coordinate steps: what costs least.

    Exact: from both ends they lead to every optimum (see `settled`). Never dearer than where sleep
    takes Q, not even by rounding.
    """
    # An impossible explanation costs by far more than all others.
    costs = -np.log(np.maximum(found.posterior, 1e-300))
    by_sleep = marginals(found)
    starts = np.stack([*_ENDS, by_sleep])
    reached = settled(np.tile(costs, (len(starts), 1)), starts)
    return min((*reached, by_sleep), key=lambda q: cost(found, q).penalty_bits)


def wake_gradient(parameters, explanations):
    """∂ log p / ∂ weights to the effect, (2,), averaged over P or Q of the explanations (eq. 4)."""
    effect = parameters.generative.matrices[0][0, :, 0]
    error = 1 - sigmoid(effect[0] + EXPLANATIONS @ effect[1:])
    return (explanations * error) @ EXPLANATIONS


def taught(parameters, steps, rate, by_sleep):
    """The second cause's weight over so many expected wake steps on the effect, (steps + 1,).

    Explained by sleep's optimal factorial Q of each moment, or by the true posterior.
    """
    weights = [parameters.generative.matrices[0][0, 2, 0]]
    for _ in range(steps):
        found = world(parameters)
        q = factorial_table(marginals(found)) if by_sleep else found.posterior
        parameters = parameters.copy()
        parameters.generative.matrices[0][0, 1:, 0] += rate * wake_gradient(parameters, q)
        weights.append(parameters.generative.matrices[0][0, 2, 0])
    return np.array(weights)
