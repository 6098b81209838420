"""The wake and the sleep step: one delta rule, with the roles of the two directions exchanged."""

from typing import NamedTuple

import numpy as np

from wsviz.engine.parameters import Parameters

_HALF = np.array(0.5, np.float32)


class Teaching(NamedTuple):
    """How one direction learns.

    rates  (1, 1, width): one rate a unit, divided by the rows; 0 where nothing is taught
    floor  (learners, numbers): the least value allowed a weight, −inf where there is no constraint
    """

    rates: np.ndarray
    floor: np.ndarray


class Rule(NamedTuple):
    """How both directions learn."""

    generative: Teaching
    recognition: Teaching


def wake(parameters, draws, rule, out):
    """Wake step: recognise the data upward, then teach every layer's generative connection.

    Hinton et al. 1995, eqs. 1 and 4. Returns `out`, a blank or used WAKE Step, filled;
    recognition connections are untouched. Where `parameters` is `out.after`, it learns in place.
    """
    states = out.states
    states.units[0][...] = draws.data
    upward = zip(states.inputs, parameters.recognition.matrices, states.units[1:], draws.recognise)
    for inputs, matrix, units, noise in upward:
        units[...] = inputs @ matrix > noise
    above = states.inputs[1:]
    for inputs, matrix, logits in zip(above, parameters.generative.matrices, out.logits.units):
        np.matmul(inputs, matrix, logits)
    _teach(out, parameters.generative, rule.generative, states.columns[1:], out.deltas.units)
    out.draws, out.before = draws, parameters
    out.after = Parameters(out.taught, parameters.recognition)
    return out


def sleep(parameters, draws, rule, out):
    """Sleep step: dream downward from the top, then teach each hidden layer's recognition.

    Hinton et al. 1995, eqs. 1 and 7. The dream starts from the generative biases of the top layer,
    never from a recognised state. Returns `out`, a SLEEP Step; generative connections are
    untouched.
    """
    states = out.states
    downward = zip(
        states.inputs[:0:-1],
        parameters.generative.matrices[::-1],
        states.units[::-1],
        draws.dream[::-1],
    )
    for inputs, matrix, units, noise in downward:
        units[...] = inputs @ matrix > noise
    hidden = out.logits.units[1:]
    for inputs, matrix, logits in zip(states.inputs, parameters.recognition.matrices, hidden):
        np.matmul(inputs, matrix, logits)
    _teach(out, parameters.recognition, rule.recognition, states.columns, out.deltas.units[1:])
    out.draws, out.before = draws, parameters
    out.after = Parameters(parameters.generative, out.taught)
    return out


def _teach(step, before, teaching, columns, deltas):
    """The delta rule (eqs. 4 and 7): rate · input · (state − predicted), then the constraint.

    With several rows the change is their mean, as each rate comes divided by the rows.
    """
    predicted = sigmoid(step.logits.flat, out=step.predicted.flat)
    errors = np.subtract(step.states.flat, predicted, step.deltas.flat)
    errors *= teaching.rates
    product, change = _product(errors.shape), step.change
    for inputs, delta, matrix in zip(columns, deltas, change.matrices):
        product(inputs, delta, matrix)
    np.maximum(change.flat, teaching.floor - before.flat, out=change.flat)
    np.add(before.flat, change.flat, step.taught.flat)


def _product(shape):
    """The quickest of three ways to the same sum over rows of input · delta."""
    learners, rows, _ = shape
    if rows > 1:
        return np.matmul
    # One row's sum is a plain product: matmul's set-up would cost more than the work.
    return np.multiply if learners == 1 else _outer


def _outer(inputs, deltas, out):
    np.einsum("lpr,lrc->lpc", inputs, deltas, out=out)


def sigmoid(logits, out=None):
    """The logistic function, σ(x) = ½ + ½ tanh(x/2): no exponential that could overflow."""
    half = _HALF if logits.dtype == np.float32 else 0.5
    probabilities = np.tanh(logits * half, out)
    probabilities *= half
    probabilities += half
    return probabilities
