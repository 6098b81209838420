"""The session: the sole reader and writer of session_state and of the address's query.

Everything a page shows hangs on four things: the preset's name, the Run, the Cursor and the
Selection. Callbacks change them here; pages only read.
"""

import math
import secrets
import time
from functools import cached_property
from typing import NamedTuple

import streamlit as st

from wsviz.engine.step import WAKE
from wsviz.narration.cursor import Cursor
from wsviz.narration.numbers import RECOGNITION, Selection
from wsviz.runs import link
from wsviz.runs.presets import PRESETS
from wsviz.runs.recipe import MAX_SEED
from wsviz.runs.run import Edit, Run
from wsviz.ui.live import slices
from wsviz.ui.pace import PACES
from wsviz.ui.training import Training

_FIRST_SELECTION = Selection(1, 0, 0)
# A link's cycle is learned at once where it takes about so long; else it is offered.
_AT_ONCE_SECONDS = 1.0


# The moves of the transport, each from the cursor in a network of some depth.
MOVES = {
    "first": lambda cursor, depth: Cursor(),
    "previous": lambda cursor, depth: cursor.previous_phase(),
    "back": lambda cursor, depth: cursor.back(depth),
    "forward": lambda cursor, depth: cursor.forward(depth),
    "next": lambda cursor, depth: cursor.next_phase(),
    "cycle": lambda cursor, depth: cursor.later(1),
}


class Pinned(NamedTuple):
    """A run that is kept for comparison, and the moment of it."""

    preset: str
    run: Run
    cursor: Cursor


