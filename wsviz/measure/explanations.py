"""All explanations of one image: what each costs, how likely it is, how often it is recognised."""

from typing import NamedTuple

import numpy as np

from wsviz.measure.tables import configurations, logsumexp, tables

MAX_EXPLAINED_UNITS = 16


class Posterior(NamedTuple):
    """Two distributions over the explanations of an image, (learners, explanations) each.

    true        P(α|d), the best there can be (eq. 6)
    recognised  Q(α|d), what the recognition weights give
    """

    true: np.ndarray
    recognised: np.ndarray


def explanations(architecture):
    """Every explanation, float64 (2^hidden, hidden): hidden layers bottom-up, counting up.

    Raises ValueError where more than MAX_EXPLAINED_UNITS units are hidden.
    """
    hidden = sum(architecture.hidden)
    if hidden > MAX_EXPLAINED_UNITS:
        raise ValueError(
            f"{architecture} has {hidden} hidden units: explanations are listed for up to "
            f"{MAX_EXPLAINED_UNITS}."
        )
    return configurations(hidden)


def description_length(parameters, image):
    """C(α,d) of each explanation α of the image (visible,), eq. 3.

    In nats, (learners, explanations), in the order of `explanations`, whose error it raises.
    """
    return -_jointly("down", parameters, image)


def posterior(parameters, image):
    """The Posterior of the image (visible,); columns and error as in `explanations`."""
    return Posterior(*map(np.exp, log_posterior(parameters, image)))


def log_posterior(parameters, image):
    """Its logarithm in nats, a Posterior: finite where the probability itself underflows to 0."""
    joint = _jointly("down", parameters, image)
    return Posterior(joint - logsumexp(joint)[:, None], _jointly("up", parameters, image))


def _jointly(direction, parameters, image):
    """Sum of one direction's log-probabilities for each explanation, (learners, explanations).

    Each table lies along the axes of its two layers; broadcasting lists all combinations.
    """
    architecture = parameters.architecture
    explanations(architecture)
    shape = (1, *(2**units for units in architecture.hidden), 1)
    groups = []
    for group in tables(parameters, np.reshape(image, (1, -1))):
        total = np.zeros((group.learners, *shape))
        for layer in group.layers:
            axes = [n if layer <= i <= layer + 1 else 1 for i, n in enumerate(shape)]
            total += getattr(group, direction)(layer).reshape(group.learners, *axes)
        groups.append(total.reshape(group.learners, -1))
    return np.concatenate(groups)
