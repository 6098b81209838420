"""Watched: a run whose two objectives are measured as it learns. Knows no Streamlit."""

from functools import cache

from wsviz.engine.parameters import Parameters
from wsviz.engine.step import SLEEP
from wsviz.measure import objectives
from wsviz.measure.curve import next_point
from wsviz.narration.cursor import Cursor
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run
from wsviz.runs.sleep_steps import sleep_steps
from wsviz.ui.player import Player

PRESET = "kirby"
# What it has learned before anyone looks: by then no more is unavoidable, and it takes half a
# second.
LEARNED = 6_000
# Sleep steps looked through at once.
STEPS = 128


class Watched(Player):
    """A run of the preset that begins with a past."""

    def __init__(self):
        run, known = _past()
        super().__init__(run.copy())
        self._known = dict(known)

    @property
    def points(self):
        """cycle -> Objectives at the cycles of a curve that costs nothing, and at the frontier."""
        at, last = max(self._known), self.run.cycle
        while (at := next_point(at)) <= last:
            self._known[at] = objectives(self.run.parameters_at(at), self.run.dataset)
        if last in self._known:
            return dict(self._known)
        return self._known | {last: objectives(self.run.parameters, self.run.dataset)}


@cache
def _past():
    """The run up to LEARNED, and its Objectives by cycle; all visitors begin with copies of it."""
    run, passed = Run(PRESETS[PRESET]), {}
    while run.cycle < LEARNED:
        passed[run.cycle] = run.parameters
        run.advance(min(next_point(run.cycle), LEARNED) - run.cycle)
    found = objectives(Parameters.side_by_side([*passed.values()]), run.dataset)
    return run, {cycle: found.learner(n) for n, cycle in enumerate(passed)}


@cache
def steps_from(cycle):
    """The SleepSteps of STEPS cycles of that past, from this one on."""
    return sleep_steps(_past()[0].copy(), range(cycle, cycle + STEPS))


@cache
def before_sleep(cycle):
    """The Objectives before that cycle's sleep step."""
    run = _past()[0].copy()
    return objectives(run.at(cycle, SLEEP).before, run.dataset)


def open_on_stage(explorer, cycle):
    """Put the same run on the Stage, at that cycle's sleep; the run there is left behind."""
    explorer.choose_preset(PRESET)
    explorer.move(Cursor(cycle, SLEEP))


def shown_on_stage(explorer, cycle):
    """Whether the Stage shows that moment of the same run."""
    same = explorer.run.revisions == _past()[0].revisions
    return same and explorer.cursor[:2] == (cycle, SLEEP)
