"""Pre-training and fine-tuning that go on step by step, to be watched."""

from wsviz.applications.few_labels import (
    NEIGHBOUR,
    STEPS,
    neighbour_right,
    some_labels,
    starts,
)
from wsviz.applications.fine_tuning import accuracy, tuned
from wsviz.applications.pretraining import CYCLES, Pretraining


class Tuning:
    """Pre-training without labels, then fine-tuning of all starts on the same few labels.

    parts    the Parts of a labelled world
    each     labels a class, drawn by the seed
    rates    name of a start -> rate of its gradient steps
    cycle    wake-sleep cycles made, and then gradient steps
    curve    gradient step -> {start: accuracy on the test}
    """

    def __init__(self, parts, each, rates, seed=0, cycles=CYCLES):
        self.each, self.rates, self.seed, self.cycle = each, rates, seed, 0
        self.parts, pool = parts, parts.pool
        self.labelled = pool.take(some_labels(pool.labels, each, seed))
        self.pretraining = Pretraining(pool.images, seed, cycles)
        self.networks, self.curve = {}, {}

    @property
    def steps(self):
        """Gradient steps made."""
        return max(0, self.cycle - self.pretraining.end)

    @property
    def cycles_ahead(self):
        """Wake-sleep cycles that are still to be made."""
        return max(0, self.pretraining.end - self.cycle)

    @property
    def stage(self):
        """What it is at, in words."""
        if not self.cycles_ahead:
            return f"fine-tuning on the labels: gradient step {self.steps:,}"
        layer = 1 + len(self.pretraining.matrices)
        return f"layer {layer} is pre-trained without labels: cycle {self.cycle:,}"

    @property
    def done(self):
        """The share of pre-training that is made, and then of the gradient steps, 0 to 1."""
        if self.cycles_ahead:
            return self.cycle / self.pretraining.end
        return min(1.0, self.steps / STEPS)

    @property
    def seconds_per_cycle(self):
        """About how long a cycle, or now a gradient step of all starts, takes on one core."""
        return 1e-4 if not self.networks else 5e-4 + 5e-5 * self.each

    def advance(self, cycles):
        """Make so many more cycles, and gradient steps once all layers are pre-trained."""
        goal = self.cycle + cycles
        self.pretraining.advance(cycles)
        self.cycle = min(goal, max(self.cycle, self.pretraining.end))
        if self.pretraining.cycle == self.pretraining.end and not self.networks:
            visible = self.labelled.images.shape[1]
            classes = int(self.parts.pool.labels.max()) + 1
            self.networks = starts(self.pretraining.matrices, visible, self.seed, classes)
            self.curve[0] = self.accuracies(self.parts.test)
        while self.cycle < goal:
            self._step()

    def accuracies(self, examples):
        """{start: accuracy on the examples} now; empty while it pre-trains."""
        if not self.networks:
            return {}
        found = {name: accuracy(network, *examples) for name, network in self.networks.items()}
        return found | {NEIGHBOUR: float(neighbour_right(self.labelled, examples).mean())}

    def _step(self):
        for name, network in self.networks.items():
            self.networks[name] = tuned(network, *self.labelled, self.rates[name])
        self.cycle += 1
        # 1, 2, … 9, 10, 20, … 90, 100, 200, …: evenly on an axis of powers of ten.
        if self.steps % 10 ** (len(str(self.steps)) - 1) == 0:
            self.curve[self.steps] = self.accuracies(self.parts.test)
