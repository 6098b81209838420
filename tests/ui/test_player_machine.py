"""Whatever a visitor does, in any order: the link brings the moment back, and nothing breaks."""

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from wsviz.narration.selection import Selection
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import HISTORY_BYTES, MAX_WEIGHT
from wsviz.ui.crowd import Crowd
from wsviz.ui.explorer import Explorer
from wsviz.ui.settings import set_depth, set_units
from wsviz.ui.viewer import MOVES
from wsviz.ui.visit import Visit

SMALL = st.integers(-2, 5)


def same(one, other):
    """Whether two Parameters hold the same numbers, bit for bit."""
    return all(np.array_equal(a.flat, b.flat) for a, b in zip(one, other))


class Visitor(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.visit = Visit()

    @property
    def show(self) -> Explorer:
        return self.visit.explorer

    @rule(move=st.sampled_from(list(MOVES)), times=st.integers(1, 12))
    def walk(self, move, times):
        for _ in range(times):
            self.show.walk(move)

    @rule(cycles=st.integers(1, 30))
    def leap(self, cycles):
        self.show.skip = cycles
        self.show.leap()

    @rule(pace=st.sampled_from(["Slow", "Cycles"]), ticks=st.integers(1, 5))
    def train(self, pace, ticks):
        self.show.pace_name = pace
        self.show.toggle()
        for _ in range(ticks):
            list(self.show.tick())
        self.show.pause()

    @rule(cycle=st.integers(-1, 60))
    def scrub(self, cycle):
        self.show.visit(cycle)

    @rule(layer=SMALL, unit=st.integers(-1, 12), parent=SMALL, way=SMALL)
    def click(self, layer, unit, parent, way):
        self.show.click([layer, unit, parent, way])
        self.show.select(Selection(layer, unit, parent))

    @rule(value=st.floats(-5, 5))
    def edit(self, value):
        before = self.show.moment
        self.show.edit(value)
        if before.parent is not None:
            # What the field says is what the very next operation uses.
            after = self.show.moment
            assert after.step.before.into(*before.selection[:1], before.way)[
                0, before.parent, before.selection.unit
            ] == np.float32(value)

    @rule()
    def other_draw(self):
        before = self.show.moment
        self.show.other_draw()
        if not before.beat.last:
            assert same(before.step.before, self.show.moment.step.before)

    @rule(
        change=st.sampled_from(
            [
                {"nonnegative": True},
                {"generative_rates": (0.5, 0.1, 0.1)},
                {"rows": 3},
                {"rows": 1},
                {"variant": "reweighted", "wake_phi": 1.0, "sleep_phi": 0.5},
                {"variant": "wake-sleep", "wake_phi": 0.0, "sleep_phi": 1.0},
                {"hidden": (4, 2)},
                {"biases": (0.0, -1.0, 0.0)},
                {"rows": 10_000},
            ]
        )
    )
    def change(self, change):
        recipe = self.show.recipe
        if all(
            len(v) <= len(getattr(recipe, k))
            for k, v in change.items()
            if k[-1] == "s" and isinstance(v, tuple)
        ):
            self.show.change(**change)

    @rule(layer=SMALL, units=st.integers(1, 9))
    def resize(self, layer, units):
        set_units(self.show, layer, units)

    @rule(layers=st.integers(1, 4))
    def deepen(self, layers):
        set_depth(self.show, layers)

    @rule(preset=st.sampled_from(["kirby", "bars"]))
    def preset(self, preset):
        self.show.choose_preset(preset)

    @rule()
    def bring_back_and_change_ones_mind(self):
        before = self.show.now
        left = self.show.left
        self.show.bring_back()
        if left is not None:
            assert self.show.now == left
            if before.run.cycle:
                self.show.bring_back()
                assert self.show.now == before

    @rule()
    def reset(self):
        self.show.reset()

    @rule()
    def new_seed(self):
        self.show.new_seed()

    @rule()
    def pin(self):
        self.show.pin()

    @rule()
    def adopt(self):
        crowd = Crowd("kirby", 3)
        crowd.run.advance(20)
        crowd.choose(1)
        self.show.adopt(crowd)

    @rule()
    def reload(self):
        self.visit = self.reopened()

    def reopened(self):
        return Visit(self.visit.query())

    @invariant()
    def a_fresh_visit_of_the_link_shows_the_same_moment(self):
        again = self.reopened()
        mine, other = self.show.moment, again.explorer.moment
        assert not again.messages
        assert (mine.beat, mine.cycle, mine.selection, mine.row) == (
            other.beat,
            other.cycle,
            other.selection,
            other.row,
        )
        assert self.show.recipe == again.explorer.recipe
        assert same(mine.step.before, other.step.before)
        assert same(mine.step.after, other.step.after)
        np.testing.assert_array_equal(mine.step.states.flat, other.step.states.flat)

    @invariant()
    def nothing_is_beyond_its_limits(self):
        show = self.show
        assert 0 <= show.cursor.cycle <= show.run.cycle
        assert show.run.history_bytes <= HISTORY_BYTES
        for side in show.run.parameters:
            assert np.isfinite(side.flat).all()
            assert np.abs(side.flat).max() <= MAX_WEIGHT
        assert show.moment.selection.fitted(show.run.architecture) == show.moment.selection

    @invariant()
    def a_copy_is_its_original(self):
        copy = self.show.run.copy()
        assert copy.cycle == self.show.run.cycle
        assert copy.revisions == self.show.run.revisions
        assert same(copy.parameters, self.show.run.parameters)
        assert copy.curve.keys() == self.show.run.curve.keys()


Visitor.TestCase.settings = settings(
    max_examples=25, stateful_step_count=15, deadline=None, derandomize=True
)
TestVisitor = Visitor.TestCase


def test_presets_are_visits():
    for name in PRESETS:
        assert Visit({"preset": name}).explorer.preset == name