class Session:
    """What one visitor is looking at."""

    def __init__(self, opened):
        self.messages = list(opened.messages)
        self.preset = opened.preset
        self.selection = _FIRST_SELECTION
        self.learner = 0
        self.pinned = None
        self.pace_name = "Live"
        self.start(opened.recipe, opened.revisions)
        self._open_at(opened.cursor)

    @cached_property
    def crowd(self):
        """The learners that learn together on their own page: the paper's bars experiment."""
        return Training(Run(PRESETS["bars"].replace(learners=20)), "bars")

    @property
    def recipe(self):
        """The recipe in force at the cursor."""
        return self.run.recipe_at(self.cursor.cycle)

    @property
    def depth(self):
        """Number of hidden layers."""
        return self.run.architecture.depth

    @property
    def pace(self):
        """How training moves on."""
        return PACES[self.pace_name]

    @property
    def training(self):
        """Whether it learns by itself, tick by tick."""
        return self.goal is not None

    def _open_at(self, cursor):
        """Show a link's moment where it is near, else remember it as an offer."""
        if cursor.cycle * self.run.seconds_per_cycle <= _AT_ONCE_SECONDS:
            self.move(cursor)
        else:
            self.offer = cursor

    def start(self, recipe, revisions=()):
        """A new run of that recipe, from cycle 0."""
        self.run = Run(recipe, revisions)
        self.cursor = Cursor()
        self.goal = None
        self.offer = None
        self.dropped = {}
        self.selection = _fitting(self.selection, self.run.architecture)

    def train(self, cycles=None):
        """Learn by itself from the moment on show, for so many cycles or until paused.

        From a past moment the same future is learned again.
        """
        if self.cursor.cycle < self.run.cycle:
            self.run.rewind(self.cursor.cycle)
        self.goal = math.inf if cycles is None else self.run.cycle + cycles
        self._started = (self.run.cycle, time.monotonic())
        if not self.pace.beats:
            self.cursor = Cursor(self.run.cycle)

    def leap(self, cycles):
        """So many cycles at once: shown when done where that is soon, else with its progress."""
        if cycles * self.run.seconds_per_cycle <= _AT_ONCE_SECONDS:
            self.move(self.cursor.later(cycles))
        else:
            self.train(cycles)

    def accept_offer(self):
        """Learn up to the cycle that the link asked for."""
        self.pace_name = "Full"
        self.train(self.offer.cycle - self.run.cycle)

    def decline_offer(self):
        """Forget the cycle that the link asked for."""
        self.offer = None

    def progress(self):
        """The done share of the way to the goal, and cycles a second since training began."""
        cycle, since = self._started
        made = self.run.cycle - cycle
        rate = made / max(1e-9, time.monotonic() - since)
        return made / max(1, self.goal - cycle), rate

    def pause(self):
        """Stop learning by itself, at once."""
        self.goal = None

    def tick(self):
        """Move on by what the pace says; yield after each slice, when the status may be shown."""
        if self.pace.beats:
            self._show(self.cursor.forward(self.depth))
        elif not self.pace.learn:
            self._show(Cursor(self.run.cycle + 1, WAKE, self.depth + 1))
        else:
            for _ in slices(self.run, self.pace.learn, self.goal):
                # With every layer recognised there is something to see at each frame.
                self.cursor = Cursor(self.run.cycle, WAKE, self.depth + 1)
                yield
        if self.run.cycle >= self.goal:
            self._arrive()

    def _arrive(self):
        if self.offer is not None and self.offer.cycle == self.run.cycle:
            self.cursor, self.offer = self.offer, None
        self.goal = None

    def walk(self, move):
        """Move the cursor by one of MOVES, from where it is now."""
        self.move(MOVES[move](self.cursor, self.depth))

    def move(self, cursor):
        """Show another moment, paused; cycles that have not been learned yet are learned now."""
        self.goal = None
        self._show(cursor)

    def visit(self, cycle):
        """Show a cycle of the past, paused."""
        self.move(Cursor(min(cycle, self.run.cycle)))

    def _show(self, cursor):
        if cursor.cycle > self.run.cycle:
            self.run.advance(cursor.cycle - self.run.cycle)
        self.cursor = cursor

    def choose_preset(self, name):
        """Start a preset's own recipe over."""
        self.preset = name
        self.start(PRESETS[name])

    def change(self, **changes):
        """Change the recipe from the cursor on: the past stays, unless another network starts."""
        try:
            recipe = self.recipe.replace(**changes)
        except ValueError as error:
            self.messages.append(f"{error} The recipe stays as it was.")
            return
        if recipe == self.recipe:
            return
        ours = self.run.recipe
        if (recipe.architecture, recipe.seeds) != (ours.architecture, ours.seeds):
            self.start(recipe)
        else:
            self._branch(recipe)

    def edit(self, value):
        """Set the selected weight by hand, from this cycle on."""
        layer, unit, parent = self.selection[:3]
        direction = self.selection.way(self.cursor.phase)
        self._branch(self.recipe, (Edit(direction, layer, parent, unit, value),))

    def other_draw(self):
        """The same state, another chance, from this cycle on."""
        self._branch(self.recipe.replace(reroll=self.recipe.reroll + 1))

    def _branch(self, recipe, edits=()):
        self.goal = None
        self.dropped = self.run.revise(recipe, self.cursor.cycle, edits)

    def pin(self):
        """Keep this run beside the next one, to compare them."""
        self.pinned = Pinned(self.preset, self.run, self.cursor)
        self.run = self.run.copy()

    def unpin(self):
        """Let go of the pinned run."""
        self.pinned = None

    def adopt(self, learner):
        """Put one learner of the crowd on the stage, with its whole past, bit for bit."""
        run = self.crowd.run.single(learner)
        self.start(run.recipe)
        self.run, self.preset, self.cursor = run, self.crowd.preset, Cursor(run.cycle)

    def new_seed(self):
        """Other chance from the start on."""
        self.start(self.recipe.replace(seed=secrets.randbelow(MAX_SEED - self.recipe.learners)))

    def reset(self):
        """Back to cycle 0, with everything that was learned dropped."""
        self.start(self.recipe)

    def select(self, selection):
        """Select a unit and one of its incoming weights, everywhere."""
        self.selection = _fitting(selection, self.run.architecture)


def _fitting(selection, architecture):
    """The selection where the network has such a unit and weight, else the nearest one."""
    layer = min(selection.layer, architecture.depth)
    unit = min(selection.unit, architecture.sizes[layer] - 1)
    lost = layer == 0 and selection.direction == RECOGNITION
    direction = None if lost else selection.direction
    return Selection(layer, unit, selection.parent, direction)


def current():
    """This visitor's Session; the first call opens what the address asks for."""
    if "session" not in st.session_state:
        st.session_state.session = Session(link.read(st.query_params.to_dict()))
    return st.session_state.session


def show_in_address(session):
    """Let the address bar hold the recipe and the moment on show."""
    query = link.write(session.preset, session.run.revisions, session.cursor)
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)
