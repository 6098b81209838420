"""Explorer: what a visitor plays on the Stage. Knows no Streamlit."""

import secrets
from collections import Counter

from wsviz.datasets.own import is_own
from wsviz.narration.cursor import Cursor
from wsviz.runs.link import DEFAULT_PRESET
from wsviz.runs.presets import PRESETS
from wsviz.runs.proposal import proposed
from wsviz.runs.recipe import MAX_SEED
from wsviz.runs.run import Edit, Run
from wsviz.ui.kept import Kept
from wsviz.ui.shelf import Shelf
from wsviz.ui.viewer import Viewer


class Explorer(Viewer):
    """The Stage's run, what may become of it, and what is kept beside it.

    preset    the name of the recipe it began with
    dropped   cycle -> Point of the future that the last branch left
    offer     the Cursor that a link asked for, where it is far
    left      the run left behind (Kept), None where there is none
    pinned    the run kept for comparison (Kept), None where there is none
    shelf     the pictures that the visitor brought
    wanted    the link that waits for pictures (Wanted), None once another run is put here
    messages  plain sentences about what could not be taken as it was asked for
    """

    def __init__(self, preset, recipe, revisions=()):
        super().__init__(Run(recipe, revisions))
        self.preset = preset
        self.left = self.pinned = None
        self.messages = []
        self.shelf, self.wanted = Shelf(), None
        self._begin()

    @property
    def now(self):
        """The run on the Stage and its moment, as Kept."""
        return Kept(self.preset, self.run, self.cursor)

    # A new run, and the way back to the one before

    def start(self, recipe, revisions=(), preset=None):
        """A new run of that recipe, from cycle 0; the run on the Stage is left behind."""
        self._take(Kept(preset or self.preset, Run(recipe, revisions), Cursor()))

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
        self.preset, self.run, self.wanted = kept.preset, kept.run, None
        self.asking.fit(self.run.architecture)
        self._begin()
        self.cursor = kept.cursor

    def _begin(self):
        self.cursor, self.goal, self.offer, self.dropped = Cursor(), None, None, {}
        self.row = 0

    def bring_back(self):
        """The run left behind comes back; the one on the Stage is left behind in its place."""
        if self.left is not None:
            kept, self.left = self.left, self.now
            self._put(kept)

    def choose_preset(self, name):
        """Start a preset's own recipe over, or the one proposed for pictures of that name."""
        if not is_own(name):
            self.start(PRESETS[name], preset=name)
        elif (dataset := self._brought(name)) is not None:
            self.learn(dataset)

    def bring(self, dataset):
        """Pictures of one's own stay at hand in this visit, and are kept for links to them."""
        self.messages.extend(self.shelf.put(dataset))

    def learn(self, dataset):
        """Start to learn pictures that the visitor brought, with the network proposed for them."""
        self.start(proposed(dataset), preset=DEFAULT_PRESET)

    def _brought(self, name):
        """The Dataset brought before or on the Stage; where it is gone None, and that is told."""
        if name == self.recipe.dataset:
            return self.recipe.data
        dataset, told = self.shelf.find(name)
        self.messages.extend(told)
        return dataset

    @property
    def own(self):
        """name -> title of the pictures that the visitor brought, and of those on the Stage.

        No two titles are the same: a choice is told by what it says.
        """
        recipe = self.recipe
        in_use = {recipe.dataset: recipe.data.title} if is_own(recipe.dataset) else {}
        titles = self.shelf.titles | in_use
        count = Counter(titles.values())
        return {n: t if count[t] == 1 else f"{t} ({n[4:8]})" for n, t in titles.items()}

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

    # The far moment of a link

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

    def _stop_at_goal(self):
        super()._stop_at_goal()
        if self.offer is not None and self.run.cycle == self.offer.cycle:
            self.cursor, self.offer = self.offer, None

    # Branching

    def change(self, **changes):
        """Change the recipe from the moment on show: the past stays, unless a new run starts."""
        recipe, name = self.recipe, changes.get("dataset")
        # Held until the recipe holds it.
        world = self._brought(name) if is_own(name) else None
        if is_own(name) and world is None:
            return
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
