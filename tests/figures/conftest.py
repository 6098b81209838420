"""Moments to draw, and the check that Plotly itself accepts a figure."""

from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
import pytest

from wsviz.figures import show
from wsviz.narration.beats import PHASES, beats
from wsviz.narration.cursor import Cursor
from wsviz.narration.moment import Moment, moment
from wsviz.narration.selection import FIRST
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run

F = np.array([[1, 1, 1, 1], [1, 0, 0, 0], [1, 1, 1, 0], [1, 0, 0, 0]], np.float32).ravel()

KIRBY = PRESETS["kirby"]
RECIPES = PRESETS | {
    "several rows": KIRBY.replace(rows=3),
    "explanations": KIRBY.replace(variant="reweighted", rows=5, wake_phi=1),
}


@pytest.fixture(scope="session")
def runs():
    """A little training of every recipe."""
    found = {name: Run(recipe) for name, recipe in RECIPES.items()}
    for run in found.values():
        run.advance(200)
    return found


def moments(run, selection=FIRST, **more):
    """Every Moment of the run's frontier, wake then sleep."""
    for phase in PHASES:
        for beat in beats(phase, run.recipe):
            yield moment(run, Cursor(run.cycle, phase, beat.number), selection, **more)


@dataclass(frozen=True)
class Made(Moment):
    """A Moment over any parameters and pictures of any shape; it has no states."""

    shape: tuple = (4, 4)

    @property
    def image_shape(self):
        """The shape given."""
        return self.shape


def made(parameters, selection=FIRST, shape=(4, 4), phase="wake"):
    """A Made moment of that phase, its first beat."""
    step = SimpleNamespace(before=parameters, after=parameters, phase=phase)
    return Made(step, beats(phase, KIRBY)[0], KIRBY, selection, shape=shape)


@pytest.fixture
def valid():
    """Checks that Plotly accepts the figure as `show` shows it; returns the figure."""

    def check(figure):
        shown = show(figure)
        assert '"$' not in shown.to_json()
        return figure

    return check
