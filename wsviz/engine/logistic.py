"""The logistic function of eq. 1, from logits to probabilities."""

import numpy as np

_HALF = np.array(0.5, np.float32)


def sigmoid(logits, out=None):
    """The logistic function, σ(x) = ½ + ½ tanh(x/2): no exponential that could overflow."""
    half = _HALF if logits.dtype == np.float32 else 0.5
    probabilities = np.tanh(logits * half, out)
    probabilities *= half
    probabilities += half
    return probabilities


def log_bernoulli(states, logits):
    """log of the probability of states 0 or 1 by their logits, summed over the last axis: −eq. 2.

    In nats, in the precision of the logits: log σ(x) for a state of 1, log σ(−x) for 0.
    """
    return -np.logaddexp(0, (1 - 2 * states) * logits).sum(-1)
