"""Recipe: everything that determines a run. It checks itself when made."""

from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from wsviz.datasets import DATASETS, load
from wsviz.datasets.own import is_own
from wsviz.engine import noise
from wsviz.engine.architecture import Architecture
from wsviz.engine.given import every, named, real, switched, whole
from wsviz.engine.learning import Rule, Teaching
from wsviz.engine.loop import Method
from wsviz.engine.parameters import GENERATIVE, Parameters
from wsviz.engine.schedule import CONSTANT, LAYERS, SCHEDULES, Schedule, by_unit
from wsviz.engine.step import WAKE
from wsviz.variants import VARIANTS

MAX_LEARNERS = 64
MAX_ROWS = 256
MAX_SEED = 2**32 - 1
MAX_RATE = 10.0
MAX_BIAS = 100.0
MAX_SPAN = 10**9
MAX_INITIAL_WEIGHTS = 10.0
# Numbers a run may hold at once: the largest network once, or 64 learners of small ones.
MAX_NUMBERS = 1_200_000


@dataclass(frozen=True)
class Recipe:
    """A data set, a network and how it learns.

    dataset            name of the data set (wsviz.datasets); `data` is the Dataset itself
    hidden             sizes of the hidden layers, bottom-up
    generative_rates   a learning rate a layer, layer 0 first
    recognition_rates  a learning rate a hidden layer
    biases             initial generative bias of each layer's units, layer 0 first
    nonnegative        keep the generative weights to the inputs ≥ 0 (biases are free)
    seed, learners     learner i draws with seed + i
    rows               data shown in one step, its change is their mean; or, where the variant
                       weighs, explanations of one datum
    reroll             which chance: another number, other draws from the same seed
    variant            name of the learning rule (wsviz.variants)
    wake_phi           share of its rate at which recognition learns awake, 0 to 1
    sleep_phi          share of its rate at which recognition learns asleep, 0 to 1
    biases_from_data   each pixel's initial bias is the log-odds of its mean over the data, and the
                       first of `biases` goes unused
    schedule, span     how the rates move over the cycles: see wsviz.engine.schedule
    initial_weights    standard deviation of the weights at cycle 0, drawn by the seed; 0: all are 0

    Lists, arrays and NumPy's numbers are taken as tuples and Python's own. Raises ValueError with a
    sentence that names the value and its limit.
    """

    dataset: str
    hidden: tuple[int, ...]
    generative_rates: tuple[float, ...]
    recognition_rates: tuple[float, ...]
    biases: tuple[float, ...]
    nonnegative: bool = False
    seed: int = 0
    learners: int = 1
    rows: int = 1
    reroll: int = 0
    variant: str = "wake-sleep"
    wake_phi: float = 0.0
    sleep_phi: float = 1.0
    biases_from_data: bool = False
    schedule: str = CONSTANT
    span: int = 10_000
    initial_weights: float = 0.0

    def __post_init__(self):
        self._take("dataset", _known, "data set")
        # Held here, for own pictures stay in memory only while somebody uses them.
        object.__setattr__(self, "data", load(self.dataset))
        self._take("hidden", partial(every, whole), "hidden layer")
        depth = self.architecture.depth
        self._take("generative_rates", _list, "generative learning rate", depth + 1, 0, MAX_RATE)
        self._take("recognition_rates", _list, "recognition learning rate", depth, 0, MAX_RATE)
        self._take("biases", _list, "initial bias", depth + 1, -MAX_BIAS, MAX_BIAS)
        self._take("nonnegative", switched, "constraint ≥ 0")
        self._take("seed", whole, "seed", 0, MAX_SEED)
        self._take("learners", whole, "learners", 1, MAX_LEARNERS)
        self._take("rows", whole, "rows", 1, MAX_ROWS)
        self._take("reroll", whole, "reroll", 0, MAX_SEED)
        self._take("variant", named, "learning rule", VARIANTS)
        self._take("wake_phi", real, "share of wake-φ", 0, 1)
        self._take("sleep_phi", real, "share of sleep-φ", 0, 1)
        self._take("biases_from_data", switched, "image biases from the data")
        self._take("schedule", named, "schedule", SCHEDULES)
        self._take("span", whole, "span of the schedule", 1, MAX_SPAN)
        self._take("initial_weights", real, "initial weights", 0, MAX_INITIAL_WEIGHTS)
        self._check_together()

    def _take(self, field, convert, name, *limits):
        """Put a field's value right, or refuse it in words."""
        object.__setattr__(self, field, convert(name, getattr(self, field), *limits))

    def _check_together(self):
        architecture, rows = self.architecture, max(self.rows, self.rows_awake)
        numbers = self.learners * max(architecture.parameter_count, rows * architecture.width)
        if numbers > MAX_NUMBERS:
            listed = ", as every explanation of every datum is one" * (rows > self.rows)
            raise ValueError(
                f"{self.learners} learners of {architecture} with {rows:,} rows{listed}, hold "
                f"{numbers:,} numbers: at most {MAX_NUMBERS:,} fit."
            )
        if VARIANTS[self.variant].lists and self.schedule == LAYERS:
            raise ValueError(
                f"Schedule {self.schedule}: {self.variant} lists the explanations of all layers at "
                "once, so none of them can wait."
            )
        if not VARIANTS[self.variant].weighs and (self.wake_phi, self.sleep_phi) != (0, 1):
            raise ValueError(
                f"Share of wake-φ {self.wake_phi:g} and of sleep-φ {self.sleep_phi:g}: "
                f"{self.variant} teaches recognition asleep alone, with 0 and 1."
            )

    @property
    def architecture(self):
        """The network's shape; the data set gives layer 0."""
        return Architecture((self.data.visible, *self.hidden))

    @property
    def rows_awake(self):
        """Rows of a wake step: those asked for, or all that the learning rule lists."""
        if not VARIANTS[self.variant].lists:
            return self.rows
        return len(self.data.distinct()[0]) * 2 ** sum(self.hidden)

    @property
    def examples_a_cycle(self):
        """Data that one cycle sees: its rows, or the one they explain, or the whole world."""
        variant = VARIANTS[self.variant]
        if variant.lists:
            return len(self.data.distinct()[0])
        return 1 if variant.weighs else self.rows

    @property
    def seeds(self):
        """One seed a learner, consecutive."""
        return range(self.seed, self.seed + self.learners)

    def replace(self, **changes):
        """The recipe with some fields changed, checked again.

        Where `hidden` changes the number of layers, rates and biases not given keep what the
        lower layers had; new layers take the value of the layer below them.
        """
        depth = len(every(whole, "hidden layer", changes.get("hidden", self.hidden)))
        for field, length in (
            ("generative_rates", depth + 1),
            ("recognition_rates", depth),
            ("biases", depth + 1),
        ):
            changes.setdefault(field, _fit(getattr(self, field), length))
        return replace(self, **changes)

    def starts_over(self, other):
        """Whether the other recipe is another run from cycle 0, not a change made on the way.

        So it is where the network, the seeds or what the biases begin with are others.
        """
        return any(
            getattr(self, name) != getattr(other, name)
            for name in ("architecture", "seeds", "biases", "initial_weights", "_measured")
        )

    @property
    def _measured(self):
        """The data that the first biases are measured on, None where they are given."""
        return self.dataset if self.biases_from_data else None

    def single(self, learner):
        """The recipe of one learner by itself."""
        return self.replace(seed=self.seed + learner, learners=1)

    def initial_parameters(self):
        """Parameters at cycle 0: weights 0 or drawn, the given or measured generative biases."""
        image, *hidden = self.biases
        if self.biases_from_data:
            image = self.data.log_odds
        start = Parameters.initial(self.architecture, self.learners, (image, *hidden))
        return start.scattered(self.initial_weights, self.seeds) if self.initial_weights else start

    def rule(self):
        """The Rule by which both directions learn.

        The rows share a rate evenly; rows that are weighed get their shares awake.
        """
        variant = VARIANTS[self.variant]
        floor, free = self.initial_parameters().map(lambda flat: np.full_like(flat, -np.inf))
        if self.nonnegative:
            floor.into(0)[:, 1:] = 0
        rows = 1 if variant.weighs or variant.lists else self.rows
        recognition = (0.0, *self.recognition_rates)
        return Rule(
            Teaching(self._rates(self.generative_rates, 1.0, rows), floor.flat),
            Teaching(self._rates(recognition, self.sleep_phi, self.rows), free.flat),
            Teaching(self._rates(recognition, self.wake_phi, rows), free.flat)
            if self.wake_phi
            else None,
        )

    def method(self):
        """The Method of the one learning loop: what turns a cycle's parameters into the next's."""
        variant, data = VARIANTS[self.variant], self.data
        wake = variant.wake
        if variant.lists:
            wake = wake(*data.distinct(), self.architecture)
        return Method(
            architecture=self.architecture,
            draw_data=data.draw,
            seeds=self.seeds,
            rows=self.rows,
            stream=noise.stream(noise.LEARNING, self.reroll),
            rule=self.rule(),
            wake=wake,
            sleep=variant.sleep,
            schedule=self._schedule,
            rows_awake=self.rows_awake,
        )

    @property
    def _schedule(self):
        return Schedule(self.schedule, self.span)

    def pair(self, cycle):
        """The (lower, upper) layers that alone learn in that cycle; None where all of them do."""
        return self._schedule.pair(cycle, len(self.hidden))

    @property
    def turns(self):
        """The cycles at which the schedule lets another pair of layers learn, or all of them."""
        return self._schedule.turns(len(self.hidden))

    def pair_until(self, cycle):
        """The cycle from which the schedule lets another pair learn, or all layers."""
        return self._schedule.pair_until(cycle)

    def rate(self, direction, layer, cycle, phase):
        """ε of that layer in that direction, in that phase of that cycle: what the rule shows.

        The schedule's factor and the phase's share of recognition are in it.
        """
        depth = self.architecture.depth
        factor = self._schedule.factors(direction, cycle, depth)[layer]
        if direction == GENERATIVE:
            return self.generative_rates[layer] * factor
        share = self.wake_phi if phase == WAKE else self.sleep_phi
        return self.recognition_rates[layer - 1] * share * factor

    def _rates(self, per_layer, share, rows):
        shared = [rate * share / rows for rate in per_layer]
        return by_unit(shared, self.architecture)[None, None]


def _known(name, value):
    return value if is_own(value) else named(name, value, DATASETS)


def _fit(values, length):
    return (*values[:length], *values[-1:] * (length - len(values)))


def _list(name, values, length, low, high):
    found = every(real, name, values, low, high)
    if len(found) != length:
        raise ValueError(f"{len(found)} values of {name}: this network needs {length}.")
    return found
