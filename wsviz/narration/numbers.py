"""The selected unit's and weight's numbers, exactly as the engine used them."""

from typing import NamedTuple

import numpy as np

from wsviz.engine.learning import sigmoid
from wsviz.engine.parameters import GENERATIVE, RECOGNITION
from wsviz.engine.step import WAKE


class Sum(NamedTuple):
    """b + Σ s w of one unit (eq. 1).

    terms        (parent state, weight) pairs, the bias first with state 1
    logit        their sum of products
    probability  σ(logit)
    """

    terms: tuple
    logit: float
    probability: float


class Summed(NamedTuple):
    """The sum that a beat shows of the selected unit, and whose weights are in it."""

    sum: Sum
    direction: str


class Draw(NamedTuple):
    """How a unit's state came about: 1 where the uniform u lies below the probability."""

    sum: Sum
    uniform: float
    state: int


class Term(NamedTuple):
    """One row's part of a change: share · input · (state − probability)."""

    share: float
    input: int
    state: int
    probability: float

    @property
    def value(self):
        """The product, before the rate."""
        return self.share * self.input * (self.state - self.probability)


class WeightChange(NamedTuple):
    """What the selected weight is taught (eqs. 4 and 7): rate · Σ terms, then the constraint.

    sum     of the unit, by the taught direction, in the row on show
    terms   one a row
    """

    sum: Sum
    rate: float
    terms: tuple
    change: float
    before: float
    after: float

    @property
    def held(self):
        """Whether the constraint cut the change short."""
        free = self.rate * sum(term.value for term in self.terms)
        # float32 rounds a change by far less than this.
        return self.change > free + 1e-6 * max(1.0, abs(free))


def drawing(moment):
    """The Draw of the selected unit, None for a pixel of the data."""
    layer, unit = moment.selection[:2]
    found = moment.step.drawing(layer)
    if found is None:
        return None
    noise = found.noise[0, moment.row, unit]
    return Draw(
        _sum(found.inputs[0, moment.row], found.matrix[0, :, unit]),
        float(sigmoid(np.float64(noise))),
        int(moment.states(layer)[unit]),
    )


def summed(moment):
    """The Summed by which the selected unit was drawn or else predicted; None where it was not."""
    layer = moment.selection.layer
    if not moment.drawn(layer):
        return None
    draw = drawing(moment)
    if draw is not None:
        return Summed(draw.sum, RECOGNITION if moment.phase == WAKE else GENERATIVE)
    if not moment.predicted(layer):
        return None
    return Summed(_taught_sum(moment, moment.step.lesson(layer, moment.taught)), moment.taught)


def weight_change(moment):
    """The WeightChange of the selected weight, None where this phase does not teach it."""
    layer, unit = moment.selection[:2]
    lesson = moment.step.lesson(layer, moment.way)
    if lesson is None:
        return None
    inputs = lesson.inputs[0, :, moment.parent]
    rows = zip(
        moment.weights, inputs, lesson.states[0, :, unit], lesson.predicted[0, :, unit], strict=True
    )
    moved = (lesson.change, lesson.before, lesson.after)
    return WeightChange(
        _taught_sum(moment, lesson),
        rate(moment),
        tuple(Term(float(w), int(i), int(s), float(p)) for w, i, s, p in rows),
        *(float(matrix[0, moment.parent, unit]) for matrix in moved),
    )


def rate(moment):
    """ε of the selected weight in this phase of this cycle."""
    return moment.recipe.rate(moment.way, moment.selection.layer, moment.cycle, moment.phase)


def _taught_sum(moment, lesson):
    """The selected unit's Sum by the direction that is taught, in the row on show."""
    return _sum(lesson.inputs[0, moment.row], lesson.before[0, :, moment.selection.unit])


def _sum(inputs, weights):
    terms = tuple((int(s), float(w)) for s, w in zip(inputs, weights))
    logit = float(inputs @ weights)
    return Sum(terms, logit, float(sigmoid(np.float64(logit))))
