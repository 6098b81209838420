"""A run of reweighted wake-sleep: forward only, with the curve of a Run."""

from wsviz.datasets import load
from wsviz.engine import noise
from wsviz.engine.step import SLEEP, WAKE, blank
from wsviz.measure.curve import next_point, point
from wsviz.variants.reweighted import MODES, cycle

MAX_PARTICLES = 50
_BLOCK = 64


class ParticleRun:
    """Learners that explain each datum by several weighted particles.

    Raises ValueError where `particles` or `mode` is outside its limits.
    """

    def __init__(self, recipe, particles, mode):
        if not 1 <= particles <= MAX_PARTICLES:
            raise ValueError(f"{particles} particles: from 1 to {MAX_PARTICLES}.")
        if mode not in MODES:
            raise ValueError(f"Mode {mode}: it is one of {', '.join(MODES)}.")
        self.recipe, self.particles, self.mode = recipe, particles, mode
        self.cycle, self.parameters = 0, recipe.initial_parameters()
        self._rule, self._data = recipe.rule(), load(recipe.dataset)
        shape, learners = recipe.architecture, recipe.learners
        self._steps = [blank(shape, phase, learners, particles) for phase in (WAKE, SLEEP)]
        self.curve = {0: self.measured()}

    @property
    def seconds_per_cycle(self):
        """About how long a cycle takes on one core."""
        return 1e-4 + 1e-8 * self.recipe.learners * self.particles * self._steps[0].states.flat.size

    def advance(self, cycles):
        """Learn for so many more cycles; the curve gets the points that a Run's would."""
        goal = self.cycle + cycles
        while self.cycle < goal:
            due = next_point(self.cycle)
            stop = min(goal, due, self.cycle + _BLOCK)
            self._learn(range(self.cycle, stop))
            self.cycle = stop
            if stop == due:
                self.curve[stop] = self.measured()

    def _learn(self, cycles):
        recipe = self.recipe
        drawn = noise.draws(
            recipe.architecture, self._data.draw, recipe.seeds, cycles, self.particles
        )
        for draws in drawn:
            after = cycle(self.parameters, draws, self._rule, *self._steps, self.mode)
            self.parameters = after.copy()

    def measured(self):
        """The Point where the run stands."""
        return point(self.parameters, self._data, self.recipe.seed)
