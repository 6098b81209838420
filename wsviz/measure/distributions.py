"""Measures of explicit distributions: arrays of probabilities along the last axis."""

import numpy as np

from wsviz.measure.bits import to_bits


def entropy_bits(p):
    """−Σ p log2 p over the last axis, with 0 log 0 = 0. Shape (…)."""
    p = np.asarray(p, np.float64)
    return to_bits(-(p * _log(p)).sum(-1))


def kl_bits(p, q):
    """KL(p‖q) = Σ p log2(p/q) over the last axis; inf where q = 0 < p, 0 log 0 = 0. Shape (…).

    Leaving out the terms with q = 0 would score a machine that dreams one picture below zero.
    """
    p, q = np.broadcast_arrays(np.asarray(p, np.float64), np.asarray(q, np.float64))
    terms = p * (_log(p) - _log(q))
    return to_bits(np.where((q == 0) & (p > 0), np.inf, terms).sum(-1))


def base_rate_bits(dataset):
    """Bits an image costs where each pixel is coded apart by its own rate (note 17's 59.0)."""
    images, probabilities = dataset.distinct()
    on = probabilities @ images.astype(np.float64)
    return entropy_bits(np.stack([on, 1 - on], -1).clip(0, 1)).sum()


def _log(p):
    """log p, and 0 where p = 0, for such terms count as 0 or are set apart."""
    return np.log(p, out=np.zeros_like(p), where=p > 0)
