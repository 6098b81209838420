"""The wake and the sleep step: one delta rule, with the roles of the two directions exchanged."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from wsviz.engine.noise import Draws
from wsviz.engine.parameters import Connections, Parameters

WAKE, SLEEP = "wake", "sleep"

_HALF = np.array(0.5, np.float32)


class Layers:
    """One flat array (learners, rows, width) and its views a layer.

    inputs   a layer with its always-on unit in front, (learners, rows, 1 + units)
    units    the layer's own units, (learners, rows, units)
    columns  the inputs standing upright, (learners, 1 + units, rows)
    """

    __slots__ = ("columns", "flat", "inputs", "units")

    def __init__(self, architecture, flat):
        self.flat = flat
        self.inputs = tuple(flat[..., where] for where in architecture.inputs)
        self.units = tuple(flat[..., where] for where in architecture.units)
        self.columns = tuple(layer.swapaxes(1, 2) for layer in self.inputs)


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


@dataclass(slots=True)
class Step:
    """One phase applied once, with everything a picture of it needs.

    phase      WAKE or SLEEP
    draws      the chance that was spent
    before     the parameters it started from; `after`, those it ended with
    states     the drawn states, Layers of 0 and 1
    logits     b + Σ s w of each taught unit; 0 elsewhere
    predicted  its logistic function: p awake (all layers), q asleep (hidden layers)
    deltas     rate · (state − predicted), one a unit and row
    change     Connections: what was added to the taught direction, after the constraint
    """

    phase: str
    draws: Draws
    before: Parameters
    states: Layers
    logits: Layers
    predicted: Layers
    deltas: Layers
    change: Connections
    taught: Connections
    after: Parameters

    @property
    def cycle(self):
        """The number of the cycle the step belongs to."""
        return self.draws.cycle


def blank(architecture, phase, learners, rows, dtype=np.float32):
    """A Step whose arrays wait to be filled; pass it as `out` to use its memory again."""
    awake = phase == WAKE
    shapes = architecture.generative_shapes if awake else architecture.recognition_shapes
    states, logits, predicted, deltas = (
        Layers(architecture, np.zeros((learners, rows, architecture.width), dtype))
        for _ in range(4)
    )
    for layer in states.inputs:
        layer[..., 0] = 1
    change, taught = (Connections.zeros(shapes, learners, dtype) for _ in range(2))
    return Step(phase, None, None, states, logits, predicted, deltas, change, taught, None)


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
    # One row's outer product is a plain product; matmul's set-up would cost more than the work.
    product = np.multiply if errors.shape[1] == 1 else np.matmul
    change = step.change
    for inputs, delta, matrix in zip(columns, deltas, change.matrices):
        product(inputs, delta, matrix)
    np.maximum(change.flat, teaching.floor - before.flat, out=change.flat)
    np.add(before.flat, change.flat, step.taught.flat)


def sigmoid(logits, out=None):
    """The logistic function, σ(x) = ½ + ½ tanh(x/2): no exponential that could overflow."""
    half = _HALF if logits.dtype == np.float32 else 0.5
    probabilities = np.tanh(logits * half, out)
    probabilities *= half
    probabilities += half
    return probabilities
