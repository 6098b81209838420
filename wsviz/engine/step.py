"""Step: one phase applied once, and what a picture of it needs."""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from wsviz.engine.logistic import sigmoid
from wsviz.engine.noise import Draws
from wsviz.engine.parameters import GENERATIVE, RECOGNITION, Connections, Parameters

WAKE, SLEEP = "wake", "sleep"


class Layers:
    """One flat array (learners, rows, width) and its views a layer.

    inputs   a layer with its always-on unit in front, (learners, rows, 1 + units)
    units    the layer's own units, (learners, rows, units)
    columns  the inputs standing upright, (learners, 1 + units, rows)
    """

    __slots__ = ("architecture", "columns", "flat", "inputs", "units")

    def __init__(self, architecture, flat):
        self.flat = flat
        self.inputs = tuple(flat[..., where] for where in architecture.inputs)
        self.units = tuple(flat[..., where] for where in architecture.units)
        self.columns = tuple(layer.swapaxes(1, 2) for layer in self.inputs)
        self.architecture = architecture

    def parents(self, layer, direction):
        """The inputs of that layer's units: the layer above them, or for recognition below."""
        return self.inputs[layer + 1 if direction == GENERATIVE else layer - 1]

    def __reduce__(self):
        # A copy or a pickle keeps the flat array alone and cuts its own views from it.
        return Layers, (self.architecture, self.flat)

    def learner(self, index):
        """One learner's part, its leading axis kept with length 1 (views)."""
        return Layers(self.architecture, self.flat[index : index + 1])


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
    taught     that direction after the change
    shares     (learners, rows): what each row counts in the change, 1 in sum
    log_weights  (learners, rows) log p − log q of each explanation in nats; None where none weigh
    wake_phi   Connections: what was added to recognition awake; None where it learns asleep alone
    listed     whether the rows are every datum with every explanation, which nothing recognised
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
    shares: np.ndarray
    log_weights: np.ndarray | None = None
    wake_phi: Connections | None = None
    listed: bool = False

    @property
    def cycle(self):
        """The number of the cycle the step belongs to."""
        return self.draws.cycle

    @property
    def changes(self):
        """What was added to each direction that the step taught, direction -> Connections."""
        changes = {self.change.direction: self.change}
        return changes if self.wake_phi is None else changes | {RECOGNITION: self.wake_phi}

    def drawing(self, layer):
        """How that layer's states were drawn: a Drawing, or None where they are given or listed."""
        if self.phase == WAKE and (layer == 0 or self.listed):
            return None
        if self.phase == WAKE:
            direction, noise = RECOGNITION, self.draws.recognise[layer - 1]
        else:
            direction, noise = GENERATIVE, self.draws.dream[layer]
        inputs = self.states.parents(layer, direction)
        return Drawing(inputs, self.before.into(layer, direction), noise)

    def lesson(self, layer, direction=None):
        """What that layer's connection is taught: a Lesson, or None where nothing is taught.

        `direction` is by default the one that the phase teaches. Recognition learns awake by the
        probabilities that its states were drawn with.
        """
        direction = direction or self.change.direction
        change = self.changes.get(direction)
        if change is None or change.into(layer) is None:
            return None
        own = direction == self.change.direction
        return Lesson(
            self.states.parents(layer, direction),
            self.before.into(layer, direction),
            self.states.units[layer],
            self.predicted.units[layer] if own else self.drawing(layer).probabilities,
            change.into(layer),
            self.after.into(layer, direction),
        )

    def learner(self, index):
        """The Step of one learner, its leading axis kept with length 1 (views)."""
        layers = ("states", "logits", "predicted", "deltas")
        parts = (*layers, "draws", "before", "change", "taught", "after")
        cut = {name: getattr(self, name).learner(index) for name in parts}
        for name in ("shares", "log_weights"):
            values = getattr(self, name)
            cut[name] = None if values is None else values[index : index + 1]
        wake_phi = self.wake_phi and self.wake_phi.learner(index)
        return replace(self, **cut, wake_phi=wake_phi)


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

    @property
    def probabilities(self):
        """Their logistic function, (learners, rows, units)."""
        return sigmoid(self.logits)


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
    """A Step whose arrays wait to be filled; pass it as `out` to use its memory again.

    Each row's share is 1 / rows until a rule that weighs them says otherwise.
    """
    direction = GENERATIVE if phase == WAKE else RECOGNITION
    states, logits, predicted, deltas = (
        Layers(architecture, np.zeros((learners, rows, architecture.width), dtype))
        for _ in range(4)
    )
    for layer in states.inputs:
        layer[..., 0] = 1
    change, taught = (Connections.zeros(architecture, direction, learners, dtype) for _ in range(2))
    shares = np.full((learners, rows), 1 / rows, dtype)
    return Step(phase, None, None, states, logits, predicted, deltas, change, taught, None, shares)
