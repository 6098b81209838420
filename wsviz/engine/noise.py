"""Every random draw as a function of (seed, cycle): no generator is carried anywhere.

Philox counts: its n-th number is a function of the key and n alone. Each cycle owns a fixed range
of the counter, so any cycle can be drawn by itself, in any order and in blocks of any length, with
the same numbers; learner i of seed s draws what the single run of seed s + i draws.
"""

from typing import NamedTuple

import numpy as np

# Streams that never meet: what is drawn to look at a run cannot change the run.
LEARNING, LOOKING, MEASURING = range(3)

# One tick of Philox's counter yields four 64-bit words, which is eight 32-bit uniforms.
_PER_TICK = 8


def stream(purpose, reroll=0):
    """The number of a stream: its purpose, and which chance of the same seed is asked for."""
    return purpose + (reroll << 8)


class Draws(NamedTuple):
    """The chance of one cycle.

    cycle      its number
    data       (learners, rows, visible) the data shown awake
    recognise  (learners, rows, units) logistic noise a hidden layer, bottom-up
    dream      (learners, rows, units) logistic noise a layer, bottom-up
    """

    cycle: int
    data: np.ndarray
    recognise: tuple
    dream: tuple

    def learner(self, index):
        """The chance of one learner, its leading axis kept with length 1 (views)."""
        part = slice(index, index + 1)
        layers = (tuple(noise[part] for noise in side) for side in (self.recognise, self.dream))
        return Draws(self.cycle, self.data[part], *layers)


def draws(architecture, draw_data, seeds, cycles, rows=1, stream=LEARNING):
    """Yield the Draws of each cycle of `cycles` (a range), with one learner a seed.

    `draw_data` turns uniforms (cycles, learners, rows) into data (…, visible). Logistic noise is
    log(u / (1 − u)): a unit is on where its logit exceeds it, exactly when p > u (eq. 1).
    """
    per_layer = (*architecture.hidden, *architecture.sizes)
    uniform, noise = _chance(seeds, cycles, rows, rows * sum(per_layer), stream)
    data = draw_data(uniform)
    layers, start = [], 0
    for units in per_layer:
        layer = noise[..., start : start + rows * units]
        layers.append(layer.reshape(*noise.shape[:2], rows, units))
        start += rows * units
    recognise = zip(*layers[: architecture.depth])
    dream = zip(*layers[architecture.depth :])
    return map(Draws, cycles, data, recognise, dream)


def _chance(seeds, cycles, rows, count, stream):
    """Uniforms (cycles, learners, rows) for the data, and logistic noise (…, count)."""
    ticks = -(-(rows + count) // _PER_TICK)
    # One learner at a time: what a processor's cache holds is worked on several times.
    block = np.empty((len(cycles), ticks * _PER_TICK), np.float32)
    uniform = np.empty((len(cycles), len(seeds), rows), np.float32)
    noise = np.empty((len(cycles), len(seeds), count), np.float32)
    for learner, seed in enumerate(seeds):
        philox = np.random.Philox(key=seed + (stream << 64), counter=cycles.start * ticks)
        np.random.Generator(philox).random(out=block, dtype=np.float32)
        uniform[:, learner] = block[:, :rows]
        noise[:, learner] = _logistic(block)[:, rows : rows + count]
    return uniform, noise


def _logistic(uniform):
    """log(u / (1 − u)), computed in place of the uniforms."""
    complement = 1 - uniform
    # Half a step of the 24-bit grid keeps u = 0 finite; 1 − u is never 0.
    uniform += np.float32(2**-25)
    uniform /= complement
    return np.log(uniform, out=uniform)
