"""Schedules: how learning rates move over the cycles, and which layers wait for the lower ones."""

from typing import NamedTuple

import numpy as np

from wsviz.engine.learning import Rule
from wsviz.engine.parameters import GENERATIVE, RECOGNITION

CONSTANT, HARMONIC, STEPS, LAYERS = "constant", "1/t", "steps", "layers"
#: What each schedule does, in words for the screen.
SCHEDULES = {
    CONSTANT: "Constant",
    HARMONIC: "Falling: ε / (1 + cycle / span)",
    STEPS: "Halved after every span",
    LAYERS: "Layer by layer, a span each",
}


class Schedule(NamedTuple):
    """What the rates of a cycle are multiplied by, and which layers take part in it.

    name  CONSTANT; HARMONIC, ε / (1 + cycle / span); STEPS, ε halved after every span; or LAYERS,
          greedy: one pair of layers after the other (see `pair`)
    span  cycles
    """

    name: str = CONSTANT
    span: int = 1

    def pair(self, cycle, depth):
        """(lower, upper), the two layers that learn greedily; None where all of them learn.

        For the first span of cycles the image and layer 1, for the next layers 1 and 2, and so on;
        after as many spans as there are hidden layers all together. What lies below the pair stays
        as it is. What lies above waits, off throughout, so the pair is a machine of one hidden
        layer, whose data are the states that the layers below it recognise.
        """
        stage = cycle // self.span
        return (stage, stage + 1) if self.name == LAYERS and stage < depth else None

    def pair_until(self, cycle):
        """The cycle from which another pair learns, or all layers."""
        return (cycle // self.span + 1) * self.span

    def turns(self, depth):
        """The cycles at which another pair of layers begins to learn, and at last all layers."""
        return [stage * self.span for stage in range(1, depth + 1) if self.name == LAYERS]

    def factors(self, direction, cycle, depth):
        """What each layer's rate in that direction is multiplied by, (layers,), layer 0 first."""
        pair = self.pair(cycle, depth)
        if pair is None:
            return (self._decay(cycle),) * (depth + 1)
        # The upper layer's generative biases are the prior of the machine that learns.
        taught = pair if direction == GENERATIVE else pair[1:]
        return tuple(float(layer in taught) for layer in range(depth + 1))

    def _decay(self, cycle):
        if self.name == HARMONIC:
            return 1 / (1 + cycle / self.span)
        # Halved more often than that, a float is 0.
        return 0.5 ** min(cycle // self.span, 2000) if self.name == STEPS else 1.0


def scheduled(schedule, rule, drawn, architecture):
    """(Rule, Draws) of a cycle under that schedule; the very same where it is constant."""
    if schedule.name == CONSTANT:
        return rule, drawn
    cycle, depth = drawn.cycle, architecture.depth
    generative, recognition = (
        by_unit(schedule.factors(direction, cycle, depth), architecture)
        for direction in (GENERATIVE, RECOGNITION)
    )
    parts = zip(rule, (generative, recognition, recognition))
    rule = Rule(*(part and part._replace(rates=part.rates * factor) for part, factor in parts))
    pair = schedule.pair(cycle, depth)
    return rule, drawn if pair is None else _waiting(drawn, pair[1])


def by_unit(factors, architecture):
    """Each layer's number for all its units, in a flat layer array, float32 (width,)."""
    found = np.zeros(architecture.width, np.float32)
    for where, factor in zip(architecture.units, factors):
        found[where] = factor
    return found


def _waiting(drawn, top):
    """The draws with every layer above `top` off, whatever its probability."""

    def off(side, first):
        return tuple(
            np.full_like(noise, np.inf) if layer > top else noise
            for layer, noise in enumerate(side, start=first)
        )

    return drawn._replace(recognise=off(drawn.recognise, 1), dream=off(drawn.dream, 0))
