"""Recipe: everything that determines a run. It checks itself when made."""

import math
from dataclasses import dataclass, replace

import numpy as np

from wsviz.datasets import load
from wsviz.engine.architecture import Architecture
from wsviz.engine.learning import Rule, Teaching
from wsviz.engine.parameters import Connections, Parameters
from wsviz.engine.step import WAKE

MAX_LEARNERS = 64
MAX_ROWS = 256
MAX_SEED = 2**32 - 1
MAX_RATE = 10.0
MAX_BIAS = 100.0
# Numbers a run may hold at once: the largest network once, or 64 learners of small ones.
MAX_NUMBERS = 1_200_000


@dataclass(frozen=True)
class Recipe:
    """A data set, a network and how it learns.

    dataset            name of the data set (wsviz.datasets)
    hidden             sizes of the hidden layers, bottom-up
    generative_rates   a learning rate a layer, layer 0 first
    recognition_rates  a learning rate a hidden layer
    biases             initial generative bias of each layer's units, layer 0 first; weights are 0
    nonnegative        keep the generative weights to the inputs ≥ 0 (biases are free)
    seed, learners     learner i draws with seed + i
    rows               data shown in one step; its change is their mean
    reroll             which chance: another number, other draws from the same seed

    Raises ValueError with a sentence that names the value and its limit.
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

    def __post_init__(self):
        architecture = self.architecture
        depth = architecture.depth
        _check_all("generative learning rate", self.generative_rates, depth + 1, 0, MAX_RATE)
        _check_all("recognition learning rate", self.recognition_rates, depth, 0, MAX_RATE)
        _check_all("initial bias", self.biases, depth + 1, -MAX_BIAS, MAX_BIAS)
        _check_whole("seed", self.seed, 0, MAX_SEED)
        _check_whole("learners", self.learners, 1, MAX_LEARNERS)
        _check_whole("rows", self.rows, 1, MAX_ROWS)
        _check_whole("reroll", self.reroll, 0, MAX_SEED)
        numbers = self.learners * max(architecture.parameter_count, self.rows * architecture.width)
        if numbers > MAX_NUMBERS:
            raise ValueError(
                f"{self.learners} learners of {architecture} with {self.rows} rows hold "
                f"{numbers:,} numbers: at most {MAX_NUMBERS:,} fit."
            )

    @property
    def architecture(self):
        """The network's shape; the data set gives layer 0."""
        return Architecture((load(self.dataset).visible, *self.hidden))

    def rate(self, phase, layer):
        """The learning rate of that layer's units in that phase; 0 for the image asleep."""
        if phase == WAKE:
            return self.generative_rates[layer]
        return (0.0, *self.recognition_rates)[layer]

    @property
    def seeds(self):
        """One seed a learner, consecutive."""
        return range(self.seed, self.seed + self.learners)

    def replace(self, **changes):
        """The recipe with some fields changed, checked again.

        Where `hidden` changes the number of layers, rates and biases not given keep what the
        lower layers had; new layers take the value of the layer below them.
        """
        depth = len(changes.get("hidden", self.hidden))
        for field, length in (
            ("generative_rates", depth + 1),
            ("recognition_rates", depth),
            ("biases", depth + 1),
        ):
            changes.setdefault(field, _fit(getattr(self, field), length))
        return replace(self, **changes)

    def single(self, learner):
        """The recipe of one learner by itself."""
        return self.replace(seed=self.seed + learner, learners=1)

    def initial_parameters(self):
        """Parameters at cycle 0: zero weights, the given generative biases."""
        return Parameters.initial(self.architecture, self.learners, self.biases)

    def rule(self):
        """The Rule by which both directions learn."""
        architecture = self.architecture
        floor = Connections.zeros(architecture.generative_shapes, self.learners)
        floor.flat.fill(-np.inf)
        if self.nonnegative:
            floor.matrices[0][:, 1:] = 0
        free = Connections.zeros(architecture.recognition_shapes, self.learners)
        free.flat.fill(-np.inf)
        return Rule(
            Teaching(self._rates(self.generative_rates), floor.flat),
            Teaching(self._rates((0, *self.recognition_rates)), free.flat),
        )

    def _rates(self, per_layer):
        architecture = self.architecture
        rates = np.zeros((1, 1, architecture.width), np.float32)
        for where, rate in zip(architecture.units, per_layer):
            rates[..., where] = rate / self.rows
        return rates


def _fit(values, length):
    return (*values[:length], *values[-1:] * (length - len(values)))


def _check_all(name, values, length, low, high):
    if len(values) != length:
        raise ValueError(f"{len(values)} values of {name}: this network needs {length}.")
    for value in values:
        if not (math.isfinite(value) and low <= value <= high):
            raise ValueError(f"{name.capitalize()} {value:g}: it lies from {low:g} to {high:g}.")


def _check_whole(name, value, low, high):
    if not (isinstance(value, int) and low <= value <= high):
        raise ValueError(f"{name.capitalize()} {value}: a whole number from {low} to {high:,}.")
