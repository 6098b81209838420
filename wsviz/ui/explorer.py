"""Explorer: what a visitor plays on the Stage. Knows no Streamlit."""

import secrets

import numpy as np

from wsviz.datasets import load
from wsviz.datasets.own import is_own
from wsviz.engine.step import WAKE
from wsviz.measure.wasted import listable
from wsviz.narration.cursor import Cursor
from wsviz.narration.images import clicked_image
from wsviz.narration.moment import moment
from wsviz.narration.selection import FIRST, clicked
from wsviz.runs.link import DEFAULT_PRESET
from wsviz.runs.presets import PRESETS, label
from wsviz.runs.proposal import proposed
from wsviz.runs.recipe import MAX_SEED
from wsviz.runs.run import Edit, Run
from wsviz.ui.asking import Asking
from wsviz.ui.kept import Kept
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


class Explorer(Player):
    """The Stage's run, the moment on show, and what is kept beside it.

    preset     the name of the recipe it began with
    cursor     the moment on show
    selection  the unit and weight that stand out; `row` the explanation or datum on show
    skip       cycles that one press makes
    panel      the open panel, and which `view` of it
    image      the image (visible,) whose explanations are looked at; None for the one on show
    dream      the seed of the dreams in the pictures
    asking     what the machine is asked (Asking)
    dropped    cycle -> Point of the future that the last branch left
    offer      the Cursor that a link asked for, where it is far
    left       the run left behind (Kept), None where there is none
    pinned     the run kept for comparison (Kept), None where there is none
    brought    name -> Dataset of the pictures that the visitor brought: held here they stay
    messages   plain sentences about what could not be taken as it was asked for
    """

    def __init__(self, preset, recipe, revisions=()):
        super().__init__(Run(recipe, revisions), "Live")
        self.preset = preset
        self.selection, self.row, self.skip, self.dream = FIRST, 0, DEFAULT_SKIP, 0
        self.open_panel(next(iter(PANELS)))
        self.image = self.left = self.pinned = None
        self.asking = Asking(self.run.architecture.visible)
        self.messages = []
        self.brought = {}
        self._begin()

    def _begin(self):
        self.cursor, self.goal, self.offer, self.dropped = Cursor(), None, None, {}
        self.row = 0

    @property
    def recipe(self):
        """The recipe in force at the moment on show."""
        return self.run.recipe_at(self.cursor.cycle, self.cursor.phase)

    @property
    def moment(self):
        """The Moment on show."""
        return moment(self.run, self.cursor, self.selection, self.row)

    @property
    def now(self):
        """The run on the Stage and its moment, as Kept."""
        return Kept(self.preset, self.run, self.cursor)

    @property
    def learning(self):
        """Whether the network is another one from frame to frame."""
        return self.training and self.pace.learn > 0

    @property
    def label(self):
        """What the run on the Stage is called in the name of a file."""
        return label(self.preset, self.run.recipe)

    @property
    def cost(self):
        """(cycle, bits): what an image cost at the last point up to the moment on show."""
        cycle, point = self.run.last_point(self.cursor.cycle)
        return cycle, float(point.description_length_bits[0])

    @property
    def untrained_cost(self):
        """Bits an image costs at cycle 0."""
        return float(self.run.curve[0].description_length_bits[0])

    # A new run, and the way back to the one before

    def start(self, recipe, revisions=(), preset=None):
        """A new run of that recipe, from cycle 0; the run on the Stage is left behind."""
        self._take(Kept(preset or self.preset, Run(recipe, revisions), Cursor()))

    def take_over(self, before):
        """What the Stage had before is left behind; what was pinned or brought there stays so."""
        self.brought = before.brought | self.brought
        if before.worth_keeping:
            self.left = before.now
        self.pinned = self.pinned or before.pinned

    @property
    def worth_keeping(self):
        """Whether the run has a past that a fresh one of its recipe has not."""
        return self.run.cycle > 0 or len(self.run.revisions) > 1 or self.run.revisions[0].edits

    def _take(self, kept):
        """Put a kept run on the Stage; the one there is left behind where it is worth it."""
        if self.worth_keeping:
            self.left = self.now
        self._put(kept)

    def _put(self, kept):
        if kept.run.dataset.image_shape != self.run.dataset.image_shape:
            self.image = None
        self.preset, self.run = kept.preset, kept.run
        self.asking.fit(self.run.architecture)
        self._begin()
        self.cursor = kept.cursor

    def bring_back(self):
        """The run left behind comes back; the one on the Stage is left behind in its place."""
        if self.left is not None:
            kept, self.left = self.left, self.now
            self._put(kept)

    def choose_preset(self, name):
        """Start a preset's own recipe over, or the one proposed for pictures of that name."""
        if is_own(name):
            self.learn(load(name))
        else:
            self.start(PRESETS[name], preset=name)

    def learn(self, dataset):
        """Start to learn pictures that the visitor brought, with the network proposed for them."""
        self.brought[dataset.name] = dataset
        self.start(proposed(dataset), preset=DEFAULT_PRESET)

    @property
    def own(self):
        """The names of the pictures that the visitor brought, and of those on the Stage."""
        in_use = [self.recipe.dataset] if is_own(self.recipe.dataset) else []
        return list(dict.fromkeys([*self.brought, *in_use]))

    def new_seed(self):
        """Other chance from the start on."""
        self.start(self.recipe.replace(seed=secrets.randbelow(MAX_SEED - self.recipe.learners)))

    def reset(self):
        """Back to cycle 0, as the recipe stands."""
        self.start(self.recipe)

    def adopt(self, crowd):
        """Put the chosen learner of a crowd on the Stage, with its whole past, bit for bit."""
        if crowd.chosen is not None:
            self.open_run(crowd.preset, crowd.run.single(crowd.chosen))

    def open_run(self, preset, run):
        """Put a run with its past on the Stage, where it stands; the one there is left behind."""
        self._take(Kept(preset, run, Cursor(run.cycle)))

    # Learning by itself

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

    def _stop_at_goal(self):
        super()._stop_at_goal()
        if self.offer is not None and self.run.cycle == self.offer.cycle:
            self.cursor, self.offer = self.offer, None

    def open_at(self, cursor):
        """Show a link's moment where it is near, else remember it as an offer."""
        if self.soon(cursor.cycle - self.run.cycle):
            self.move(cursor)
        else:
            self.offer = cursor

    def accept_offer(self):
        """Learn up to the cycle that the link asked for."""
        if self.offer is not None:
            self.pace_name = "Full"
            self.cursor = Cursor(self.run.cycle)
            self.train(max(0, self.offer.cycle - self.run.cycle))

    def decline_offer(self):
        """Forget the cycle that the link asked for."""
        self.offer = None

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

    def select(self, selection):
        """Select a unit and one of its incoming weights, everywhere."""
        self.selection = selection.fitted(self.run.architecture)

    def open_panel(self, name, view=None):
        """Open a panel by its name, at its first view unless another is named."""
        self.panel = name
        self.view = view if view in PANELS[name] else next(iter(PANELS[name]), None)

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

    def choose_row(self, row):
        """Show another datum, dream or explanation of the step."""
        self.row = min(max(0, row), max(self.recipe.rows, self.recipe.rows_awake) - 1)

    # Branching

    def change(self, **changes):
        """Change the recipe from the moment on show: the past stays, unless a new run starts."""
        recipe = self.recipe
        try:
            changed = recipe.replace(**changes)
        except ValueError as error:
            self.messages.append(f"{error} The recipe stays as it was.")
            return
        if changed == recipe:
            return
        if recipe.starts_over(changed):
            self.start(changed)
        else:
            self._branch(changed)

    def edit(self, value):
        """Set the selected weight by hand: the very next operation uses it."""
        shown = self.moment
        if shown.parent is not None:
            layer, unit = shown.selection[:2]
            self._branch(self.recipe, (Edit(shown.way, layer, shown.parent, unit, value),))

    def other_draw(self):
        """The same state, another chance, from the next operation on."""
        self._branch(self.recipe.replace(reroll=(self.recipe.reroll + 1) % (MAX_SEED + 1)))

    def _branch(self, recipe, edits=()):
        self.goal = None
        at = self.cursor.next_operation(self.run)
        self._show(at)
        self.dropped = self.run.revise(recipe, at.cycle, edits, at.phase)

    # Comparing

    def pin(self):
        """Keep this run beside the next one, to compare them."""
        self.pinned = Kept(self.preset, self.run.copy(), self.cursor)

    def unpin(self):
        """Let go of the pinned run."""
        self.pinned = None
