"""Step: one phase applied once, and what a picture of it needs."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from wsviz.engine.noise import Draws
from wsviz.engine.parameters import Connections, Parameters

WAKE, SLEEP = "wake", "sleep"


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

    def drawing(self, layer):
        """How that layer's states were drawn: a Drawing, or None for the data shown awake."""
        if self.phase == SLEEP:
            matrix, noise = self.before.generative.matrices[layer], self.draws.dream[layer]
            return Drawing(self.states.inputs[layer + 1], matrix, noise)
        if layer == 0:
            return None
        matrix, noise = self.before.recognition.matrices[layer - 1], self.draws.recognise[layer - 1]
        return Drawing(self.states.inputs[layer - 1], matrix, noise)

    def lesson(self, layer):
        """What that layer's connection is taught: a Lesson, or None for the image in sleep."""
        if self.phase == WAKE:
            inputs, index = self.states.inputs[layer + 1], layer
            before, after = self.before.generative, self.after.generative
        elif layer == 0:
            return None
        else:
            inputs, index = self.states.inputs[layer - 1], layer - 1
            before, after = self.before.recognition, self.after.recognition
        return Lesson(
            inputs,
            before.matrices[index],
            self.states.units[layer],
            self.predicted.units[layer],
            self.change.matrices[index],
            after.matrices[index],
        )


class Drawing(NamedTuple):
    """Where a layer's states came from: on where inputs @ matrix > noise.

    inputs (learners, rows, 1 + parents), matrix (learners, 1 + parents, units),
    noise (learners, rows, units).
    """

    inputs: np.ndarray
    matrix: np.ndarray
    noise: np.ndarray

    @property
    def logits(self):
        """b + Σ s w, (learners, rows, units): the numbers that were compared with the noise."""
        return self.inputs @ self.matrix


class Lesson(NamedTuple):
    """One layer's part of the delta rule: change = rate · inputs · (states − predicted).

    inputs (learners, rows, 1 + parents), states and predicted (learners, rows, units);
    before, change and after (learners, 1 + parents, units).
    """

    inputs: np.ndarray
    before: np.ndarray
    states: np.ndarray
    predicted: np.ndarray
    change: np.ndarray
    after: np.ndarray


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
