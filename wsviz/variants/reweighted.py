"""Reweighted wake-sleep (Bornschein & Bengio 2015): K explanations of one datum, weighed.

Explanations are rows. Each weighs w_k ∝ p(v, h_k) / q(h_k | v), normalised over the K. Asleep
nothing is new: recognition learns from K dreams. With one explanation and nothing for recognition
awake this is plain wake-sleep.
"""

import numpy as np

from wsviz.engine.learning import log_likelihood, normalised, predict, recognise, teach, weighted
from wsviz.engine.parameters import Parameters
from wsviz.engine.step import SLEEP, blank


def wake(parameters, draws, rule, out):
    """Wake step: weigh K explanations of the first row's datum, then teach by them.

    Generative connections learn Σ w_k ∇ log p(v, h_k) (algorithm 1, wake-θ); where `rule.awake` is
    given, recognition learns Σ w_k ∇ log q(h_k | v) from the same parameters (wake-φ). Rates are
    those of one row. Returns `out`, a WAKE Step whose shares are the w_k.
    """
    recognise(parameters, _one_datum(draws), out)
    upward = _upward(parameters.recognition, out)
    out.log_weights = log_likelihood(out) - log_likelihood(upward)
    out.shares[...] = normalised(out.log_weights)
    generative = teach(out, parameters.generative, weighted(rule.generative, out.shares))
    recognition = parameters.recognition
    if rule.awake is not None:
        recognition = teach(upward, recognition, weighted(rule.awake, out.shares))
        out.wake_phi = upward.change
    out.after = Parameters(generative, recognition)
    return out


def _one_datum(draws):
    """The same draws with the first row's datum in every row."""
    return draws._replace(data=np.broadcast_to(draws.data[:, :1], draws.data.shape))


def _upward(recognition, awake):
    """The explanations as a SLEEP Step would hold them, with the logits they were drawn by."""
    states = awake.states
    learners, rows, _ = states.flat.shape
    upward = blank(states.architecture, SLEEP, learners, rows, states.flat.dtype)
    upward.states = states
    predict(upward, recognition)
    return upward
