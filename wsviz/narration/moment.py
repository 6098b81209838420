"""Moment: what is on show, and the one place that answers what that means."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from wsviz.datasets import Dataset
from wsviz.datasets.own import is_own
from wsviz.engine.architecture import Architecture
from wsviz.engine.learning import sigmoid
from wsviz.engine.parameters import GENERATIVE, RECOGNITION, Parameters
from wsviz.engine.step import WAKE, Step
from wsviz.measure.wasted import listable
from wsviz.narration.beats import (
    COMPARE,
    DREAM,
    EXPLAIN,
    PREDICT,
    RECOGNISE,
    SHOW,
    TEACH,
    WEIGH,
    Beat,
)
from wsviz.narration.selection import FIRST, Selection, taught_direction
from wsviz.runs.recipe import Recipe


class Used(NamedTuple):
    """A connection that a beat works with.

    direction  GENERATIVE or RECOGNITION
    layer      the layer it leads into
    strengths  (parents, children): |weight|, at the last beat |change|
    """

    direction: str
    layer: int
    strengths: np.ndarray


@dataclass(frozen=True)
class Moment:
    """One learner's step at one beat, with what is selected.

    step       a Step of one learner
    beat       where in the step
    recipe     the recipe in force in this step
    selection  the unit and weight that stand out
    row        the datum, dream or explanation on show where the step has several
    """

    step: Step
    beat: Beat
    recipe: Recipe
    selection: Selection = FIRST
    row: int = 0

    @property
    def phase(self):
        """WAKE or SLEEP."""
        return self.step.phase

    @property
    def cycle(self):
        """The number of the cycle."""
        return self.step.cycle

    @property
    def place(self):
        """Where it is, for the names of files: bars cycle 12 wake 3."""
        world = "own" if is_own(self.dataset.name) else self.dataset.name
        return f"{world} cycle {self.cycle} {self.phase} {self.beat.number}"

    @cached_property
    def architecture(self) -> Architecture:
        """The network's shape."""
        return self.step.before.architecture

    @property
    def dataset(self) -> Dataset:
        """The data set in force."""
        return self.recipe.data

    @property
    def image_shape(self):
        """(rows, columns) of an image."""
        return self.dataset.image_shape

    @property
    def layers(self):
        """All layers, 0 … top."""
        return range(self.architecture.depth + 1)

    @property
    def rows(self):
        """How many data, dreams or explanations the step has."""
        return self.step.states.flat.shape[1]

    @cached_property
    def listable(self):
        """Whether every explanation of an image can be listed."""
        return listable(self.architecture, 1)

    @property
    def explanation(self):
        """The hidden states of the row on show, (hidden,) bottom-up; None until all are drawn."""
        if not all(map(self.drawn, self.layers)):
            return None
        return np.concatenate([self.states(layer) for layer in self.layers[1:]])

    @property
    def parameters(self) -> Parameters:
        """What is in force: asleep, after this cycle's wake; at the last beat, with the change."""
        return self.step.after if self.beat.kind == TEACH else self.step.before

    @property
    def taught(self):
        """The direction that this phase teaches."""
        return taught_direction(self.phase)

    @property
    def at_work(self):
        """The direction that this beat draws or predicts with; None where a datum is shown."""
        if self.beat.kind == SHOW:
            return None
        return {RECOGNISE: RECOGNITION, DREAM: GENERATIVE}.get(self.beat.kind, self.taught)

    @property
    def has_predicted(self):
        """Whether the taught direction has predicted by this beat."""
        return self.beat.kind in (PREDICT, WEIGH, COMPARE, TEACH)

    def drawn(self, layer):
        """Whether that layer's states exist at this beat."""
        if self.beat.kind in (SHOW, RECOGNISE):
            return layer <= self.beat.layer
        return self.beat.kind != DREAM or layer >= self.beat.layer

    def predicted(self, layer):
        """Whether the taught direction has predicted that layer by this beat."""
        return self.has_predicted and self.architecture.parents(self.taught, layer) is not None

    def sign(self, layer):
        """The letter of a layer's probability: p generative, q recognition, "" for the datum."""
        if self.predicted(layer):
            return "p" if self.phase == WAKE else "q"
        if self.phase != WAKE:
            return "p"
        return "q" if layer and not self.step.listed else ""

    def states(self, layer):
        """The drawn states of the row on show, (units,)."""
        return self.step.states.units[layer][0, self.row]

    def probabilities(self, layer):
        """The probabilities of `sign`, (units,): those drawn from until the layer is predicted.

        The datum, and explanations that are listed, are their own.
        """
        if self.predicted(layer):
            return self.step.predicted.units[layer][0, self.row]
        drawing = self.step.drawing(layer)
        if drawing is None:
            return self.states(layer)
        return sigmoid(drawing.inputs[0, self.row] @ drawing.matrix[0])

    def errors(self, layer):
        """State minus probability, (units,), while they are compared; None where nothing is."""
        if self.beat.kind != COMPARE or not self.predicted(layer):
            return None
        return self.states(layer) - self.probabilities(layer)

    @property
    def weights(self):
        """(rows,): what each row's part of the change counts; of explanations, how likely."""
        return self.step.shares[0]

    @property
    def weighed(self):
        """Whether `weights` is known by this beat; where nothing is weighed, always."""
        if self.step.listed:
            return self.beat.kind != SHOW
        return self.step.log_weights is None or self.beat.kind in (WEIGH, COMPARE, TEACH)

    def waits(self, layer):
        """Whether the schedule keeps that layer off in this cycle."""
        pair = self.recipe.pair(self.cycle)
        return pair is not None and layer > pair[1]

    @property
    def connections(self):
        """A Used a connection that this beat works with, biases left out."""
        if self.at_work is None:
            return []
        source = getattr(self.step.before, self.at_work)
        if self.beat.kind == TEACH:
            source = self.step.change
        together = self.has_predicted or self.beat.kind == EXPLAIN
        layers = self.layers if together else (self.beat.layer,)
        matrices = ((layer, source.into(layer)) for layer in layers)
        return [
            Used(self.at_work, layer, np.abs(matrix[0, 1:]))
            for layer, matrix in matrices
            if matrix is not None and matrix.shape[1] > 1
        ]

    @property
    def way(self):
        """The direction of the selected weight."""
        return self.selection.way(self.phase)

    @property
    def parent(self):
        """Row of the selected weight in its matrix, 0 the bias; None where there is no weight."""
        parents = self.architecture.parents(self.way, self.selection.layer)
        return None if parents is None else min(self.selection.parent, parents)

    @property
    def weight(self):
        """The selected weight as it is in force; None where there is none."""
        if self.parent is None:
            return None
        matrix = self.parameters.into(self.selection.layer, self.way)
        return float(matrix[0, self.parent, self.selection.unit])


def moment(run, cursor, selection=FIRST, row=0, learner=0):
    """The Moment of a run under the cursor. Raises ValueError for a cycle to come."""
    recipe = run.recipe_at(cursor.cycle, cursor.phase)
    step = run.at(cursor.cycle, cursor.phase).learner(learner)
    fitted = selection.fitted(run.architecture)
    rows = step.states.flat.shape[1]
    return Moment(step, cursor.on(run), recipe, fitted, min(row, rows - 1))
