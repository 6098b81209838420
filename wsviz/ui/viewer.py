"""Viewer: a run, the moment of it on show, and what of that is looked at. Knows no Streamlit."""

import numpy as np

from wsviz.engine.step import WAKE
from wsviz.measure.wasted import listable
from wsviz.narration.cursor import Cursor
from wsviz.narration.images import clicked_image
from wsviz.narration.moment import moment
from wsviz.narration.selection import FIRST, clicked
from wsviz.runs.recipe import MAX_SEED
from wsviz.ui.asking import Asking
from wsviz.ui.panels import ASK, EXPLAIN, EXPLANATION, PANELS
from wsviz.ui.player import Player

MAX_SKIP = 1_000_000
DEFAULT_SKIP = 1_000

# The moves of the transport, each from the cursor of a run.
MOVES = {
    "first": lambda cursor, run: Cursor(),
    "previous": lambda cursor, run: cursor.previous_phase(),
    "back": lambda cursor, run: cursor.back(run),
    "forward": lambda cursor, run: cursor.forward(run),
    "next": lambda cursor, run: cursor.next_phase(),
    "cycle": lambda cursor, run: cursor.later(1),
}


class Viewer(Player):
    """A run that is walked through, and that learns by itself.

    cursor     the moment on show
    selection  the unit and weight that stand out; `row` the explanation or datum on show
    skip       cycles that one press makes
    panel      the open panel, and which `view` of it
    image      the image (visible,) whose explanations are looked at; None for the one on show
    dream      the seed of the dreams in the pictures
    asking     what the machine is asked (Asking)
    """

    def __init__(self, run):
        super().__init__(run, "Live")
        self.cursor = Cursor()
        self.selection, self.row, self.skip, self.dream = FIRST, 0, DEFAULT_SKIP, 0
        self.open_panel(next(iter(PANELS)))
        self.image = None
        self.asking = Asking(run.architecture.visible)
        self._ticks, self._made = 0, None

    @property
    def recipe(self):
        """The recipe in force at the moment on show."""
        return self.run.recipe_at(self.cursor.cycle, self.cursor.phase)

    @property
    def moment(self):
        """The Moment on show."""
        return moment(self.run, self.cursor, self.selection, self.row)

    @property
    def learning(self):
        """Whether the network is another one from frame to frame."""
        return self.training and self.pace.learn > 0 and not self.queued

    @property
    def cost(self):
        """(cycle, bits): what an image cost at the last point up to the moment on show."""
        cycle, point = self.run.last_point(self.cursor.cycle)
        return cycle, float(point.description_length_bits[0])

    @property
    def untrained_cost(self):
        """Bits an image costs at cycle 0."""
        return float(self.run.curve[0].description_length_bits[0])

    # By itself

    def train(self, cycles=None):
        """Learn by itself from the moment on show, for so many cycles or until paused.

        From a past moment the same future is learned again.
        """
        if self.cursor.cycle < self.run.cycle:
            self.run.rewind(self.cursor.cycle)
        super().train(cycles)
        if not self.pace.beats:
            self.cursor = Cursor(self.run.cycle)

    def leap(self):
        """As many cycles as the field says: at once where that is soon, else with its progress."""
        if self.soon(self.cursor.cycle + self.skip - self.run.cycle):
            self.move(self.cursor.later(self.skip))
        else:
            self.train(self.skip)

    def tick(self):
        """Move on by a beat, a cycle or a slice of learning; yields when a press is heeded."""
        self._ticks += 1
        if self.pace.beats:
            self._show(self.cursor.forward(self.run))
        elif not self.pace.learn:
            self._show(self._recognised(self.run.cycle + 1))
        else:
            for _ in super().tick():
                self.cursor = self._recognised(self.run.cycle)
                yield
        self._stop_at_goal()

    def _recognised(self, cycle):
        """With every layer recognised there is something to see at each frame."""
        return Cursor(cycle, WAKE, self.run.architecture.depth + 1)

    # Moving about

    def walk(self, move):
        """Move the cursor by one of MOVES, from where it is now."""
        self.move(MOVES[move](self.cursor, self.run))

    def move(self, cursor):
        """Show another moment, paused; cycles that have not been learned yet are learned now."""
        self.goal = None
        self._show(cursor)

    def visit(self, cycle):
        """Show a cycle of the past, paused."""
        self.move(Cursor(min(max(0, cycle), self.run.cycle)))

    def _show(self, cursor):
        if cursor.cycle > self.run.cycle:
            self.run.advance(cursor.cycle - self.run.cycle)
        self.cursor = cursor

    # What is looked at

    @property
    def network_on_show(self):
        """What a picture of the network and of its past depends on: the same at many beats."""
        run, cursor = self.run, self.cursor
        taught = cursor.on(run).last
        chosen = self.selection, self.dream
        return run, run.cycle, run.revisions, cursor.cycle, cursor.phase, taught, *chosen

    def seldom(self, name, of, make):
        """What `make` gives: made anew where its name or what it is `of` has changed.

        While it learns it is made anew at every second tick only: what was made at the one before
        is shown once more. Where `of` is None nothing tells whether it has changed.
        """
        if self._made is not None and self._made[0] == name:
            _, before, ticks, made = self._made
            if of is not None and of == before:
                return made
            if self.learning and ticks == self._ticks - 1:
                self._made = None
                return made
        made = make()
        self._made = (name, of, self._ticks, made)
        return made

    def select(self, selection):
        """Select a unit and one of its incoming weights, everywhere."""
        self.selection = selection.fitted(self.run.architecture)

    def open_panel(self, name, view=None):
        """Open a panel by its name, at its first view unless another is named."""
        self.panel = name
        self.view = view if view in PANELS[name] else next(iter(PANELS[name]), None)

    def choose_row(self, row):
        """Show another datum, dream or explanation of the step."""
        self.row = min(max(0, row), max(self.recipe.rows, self.recipe.rows_awake) - 1)

    def dream_again(self):
        """Other dreams of the same network; nothing is taught."""
        self.dream = (self.dream + 1) % MAX_SEED

    def click(self, target):
        """A click on a figure: a unit, a pixel or a weight, or else an image."""
        architecture = self.run.architecture
        found = clicked(target, architecture)
        if found is not None:
            self.selection = found
        image = clicked_image(target, architecture.visible)
        if image is not None:
            self.explain(image)

    def explain(self, image=None):
        """Open the explanations of an image, or of the one on show: where they can be listed, all
        of them, else what can be said of it."""
        self.image = image
        if listable(self.run.architecture, 1):
            self.open_panel(EXPLANATION)
        else:
            self.open_panel(ASK, EXPLAIN)

    def paint(self, pixels):
        """A picture of one's own: 0 or 1 each, of any shape."""
        self.image = np.array(pixels, np.float32).ravel()
        self.image.setflags(write=False)

    def explain_completed(self):
        """Open what can be said of the completed picture, each pixel at its likelier state."""
        self.paint(self.asking.completed(self.moment, self.learning).rounded)
        self.open_panel(ASK, EXPLAIN)
