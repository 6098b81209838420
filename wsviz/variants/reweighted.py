"""Reweighted wake-sleep (Bornschein & Bengio 2015): K particles explain one datum.

Particles are rows. Each weighs w_k ∝ p(v, h_k) / q(h_k | v), normalised over the K; the wake step
teaches with the weighted rows. With one particle that sleep teaches, it is plain wake-sleep.
"""

from typing import NamedTuple

import numpy as np

from wsviz.engine.learning import Teaching, sigmoid, sleep, wake
from wsviz.engine.parameters import Parameters

SLEEP_PHI, WAKE_PHI, BOTH = "sleep-φ", "wake-φ", "both"
MODES = (SLEEP_PHI, WAKE_PHI, BOTH)


class Particles(NamedTuple):
    """What a wake step weighed: log weights in nats and normalised weights, (learners, K)."""

    log_weights: np.ndarray
    weights: np.ndarray

    @property
    def log_evidence(self):
        """log 1/K Σ_k w_k, a lower bound of log P(v) in expectation, nats (learners,)."""
        top = self.log_weights.max(-1)
        total = np.exp(self.log_weights - top[:, None]).mean(-1)
        return top + np.log(total)


def cycle(parameters, draws, rule, awake, asleep, mode=SLEEP_PHI):
    """Parameters after one cycle with draws of K rows; `awake`, `asleep` are blank Steps.

    wake-θ teaches the generative weights by Σ w_k ∇ log p; recognition learns from the same
    particles (wake-φ), from K dreams (sleep-φ), or half from each (both). `rule` has the rates of
    one row: the K weights sum to 1, the K dreams are averaged. Nothing is changed in place.
    """
    draws = one_datum(draws)
    rows = draws.data.shape[1]
    found = weigh(parameters, draws, rule, awake)
    weighted = _scaled(rule.generative, found.weights[..., None])
    after = wake(parameters, draws, rule._replace(generative=weighted), awake).after
    shares = {SLEEP_PHI: (0.0, 1.0), WAKE_PHI: (1.0, 0.0), BOTH: (0.5, 0.5)}[mode]
    change = np.zeros_like(parameters.recognition.flat)
    if shares[0]:
        change += shares[0] * _wake_phi(parameters, awake.states, found.weights, rule)
    if shares[1]:
        dreaming = rule._replace(recognition=_scaled(rule.recognition, 1 / rows))
        dreamed = sleep(after, draws, dreaming, asleep)
        if mode == SLEEP_PHI:
            return dreamed.after
        change += shares[1] * dreamed.change.flat
    recognition = parameters.recognition.with_flat(parameters.recognition.flat + change)
    return Parameters(after.generative, recognition)


def one_datum(draws):
    """The same draws with the first row's datum in every row."""
    return draws._replace(data=np.broadcast_to(draws.data[:, :1], draws.data.shape))


def weigh(parameters, draws, rule, awake):
    """The Particles of a wake step: recognise K times, and weigh p against q."""
    step = wake(parameters, draws, rule, awake)
    states = step.states
    top = len(states.units)
    log_p = sum(_log_likelihood(step.logits.units[n], states.units[n]) for n in range(top))
    log_q = sum(_log_likelihood(step.drawing(n).logits, states.units[n]) for n in range(1, top))
    log_weights = log_p - log_q
    weights = np.exp(log_weights - log_weights.max(-1, keepdims=True))
    weights /= weights.sum(-1, keepdims=True)
    return Particles(log_weights, weights.astype(parameters.generative.flat.dtype))


def _log_likelihood(logits, states):
    """log of the probability of a layer's states, summed over its units, (learners, rows)."""
    logits = logits.astype(np.float64)
    return -np.logaddexp(0, (1 - 2 * states) * logits).sum(-1)


def _wake_phi(parameters, states, weights, rule):
    """rate · Σ_k w_k ∇ log q(h_k | v), flat like the recognition connections."""
    taught = parameters.recognition.with_flat(np.zeros_like(parameters.recognition.flat))
    rates = rule.recognition.rates
    for layer, matrix in enumerate(parameters.recognition.matrices, start=1):
        inputs, units = states.inputs[layer - 1], states.units[layer]
        start = sum(part.shape[-1] for part in states.inputs[:layer]) + 1
        rate = rates[..., start : start + units.shape[-1]]
        delta = (units - sigmoid(inputs @ matrix)) * rate * weights[..., None]
        taught.matrices[layer - 1][...] = inputs.swapaxes(1, 2) @ delta
    return taught.flat


def _scaled(teaching, factor):
    rates = teaching.rates * factor
    return Teaching(rates.astype(teaching.rates.dtype), teaching.floor)
