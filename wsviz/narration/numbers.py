"""One unit's numbers within a step, exactly as the engine used them."""

from typing import NamedTuple

import numpy as np

from wsviz.engine.learning import sigmoid
from wsviz.engine.step import WAKE

GENERATIVE, RECOGNITION = DIRECTIONS = ("generative", "recognition")


class Selection(NamedTuple):
    """A unit and one of its incoming weights.

    layer, unit  the unit
    parent       index into its inputs: 0 its bias, i the weight from unit i − 1
    direction    whose weight it is, None for that of the direction which the phase teaches
    """

    layer: int
    unit: int
    parent: int = 0
    direction: str | None = None

    def way(self, phase):
        """The direction of the selected weight in that phase."""
        return self.direction or taught_direction(phase)


def taught_direction(phase):
    """The direction that learns in that phase."""
    return GENERATIVE if phase == WAKE else RECOGNITION


class Numbers(NamedTuple):
    """One unit's numbers in a step, as the engine used them; probabilities are q where recognised.

    terms      (parent state, weight) pairs, the bias first with state 1
    logit      their sum of products; probability = σ(logit)
    uniform    the draw u that it was compared with, None where nothing is drawn
    state      1 where probability > u
    """

    terms: tuple
    logit: float
    probability: float
    uniform: float | None
    state: int


class Teaching(NamedTuple):
    """What one weight is taught: change = rate · input · (state − predicted), then the constraint.

    The numbers are those of the first row; `change` is the mean over all rows.
    """

    numbers: Numbers
    rate: float
    input: int
    change: float
    before: float
    after: float


def drawing_numbers(step, selection, learner=0):
    """Numbers of how the unit's state was drawn (eq. 1), or None for a pixel of the data."""
    drawing = step.drawing(selection.layer)
    if drawing is None:
        return None
    unit = selection.unit
    return _numbers(
        drawing.inputs[learner, 0],
        drawing.matrix[learner, :, unit],
        drawing.logits[learner, 0, unit],
        step.states.units[selection.layer][learner, 0, unit],
        float(sigmoid(np.float64(drawing.noise[learner, 0, unit]))),
    )


def teaching_numbers(step, selection, rate, learner=0):
    """Teaching of the selected weight (eqs. 4 and 7), or None for a pixel asleep."""
    lesson = step.lesson(selection.layer)
    if lesson is None:
        return None
    unit, parent = selection.unit, selection.parent
    numbers = _numbers(
        lesson.inputs[learner, 0],
        lesson.before[learner, :, unit],
        step.logits.units[selection.layer][learner, 0, unit],
        lesson.states[learner, 0, unit],
    )
    moved = (lesson.change, lesson.before, lesson.after)
    values = (float(matrix[learner, parent, unit]) for matrix in moved)
    return Teaching(numbers, rate, int(lesson.inputs[learner, 0, parent]), *values)


def _numbers(inputs, weights, logit, state, uniform=None):
    terms = tuple((int(s), float(w)) for s, w in zip(inputs, weights))
    return Numbers(terms, float(logit), float(sigmoid(np.float64(logit))), uniform, int(state))
