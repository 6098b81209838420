"""Run: the history of a recipe. Any moment is at hand, by replay from a keyframe."""

from wsviz.engine.given import whole
from wsviz.engine.loop import learn, step
from wsviz.engine.parameters import Parameters
from wsviz.engine.step import SLEEP, WAKE, Step
from wsviz.measure.curve import last_known, next_point, point, point_cost
from wsviz.runs import files
from wsviz.runs.past import Past
from wsviz.runs.revision import MAX_WEIGHT, Edit, Revision, checked, edited, merged, moment, until
from wsviz.variants import VARIANTS

__all__ = ["HISTORY_BYTES", "MAX_WEIGHT", "Edit", "Revision", "Run"]

HISTORY_BYTES = 8_000_000
# Bytes of the arrays and views around a keyframe's numbers; for small networks more than they.
_KEYFRAME_OVERHEAD = 2_000
# A replay from the nearest keyframe should take about this long.
_REPLAY_SECONDS = 0.025


class Run:
    """The one mutable object: what a recipe has learned so far, and its past.

    cycle        completed cycles; the run's frontier
    parameters   what stands there
    revisions    what is in force from cycle 0 on, with the weights set there, and what changed
                 since, in the order of moments; those beyond the frontier are carried out once it
                 gets there
    curve        cycle -> Point; the points beyond the frontier are its future, as it will be again

    Raises ValueError where a revision does not go with the recipe: see revision.checked.
    """

    def __init__(self, recipe, revisions=()):
        self.architecture = recipe.architecture
        self.revisions = merged(checked(r, recipe) for r in (Revision(0, recipe), *revisions))
        self._methods = {}
        self.cycle = 0
        start = edited(recipe.initial_parameters(), self.revisions[0].edits)
        self.parameters = start.read_only()
        self._keyframes = {0: self.parameters}
        self._spacing = self._first_spacing()
        self._recent, self._measured = {}, None
        self.curve = {0: self.measured()}

    @property
    def recipe(self):
        """The recipe in force at the frontier."""
        return self.recipe_at(self.cycle)

    @property
    def dataset(self):
        """The data set in force at the frontier."""
        return self.recipe.data

    @property
    def history_bytes(self):
        """Memory that the keyframes take beyond the initial one."""
        return (len(self._keyframes) - 1) * self._keyframe_bytes

    def recipe_at(self, cycle, phase=WAKE):
        """The recipe in force in that phase of that cycle."""
        return self.revisions[until(self.revisions, cycle, phase) - 1].recipe

    def advance(self, cycles):
        """Learn for so many more cycles. Raises ValueError where that is no whole number from 0."""
        goal = self.cycle + whole("cycles to learn", cycles, 0)
        while self.cycle < goal:
            keyframe = (self.cycle // self._spacing + 1) * self._spacing
            measured = self._next_point()
            stop = min(goal, keyframe, measured)
            self.parameters = self._replay(self.parameters, self.cycle, stop).read_only()
            self.cycle = stop
            if stop == keyframe:
                self._keep_keyframe()
            if stop == measured and stop not in self.curve:
                self.curve[stop] = self.measured()

    def _next_point(self):
        """The next cycle with a point, by what the run began with: so a link has the same ones."""
        recipe = self.revisions[0].recipe
        cycle_seconds = _seconds_per_cycle(recipe)
        data, learners = recipe.data, recipe.learners
        cost = point_cost(self.architecture, data, learners, cycle_seconds)
        return next_point(self.cycle, cost)

    def measured(self, cycle=None):
        """The Point of a cycle's parameters; default the frontier."""
        cycle = self.cycle if cycle is None else cycle
        of = self.parameters_at(cycle), self.recipe_at(cycle)
        # All beats of a cycle ask for the same one.
        if self._measured is None or any(a is not b for a, b in zip(of, self._measured[0])):
            parameters, recipe = of
            self._measured = of, point(parameters, recipe.data, recipe.seed)
        return self._measured[1]

    def last_point(self, cycle):
        """(cycle, Point) of the curve: the last one at or before that cycle."""
        at = last_known(self.curve, cycle)
        return at, self.curve[at]

    def parameters_at(self, cycle, phase=WAKE):
        """The Parameters that this phase of that cycle starts from, what was edited then included.

        Raises ValueError for a cycle to come.
        """
        cycle = self._learned(cycle)
        if moment(cycle, phase) != moment(cycle):
            return self._woken(cycle).read_only()
        if cycle == self.cycle:
            return self.parameters
        if cycle not in self._recent:
            keyframe = max(at for at in (*self._keyframes, *self._recent) if at <= cycle)
            start = self._recent.get(keyframe) or self._keyframes[keyframe]
            found = self._replay(start, keyframe, cycle).read_only()
            # Two neighbours serve a walk in either direction.
            self._recent = dict([*self._recent.items()][-1:]) | {cycle: found}
        return self._recent[cycle]

    def _woken(self, cycle):
        """What a cycle's sleep starts from: its wake step's result, and what was edited then."""
        last = self.revisions[until(self.revisions, cycle, SLEEP) - 1]
        edits = last.edits if last.moment == moment(cycle, SLEEP) else ()
        return edited(self.at(cycle).after, edits)

    def at(self, cycle, phase=WAKE) -> Step:
        """One Step of that cycle (0 … self.cycle; the last is the one about to be learned).

        Raises ValueError for a cycle to come and for an unknown phase.
        """
        before = self.parameters_at(cycle, phase)
        return step(self._method(self.recipe_at(cycle, phase)), phase, before, cycle)

    @property
    def keyframes(self):
        """cycle -> Parameters, the moments that are kept."""
        return dict(self._keyframes)

    @property
    def past(self):
        """The Past as it stands: what is learned afterwards is not in it."""
        kept = self._keyframes | {self.cycle: self.parameters}
        return Past(kept, dict(self.curve), self.cycle)

    def save(self, file):
        """Write all of it as one .wsviz file, to a path or a binary file.

        Raises RunFileError with a sentence where it holds too much, and OSError.
        """
        files.write(files.as_file(self), file)

    @classmethod
    def open(cls, file):
        """The Run in a .wsviz file, a path or a binary file: bit for bit the one that was saved.

        Raises RunFileError with a sentence for all that is no such file, and OSError.
        """
        return cls.from_file(files.read(file))

    @classmethod
    def from_file(cls, found):
        """The Run that a RunFile holds. Raises RunFileError where it began as another one."""
        run = cls(found.revisions[0].recipe, found.revisions)
        files.check_beginning(found.past, run.parameters)
        run.restore(*found.past)
        return run

    def restore(self, keyframes, curve, cycle=None):
        """Take over a recorded past; the frontier is at that keyframe, default the last."""
        self._keyframes, self.curve, self._recent = dict(keyframes), dict(curve), {}
        self.cycle = max(keyframes) if cycle is None else cycle
        self.parameters = self._keyframes[self.cycle]

    def single(self, learner):
        """The Run of one learner by itself, with its whole past: bit for bit what it would be."""
        learner = whole("learner", learner, 0, self.recipe.learners - 1)
        revisions = [r._replace(recipe=r.recipe.single(learner)) for r in self.revisions]
        return self._again(revisions, lambda every: every.learner(learner))

    def copy(self):
        """Another Run with the same past, which may go another way."""
        return self._again(self.revisions, lambda every: every)

    def _again(self, revisions, part):
        """A Run of these revisions that has a part of all that this one holds."""
        run = Run(revisions[0].recipe, revisions)
        keyframes, curve, cycle = self.past
        run.restore(
            {at: part(parameters) for at, parameters in keyframes.items()},
            {at: part(point) for at, point in curve.items()},
            cycle,
        )
        return run

    def rewind(self, cycle):
        """Put the frontier back to a past cycle; learning on from there repeats what came after."""
        self.parameters, self.cycle = self.parameters_at(cycle), whole("cycle", cycle)

    def revise(self, recipe, cycle, edits=(), phase=WAKE):
        """From that phase of `cycle` on go on with another recipe, and weights set by hand.

        What came before that moment stays, with what was edited at it; what came after is dropped,
        and its curve returned. Raises ValueError as Run does, and for a cycle to come.
        """
        revision = checked(Revision(cycle, recipe, edits, phase), self.revisions[0].recipe)
        cycle = self._learned(cycle)
        start, now = self.parameters_at(cycle), revision.moment
        self.revisions = merged([*(r for r in self.revisions if r.moment <= now), revision])
        dropped = {at: kept for at, kept in self.curve.items() if moment(at) >= now}
        self.curve = {at: kept for at, kept in self.curve.items() if moment(at) < now}
        self._keyframes = {at: kept for at, kept in self._keyframes.items() if moment(at) < now}
        self._recent, self._methods = {}, {}
        made = revision.edits if phase == WAKE else ()
        self.cycle, self.parameters = cycle, edited(start, made).read_only()
        self._keyframes[cycle] = self.parameters
        self.curve[cycle] = self.measured()
        return dropped

    def _learned(self, cycle):
        cycle = whole("cycle", cycle)
        if not 0 <= cycle <= self.cycle:
            raise ValueError(f"Cycle {cycle:,} has not been learned: the run has {self.cycle:,}.")
        return cycle

    def _method(self, recipe):
        if recipe not in self._methods:
            self._methods[recipe] = recipe.method()
        return self._methods[recipe]

    def _replay(self, parameters, start, stop) -> Parameters:
        """Learn cycles start … stop − 1 from `parameters`, each by the recipe then in force.

        The parameters of a cycle include the edits made at it.
        """
        first, last = until(self.revisions, start), until(self.revisions, stop)
        recipe, at = self.recipe_at(start), start
        for revision in self.revisions[first:last]:
            parameters = learn(self._method(recipe), parameters, range(at, revision.start))
            at = revision.start
            if revision.phase == SLEEP:
                parameters = self._across(recipe, revision, parameters)
                at += 1
            else:
                parameters = edited(parameters, revision.edits)
            recipe = revision.recipe
        return learn(self._method(recipe), parameters, range(at, stop))

    def _across(self, recipe, revision, parameters):
        """A cycle that is revised asleep: the old recipe's wake, the edits, the new one's sleep."""
        woken = step(self._method(recipe), WAKE, parameters, revision.start).after
        start = edited(woken, revision.edits)
        return step(self._method(revision.recipe), SLEEP, start, revision.start).after

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
        return _seconds_per_cycle(self.recipe)

    def _first_spacing(self):
        cycles = int(_REPLAY_SECONDS / self.seconds_per_cycle)
        return 1 << max(0, min(10, cycles.bit_length() - 1))

    @property
    def _keyframe_bytes(self):
        return _KEYFRAME_OVERHEAD + sum(side.flat.nbytes for side in self.parameters)


def _seconds_per_cycle(recipe):
    # 15 µs a layer and about 1 ns a number: measured, see tests/bench/engine.py.
    architecture = recipe.architecture
    numbers = recipe.learners * recipe.rows_awake * architecture.parameter_count
    plain = 15e-6 * architecture.depth + 1e-9 * numbers
    return plain * VARIANTS[recipe.variant].work
