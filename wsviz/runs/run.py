"""Run: the history of a recipe. Any cycle is at hand, by replay from a keyframe."""

from bisect import bisect_right
from itertools import pairwise
from typing import NamedTuple

from wsviz.datasets import load
from wsviz.engine import noise
from wsviz.engine.learning import sleep, wake
from wsviz.engine.parameters import Parameters
from wsviz.engine.step import SLEEP, WAKE, Step, blank
from wsviz.measure.curve import next_point, point
from wsviz.runs.recipe import Recipe

HISTORY_BYTES = 8_000_000
MAX_WEIGHT = 1e6
# Bytes of the arrays and views around a keyframe's numbers; for small networks more than they.
_KEYFRAME_OVERHEAD = 2_000
# A replay from the nearest keyframe should take about this long.
_REPLAY_SECONDS = 0.025
# Draws that stay in the processor's cache: those of one learner, and of all.
_DRAWN_AT_ONCE, _DRAWN_TOGETHER = 1 << 18, 1 << 21


class Edit(NamedTuple):
    """A weight or bias set by hand, in every learner.

    direction "generative" or "recognition"; the connection into `layer`; row `parent` (0 is the
    bias) and column `unit` of its matrix; the new value, at most MAX_WEIGHT in size.
    """

    direction: str
    layer: int
    parent: int
    unit: int
    value: float


class Revision(NamedTuple):
    """From cycle `start` on another recipe is in force, after these edits."""

    start: int
    recipe: Recipe
    edits: tuple[Edit, ...] = ()


