"""What recognition wastes on each image."""

import numpy as np

from wsviz.measure.bits import to_bits
from wsviz.measure.exact import free_energy, log_evidence
from wsviz.measure.explanations import MAX_EXPLAINED_UNITS
from wsviz.measure.tables import affordable


def listable(architecture, images):
    """Whether every explanation of so many images can be listed."""
    return affordable(architecture, images) and sum(architecture.hidden) <= MAX_EXPLAINED_UNITS


def wasted_bits(parameters, images):
    """(order, KL(Q‖P)) of each image for one learner: indices, the worst first; bits (images,)."""
    nats = free_energy(parameters, images)[0] + log_evidence(parameters, images)[0]
    # Rounding leaves some 1e-15 where Q is the posterior.
    wasted = np.maximum(0, to_bits(nats).round(12))
    return np.argsort(-wasted, kind="stable"), wasted
