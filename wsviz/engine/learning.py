"""The wake and the sleep step: one delta rule, with the roles of the two directions exchanged.

A step draws states and predicts them (`recognise`, `dream`), then teaches (`teach`). A variant of
the rule puts its own thoughts in between.
"""

from typing import NamedTuple

import numpy as np

from wsviz.engine.logistic import log_bernoulli, sigmoid
from wsviz.engine.parameters import Parameters

__all__ = [
    "Rule",
    "Teaching",
    "dream",
    "log_likelihood",
    "normalised",
    "predict",
    "recognise",
    "sigmoid",
    "sleep",
    "teach",
    "wake",
    "weighted",
]


class Teaching(NamedTuple):
    """How one direction learns.

    rates  (1, 1, width): one rate a unit, times a row's share; 0 where nothing is taught.
           (learners, rows, width) where the rows have different shares
    floor  (learners, numbers): the least value allowed a weight, −inf where there is no constraint
    least  (1, numbers): a change of smaller size is none, for it is but rounding; None: all count
    """

    rates: np.ndarray
    floor: np.ndarray
    least: np.ndarray | None = None

    @classmethod
    def free(cls, rates, connections):
        """These rates and no constraint, for Connections of that size."""
        return cls(rates, np.full(connections.flat.shape, -np.inf, rates.dtype))


class Rule(NamedTuple):
    """How both directions learn.

    generative   awake
    recognition  asleep
    awake        recognition awake (wake-φ), None where it learns asleep alone
    """

    generative: Teaching
    recognition: Teaching
    awake: Teaching | None = None

    @classmethod
    def even(cls, parameters, rate):
        """Every unit of these parameters at one rate, given per row, without a constraint."""
        rates = np.full((1, 1, parameters.architecture.width), rate, np.float32)
        return cls(*(Teaching.free(rates, side) for side in parameters))


def wake(parameters, draws, rule, out):
    """Wake step: recognise the data upward, then teach every layer's generative connection.

    Hinton et al. 1995, eqs. 1 and 4. Returns `out`, a blank or used WAKE Step, filled;
    recognition connections are untouched. Where `parameters` is `out.after`, it learns in place.
    """
    recognise(parameters, draws, out)
    out.after = Parameters(
        teach(out, parameters.generative, rule.generative), parameters.recognition
    )
    return out


def sleep(parameters, draws, rule, out):
    """Sleep step: dream downward from the top, then teach each hidden layer's recognition.

    Hinton et al. 1995, eqs. 1 and 7. Returns `out`, a SLEEP Step; generative connections are
    untouched.
    """
    dream(parameters, draws, out)
    out.after = Parameters(
        parameters.generative, teach(out, parameters.recognition, rule.recognition)
    )
    return out


def recognise(parameters, draws, step):
    """Draw a WAKE Step's states upward from the data, and predict each from the layer above."""
    states = step.states
    states.units[0][...] = draws.data
    upward = zip(states.inputs, parameters.recognition.matrices, states.units[1:], draws.recognise)
    for inputs, matrix, units, noise in upward:
        units[...] = inputs @ matrix > noise
    predict(step, parameters.generative)
    step.draws, step.before = draws, parameters


def dream(parameters, draws, step):
    """Draw a SLEEP Step's states downward, and predict each hidden one from the layer below.

    The dream starts from the generative biases of the top layer, never from a recognised state.
    """
    states = step.states
    downward = zip(
        states.inputs[:0:-1],
        parameters.generative.matrices[::-1],
        states.units[::-1],
        draws.dream[::-1],
    )
    for inputs, matrix, units, noise in downward:
        units[...] = inputs @ matrix > noise
    predict(step, parameters.recognition)
    step.draws, step.before = draws, parameters


def predict(step, connections):
    """The logits of the step's states by the direction that it teaches."""
    first = connections.first
    layers = zip(step.states.inputs[1 - first :], connections.matrices, step.logits.units[first:])
    for inputs, matrix, logits in layers:
        np.matmul(inputs, matrix, logits)


def teach(step, before, teaching):
    """The delta rule (eqs. 4 and 7): rate · input · (state − predicted), then the constraint.

    Returns `step.taught`, the Connections `before` with the change. With several rows the change
    is their sum: a rate comes with each row's share.
    """
    predicted = sigmoid(step.logits.flat, step.predicted.flat)
    errors = np.subtract(step.states.flat, predicted, step.deltas.flat)
    errors *= teaching.rates
    product, change, first = _product(errors.shape), step.change, before.first
    layers = zip(step.states.columns[1 - first :], step.deltas.units[first:], change.matrices)
    for inputs, delta, matrix in layers:
        product(inputs, delta, matrix)
    if teaching.least is not None:
        change.flat[np.abs(change.flat) < teaching.least] = 0
    np.maximum(change.flat, teaching.floor - before.flat, out=change.flat)
    np.add(before.flat, change.flat, step.taught.flat)
    return step.taught


def log_likelihood(step):
    """log of the probability of the states that a step predicts, in nats, (learners, rows).

    Awake that is log p(v, h) = −C(α, d), eq. 3; of explanations as upward steps log q(h | v).
    """
    layers = list(zip(step.states.units, step.logits.units))[step.change.first :]
    # In float64, as many of them are compared.
    return sum(log_bernoulli(s, x.astype(np.float64)) for s, x in layers)


def normalised(log_weights):
    """The shares ∝ exp(log_weights) along the last axis, 1 in sum."""
    weights = np.exp(log_weights - log_weights.max(-1, keepdims=True))
    return weights / weights.sum(-1, keepdims=True)


def weighted(teaching, shares):
    """The Teaching whose rates are each row's share (learners, rows) of one row's."""
    return teaching._replace(rates=teaching.rates * shares[..., None])


def _product(shape):
    """The quickest of three ways to the same sum over rows of input · delta."""
    learners, rows, _ = shape
    if rows > 1:
        return np.matmul
    # One row's sum is a plain product: matmul's set-up would cost more than the work.
    return np.multiply if learners == 1 else _outer


def _outer(inputs, deltas, out):
    np.einsum("lpr,lrc->lpc", inputs, deltas, out=out)