class Run:
    """The one mutable object: what a recipe has learned so far, and its past.

    cycle        completed cycles; the run's frontier
    parameters   what stands there
    revisions    the recipe of cycle 0 and what changed since, in the order of cycles; those beyond
                 the frontier are carried out once it gets there
    curve        cycle -> Point; the points beyond the frontier are its future, as it will be again
    """

    def __init__(self, recipe, revisions=()):
        self.architecture, self._seeds = recipe.architecture, recipe.seeds
        self.revisions, self._rules = [], {}
        for revision in (Revision(0, recipe), *revisions):
            self._accept(revision)
        first = [edit for revision in revisions if revision.start == 0 for edit in revision.edits]
        self.cycle = 0
        self.parameters = edited(recipe.initial_parameters(), first).read_only()
        self._keyframes = {0: self.parameters}
        self._spacing = self._first_spacing()
        self._recent = {}
        self.curve = {0: self.measured()}

    @property
    def recipe(self):
        """The recipe in force at the frontier."""
        return self.recipe_at(self.cycle)

    @property
    def dataset(self):
        """The data set in force at the frontier."""
        return load(self.recipe.dataset)

    @property
    def history_bytes(self):
        """Memory that the keyframes take beyond the initial one."""
        return (len(self._keyframes) - 1) * self._keyframe_bytes

    def recipe_at(self, cycle):
        """The recipe in force in that cycle."""
        return self.revisions[bisect_right(self.revisions, cycle, key=lambda r: r.start) - 1].recipe

    def advance(self, cycles):
        """Learn for so many more cycles."""
        goal = self.cycle + cycles
        while self.cycle < goal:
            keyframe = (self.cycle // self._spacing + 1) * self._spacing
            measured = next_point(self.cycle)
            stop = min(goal, keyframe, measured)
            self.parameters = self._replay(self.parameters, self.cycle, stop).read_only()
            self.cycle = stop
            if stop == keyframe:
                self._keep_keyframe()
            if stop == measured and stop not in self.curve:
                self.curve[stop] = self.measured()

    def measured(self, cycle=None):
        """The Point of a cycle's parameters, computed afresh; default the frontier."""
        cycle = self.cycle if cycle is None else cycle
        recipe = self.recipe_at(cycle)
        return point(self.parameters_at(cycle), load(recipe.dataset), recipe.seed)

    def parameters_at(self, cycle):
        """The Parameters before that cycle's wake step. Raises ValueError for a cycle to come."""
        self._check(cycle)
        if cycle == self.cycle:
            return self.parameters
        if cycle not in self._recent:
            keyframe = max(at for at in (*self._keyframes, *self._recent) if at <= cycle)
            start = self._recent.get(keyframe) or self._keyframes[keyframe]
            found = self._replay(start, keyframe, cycle).read_only()
            # Two neighbours serve a walk in either direction.
            self._recent = dict([*self._recent.items()][-1:]) | {cycle: found}
        return self._recent[cycle]

    def at(self, cycle, phase=WAKE) -> Step:
        """One Step of that cycle (0 … self.cycle; the last is the one about to be learned)."""
        before = self.parameters_at(cycle)
        recipe = self.recipe_at(cycle)
        rule = self._rules[recipe]
        (draws,) = self._draws(recipe, range(cycle, cycle + 1))
        first = wake(before, draws, rule, _blank(recipe, WAKE))
        if phase == WAKE:
            return first
        return sleep(first.after, draws, rule, _blank(recipe, SLEEP))

    @property
    def keyframes(self):
        """cycle -> Parameters, the moments that are kept."""
        return dict(self._keyframes)

    def restore(self, keyframes, curve):
        """Take over a recorded past; the frontier is its last keyframe."""
        self._keyframes, self.curve, self._recent = dict(keyframes), dict(curve), {}
        self.cycle = max(keyframes)
        self.parameters = self._keyframes[self.cycle]

    def single(self, learner):
        """The Run of one learner by itself, with its whole past: bit for bit what it would be."""
        revisions = [r._replace(recipe=r.recipe.single(learner)) for r in self.revisions]
        kept = self._keyframes | {self.cycle: self.parameters}
        return _restored(
            revisions,
            {at: parameters.learner(learner) for at, parameters in kept.items()},
            {at: point.learner(learner) for at, point in self.curve.items()},
        )

    def copy(self):
        """Another Run with the same past, which may go another way."""
        return _restored(
            self.revisions, self._keyframes | {self.cycle: self.parameters}, self.curve
        )

    def rewind(self, cycle):
        """Put the frontier back to a past cycle; learning on from there repeats what came after."""
        self.parameters, self.cycle = self.parameters_at(cycle), cycle

    def revise(self, recipe, cycle, edits=()):
        """From `cycle` on go on with another recipe, and weights set by hand.

        What came before stays; what came after is dropped, and its curve returned. Raises
        ValueError where the recipe has another architecture, number of learners or seed: that is
        another run.
        """
        self._check(cycle)
        self._demand_same_network(recipe)
        start = self.parameters_at(cycle)
        edits = (*(e for r in self.revisions if r.start == cycle for e in r.edits), *edits)
        self.revisions = [r for r in self.revisions if r.start < cycle]
        self._accept(Revision(cycle, recipe, edits))
        dropped = {at: kept for at, kept in self.curve.items() if at >= cycle}
        self.curve = {at: kept for at, kept in self.curve.items() if at < cycle}
        self._keyframes = {at: kept for at, kept in self._keyframes.items() if at < cycle}
        self._recent = {}
        self.cycle, self.parameters = cycle, edited(start, edits).read_only()
        self._keyframes[cycle] = self.parameters
        self.curve[cycle] = self.measured()
        return dropped

    def _accept(self, revision):
        self._demand_same_network(revision.recipe)
        self.revisions.append(revision)
        self._rules[revision.recipe] = revision.recipe.rule()

    def _demand_same_network(self, recipe):
        if (recipe.architecture, recipe.seeds) != (self.architecture, self._seeds):
            raise ValueError("Another architecture, seed or number of learners starts over.")

    def _check(self, cycle):
        if not 0 <= cycle <= self.cycle:
            raise ValueError(f"Cycle {cycle:,} has not been learned: the run has {self.cycle:,}.")

    def _draws(self, recipe, cycles):
        return noise.draws(
            self.architecture,
            load(recipe.dataset).draw,
            recipe.seeds,
            cycles,
            recipe.rows,
            noise.stream(noise.LEARNING, recipe.reroll),
        )

    def _replay(self, parameters, start, stop) -> Parameters:
        """Learn cycles start … stop − 1 from `parameters`, each by the recipe then in force.

        The parameters of a cycle include the edits made at it.
        """
        for revision, following in pairwise([*self.revisions, None]):
            end = stop if following is None else min(stop, following.start)
            cycles = range(max(start, revision.start), end)
            parameters = self._learn(parameters, cycles, revision.recipe)
            if following is not None and start < following.start <= stop:
                parameters = edited(parameters, following.edits)
        return parameters

    def _learn(self, parameters, cycles, recipe):
        rule = self._rules[recipe]
        awake, asleep = (_blank(recipe, phase) for phase in (WAKE, SLEEP))
        for block in _blocks(cycles, recipe):
            for draws in self._draws(recipe, block):
                parameters = wake(parameters, draws, rule, awake).after
                parameters = sleep(parameters, draws, rule, asleep).after
        return parameters

    def _keep_keyframe(self):
        self._keyframes[self.cycle] = self.parameters
        while self.history_bytes > HISTORY_BYTES:
            self._spacing *= 2
            self._keyframes = {
                at: kept for at, kept in self._keyframes.items() if at % self._spacing == 0
            }

    @property
    def seconds_per_cycle(self):
        """About how long a cycle takes on one core: it decides spacings and offers, no result."""
        # 15 µs a layer and about 1 ns a number: measured, see tests/bench/engine.py.
        recipe = self.recipe
        numbers = recipe.learners * recipe.rows * self.architecture.parameter_count
        return 15e-6 * self.architecture.depth + 1e-9 * numbers

    def _first_spacing(self):
        cycles = int(_REPLAY_SECONDS / self.seconds_per_cycle)
        return 1 << max(0, min(10, cycles.bit_length() - 1))

    @property
    def _keyframe_bytes(self):
        return _KEYFRAME_OVERHEAD + sum(side.flat.nbytes for side in self.parameters)


def _restored(revisions, keyframes, curve):
    run = Run(revisions[0].recipe, revisions[1:])
    run.restore(keyframes, curve)
    return run


def has_weight(recipe, direction, layer, parent, unit):
    """Whether the recipe's network has a weight or bias of that name."""
    shapes = {
        "generative": recipe.architecture.generative_shapes,
        "recognition": (None, *recipe.architecture.recognition_shapes),
    }.get(direction, ())
    if not layer < len(shapes) or shapes[layer] is None:
        return False
    return parent < shapes[layer][0] and unit < shapes[layer][1]


def edited(parameters, edits):
    """Parameters with weights set by hand; the very same where there is nothing to set."""
    if not edits:
        return parameters
    changed = parameters.copy()
    for edit in edits:
        matrices = getattr(changed, edit.direction).matrices
        layer = edit.layer if edit.direction == "generative" else edit.layer - 1
        matrices[layer][:, edit.parent, edit.unit] = edit.value
    return changed


def _blank(recipe, phase):
    return blank(recipe.architecture, phase, recipe.learners, recipe.rows)


def _blocks(cycles, recipe):
    """The cycles in blocks short enough for their draws to stay in the processor's cache."""
    draws = recipe.rows * 2 * recipe.architecture.width
    most = min(_DRAWN_AT_ONCE // draws, _DRAWN_TOGETHER // (draws * recipe.learners))
    length = max(1, min(256, most))
    return (cycles[i : i + length] for i in range(0, len(cycles), length))
