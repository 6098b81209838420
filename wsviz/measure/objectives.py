"""What each phase is about, measured together; and what a sleep step does to both on average."""

from typing import NamedTuple

import numpy as np

from wsviz.measure.exact import dream_penalty, log_beliefs
from wsviz.measure.factorial import penalty_parts
from wsviz.measure.tables import configurations, demand_affordable, tables


class Objectives(NamedTuple):
    """Both divergences of Q and P, bits, (learners,) each.

    unavoidable_bits  of the penalty E[KL(Q‖P)] on data: what no factorial Q avoids
    lag_bits          of the penalty: what recognition wastes beyond that
    dreams_bits       E[KL(P‖Q)] on dreams, which sleep descends (eq. 9)
    """

    unavoidable_bits: np.ndarray
    lag_bits: np.ndarray
    dreams_bits: np.ndarray

    def learner(self, index):
        """The Objectives of one learner."""
        return Objectives(*(part[index : index + 1] for part in self))

    @property
    def penalty_bits(self):
        """E[KL(Q‖P)] on data, which is part of what wake descends (eq. 8)."""
        return self.unavoidable_bits + self.lag_bits


def objectives(parameters, dataset):
    """The Objectives of each learner, exactly.

    Raises ValueError where the search for the best Q, or listing every visible image, is not
    affordable.
    """
    images, probabilities = dataset.distinct()
    parts = penalty_parts(parameters, images)
    return Objectives(*(part @ probabilities for part in parts), dream_penalty(parameters))


def mean_sleep(parameters, rates):
    """The Parameters after the sleep step that averages over all dreams (eq. 7), float64.

    `rates` has one a hidden layer. In small steps it lowers E[KL(P‖Q)] on dreams, of which its
    change is the gradient; a sleep step itself is this one and the chance of its single dream.
    Raises ValueError as `dream_penalty` does.
    """
    visible = parameters.architecture.visible
    demand_affordable(parameters, 2**visible)
    groups = tables(parameters, configurations(visible))
    changes = np.concatenate([_mean_changes(group, rates, parameters) for group in groups])
    recognition = parameters.recognition
    return parameters._replace(recognition=recognition.with_flat(recognition.flat + changes))


def _mean_changes(group, rates, parameters):
    """rate · E[input · (state − q)] of every recognition weight, flat, (learners, numbers)."""
    beliefs, sizes = log_beliefs(group), parameters.architecture.sizes
    changes = []
    for layer, rate in enumerate(rates):
        below, above = (configurations(units) for units in sizes[layer : layer + 2])
        inputs = np.concatenate([np.ones((len(below), 1)), below], -1)
        change = 0
        for rows in group.blocks(layer):
            dreamed = np.exp(group.down(layer, rows) + beliefs[layer + 1][:, None])
            mean, often = dreamed @ above, dreamed.sum(-1, keepdims=True)
            error = mean - often * group.recognised(layer, rows)
            change = change + inputs[rows].T @ error
        changes.append(rate * change.reshape(group.learners, -1))
    return np.concatenate(changes, -1)
