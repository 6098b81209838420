"""Reweighted wake-sleep (Bornschein & Bengio 2015): K explanations of one datum, weighed.

Explanations are rows. Each weighs w_k ∝ p(v, h_k) / q(h_k | v), normalised over the K. Asleep
nothing is new: recognition learns from K dreams. With one explanation and nothing for recognition
awake this is plain wake-sleep.
"""

import numpy as np

from wsviz.engine.learning import Teaching, predict, recognise, teach
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
    out.log_weights = _log_likelihood(out) - _log_likelihood(upward)
    out.shares[...] = _normalised(out.log_weights)
    generative = teach(out, parameters.generative, _weighted(rule.generative, out.shares))
    recognition = parameters.recognition
    if rule.awake is not None:
        recognition = teach(upward, recognition, _weighted(rule.awake, out.shares))
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


def _log_likelihood(step):
    """log of the probability of the states that a step predicts, in nats, (learners, rows).

    Awake that is log p(v, h), of the explanations as upward steps log q(h | v).
    """
    layers = list(zip(step.states.units, step.logits.units))[step.change.first :]
    # −log σ(x) for a state of 1, −log σ(−x) for 0; in float64, as K of them are compared.
    costs = (np.logaddexp(0, (1 - 2 * s) * x.astype(np.float64)).sum(-1) for s, x in layers)
    return -sum(costs)


def _normalised(log_weights):
    weights = np.exp(log_weights - log_weights.max(-1, keepdims=True))
    return weights / weights.sum(-1, keepdims=True)


def _weighted(teaching, shares):
    return Teaching(teaching.rates * shares[..., None], teaching.floor)
