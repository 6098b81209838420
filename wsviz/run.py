"""Run: the history of a recipe. Any cycle is at hand, by replay from a keyframe."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from wsviz.curve import next_point, point
from wsviz.datasets import load
from wsviz.engine import noise
from wsviz.engine.learning import Rule, sleep, wake
from wsviz.engine.parameters import Parameters
from wsviz.engine.step import SLEEP, WAKE, Step, blank
from wsviz.recipe import Recipe

HISTORY_BYTES = 8_000_000
# A replay from the nearest keyframe should take about this long.
_REPLAY_SECONDS = 0.025
_DRAWN_AT_ONCE = 1 << 19


@dataclass(frozen=True)
class Segment:
    """From cycle `start` on, this recipe was in force."""

    start: int
    recipe: Recipe
    rule: Rule


class Run:
    """The one mutable object: what a recipe has learned so far, and its past.

    cycle        completed cycles; the run's frontier
    parameters   what stands there
    curve        cycle -> Point, in the order of cycles
    """

    def __init__(self, recipe):
        self.architecture = recipe.architecture
        self.cycle = 0
        self.parameters = recipe.initial_parameters().read_only()
        self._segments = [Segment(0, recipe, recipe.rule())]
        self._keyframes = {0: self.parameters}
        self._spacing = self._first_spacing()
        self._recent = {}
        self.curve = {0: self.measured()}

    @property
    def recipe(self):
        """The recipe in force at the frontier."""
        return self._segments[-1].recipe

    @property
    def dataset(self):
        """The data set in force at the frontier."""
        return load(self.recipe.dataset)

    @property
    def segments(self):
        """The recipes since cycle 0, each with the cycle from which it was in force."""
        return tuple((segment.start, segment.recipe) for segment in self._segments)

    @property
    def history_bytes(self):
        """Memory that the keyframes take beyond the initial one."""
        return (len(self._keyframes) - 1) * self._keyframe_bytes

    def recipe_at(self, cycle):
        """The recipe in force in that cycle."""
        return self._segment(cycle).recipe

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
            if stop == measured:
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
        segment = self._segment(cycle)
        recipe = segment.recipe
        before = self.parameters_at(cycle)
        (draws,) = self._draws(recipe, range(cycle, cycle + 1))
        first = wake(before, draws, segment.rule, _blank(recipe, WAKE))
        if phase == WAKE:
            return first
        return sleep(first.after, draws, segment.rule, _blank(recipe, SLEEP))

    def revise(self, recipe, cycle, parameters=None):
        """From `cycle` on go on with another recipe, and other parameters where they are given.

        What came before stays, what came after is dropped. Raises ValueError where the recipe has
        another architecture, number of learners or seed: that is another run.
        """
        self._check(cycle)
        ours = self.recipe
        if (recipe.architecture, recipe.seeds) != (ours.architecture, ours.seeds):
            raise ValueError("Another architecture, seed or number of learners starts over.")
        start = (parameters or self.parameters_at(cycle)).copy().read_only()
        self._segments = [s for s in self._segments if s.start < cycle]
        self._segments.append(Segment(cycle, recipe, recipe.rule()))
        self._keyframes = {at: kept for at, kept in self._keyframes.items() if at < cycle}
        self._keyframes[cycle] = self.parameters = start
        self.curve = {at: kept for at, kept in self.curve.items() if at < cycle}
        self._recent = {}
        self.cycle = cycle

    def _check(self, cycle):
        if not 0 <= cycle <= self.cycle:
            raise ValueError(f"Cycle {cycle:,} has not been learned: the run has {self.cycle:,}.")

    def _segment(self, cycle):
        return self._segments[bisect_right(self._segments, cycle, key=lambda s: s.start) - 1]

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
        """Learn cycles start … stop − 1 from `parameters`, each by the recipe then in force."""
        for segment, following in pairwise([*self._segments, None]):
            end = stop if following is None else min(stop, following.start)
            cycles = range(max(start, segment.start), end)
            awake, asleep = (_blank(segment.recipe, phase) for phase in (WAKE, SLEEP))
            for block in _blocks(cycles, segment.recipe):
                for draws in self._draws(segment.recipe, block):
                    parameters = wake(parameters, draws, segment.rule, awake).after
                    parameters = sleep(parameters, draws, segment.rule, asleep).after
        return parameters

    def _keep_keyframe(self):
        self._keyframes[self.cycle] = self.parameters
        starts = {segment.start for segment in self._segments}
        while self.history_bytes > HISTORY_BYTES and not starts.issuperset(self._keyframes):
            self._spacing *= 2
            self._keyframes = {
                at: kept
                for at, kept in self._keyframes.items()
                if at % self._spacing == 0 or at in starts
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
        return sum(side.flat.nbytes for side in self.parameters)


def _blank(recipe, phase):
    return blank(recipe.architecture, phase, recipe.learners, recipe.rows)


def _blocks(cycles, recipe):
    """The cycles in blocks short enough for their draws to stay in the processor's cache."""
    draws_per_cycle = recipe.learners * recipe.rows * 2 * recipe.architecture.width
    length = max(1, min(256, _DRAWN_AT_ONCE // draws_per_cycle))
    return (cycles[i : i + length] for i in range(0, len(cycles), length))
