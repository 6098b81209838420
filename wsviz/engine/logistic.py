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
