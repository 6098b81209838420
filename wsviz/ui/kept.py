"""Kept: a run that is kept beside the one on the Stage."""

from typing import NamedTuple

from wsviz.narration.cursor import Cursor
from wsviz.runs.presets import title
from wsviz.runs.run import Run


class Kept(NamedTuple):
    """A run that is kept beside the one on the Stage, and the moment of it."""

    preset: str
    run: Run
    cursor: Cursor

    @property
    def title(self):
        """What the run is called: its preset, or the pictures that a person brought."""
        return title(self.preset, self.run.recipe)

    @property
    def curve(self):
        """cycle -> Point of one learner, with the moment on show, in order."""
        at = self.cursor.cycle
        points = self.run.curve | {at: self.run.measured(at)}
        return {cycle: points[cycle].learner(0) for cycle in sorted(points)}
