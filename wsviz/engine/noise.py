"""Every random draw as a function of (seed, cycle): no generator is carried anywhere.

Philox counts: its n-th number is a function of the key and n alone. Each cycle owns a fixed range
of the counter, and so does each row of it, so any cycle can be drawn by itself, in any order, in
blocks of any length and with any number of rows, with the same numbers; learner i of seed s draws
what the single run of seed s + i draws.
"""

from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np

# Streams that never meet: what is drawn to look at a run cannot change the run.
LEARNING, LOOKING, MEASURING, STARTING, ASKING = range(5)

# One tick of Philox's counter yields four 64-bit words, which is eight 32-bit uniforms.
_PER_TICK = 8
# The streams of all rows but the first, and what of their counter belongs to one cycle.
_FURTHER_ROWS, _A_CYCLE = 1 << 7, 1 << 64


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
    log(u / (1 − u)): a unit is on where its logit exceeds it, exactly when p > u (eq. 1). Row r of
    a cycle draws the same however many rows there are.
    """
    layers = (*architecture.hidden, *architecture.sizes)
    uniform, noise = _chance(seeds, cycles, rows, sum(layers), stream)
    data = draw_data(uniform)
    ends = accumulate(layers, initial=0)
    parts = [noise[..., start:stop] for start, stop in pairwise(ends)]
    recognise = zip(*parts[: architecture.depth])
    dream = zip(*parts[architecture.depth :])
    return map(Draws, cycles, data, recognise, dream)


def normal(seeds, count):
    """So many numbers from N(0, 1) for each seed, float32 (learners, count): the start of a run."""
    generators = (_counting(seed, STARTING, 0)[1] for seed in seeds)
    return np.stack([each.standard_normal(count, np.float32) for each in generators])


def _chance(seeds, cycles, rows, count, stream):
    """Uniforms (cycles, learners, rows) for the data, and logistic noise (…, count)."""
    ticks = -(-(1 + count) // _PER_TICK)
    # One learner at a time: what a processor's cache holds is worked on several times.
    block = np.empty((len(cycles), rows, ticks * _PER_TICK), np.float32)
    uniform = np.empty((len(cycles), len(seeds), rows), np.float32)
    noise = np.empty((*uniform.shape, count), np.float32)
    for learner, seed in enumerate(seeds):
        _fill(block, seed, cycles.start, stream, ticks)
        uniform[:, learner] = block[..., 0]
        noise[:, learner] = _logistic(block)[..., 1 : 1 + count]
    return uniform, noise


def _fill(block, seed, start, stream, ticks):
    """Uniforms for the rows of consecutive cycles, (cycles, rows, numbers), in place.

    A cycle's first row owns `ticks` of the counter, right behind those of the cycle before. The
    further rows have a stream of their own, with room in every cycle for any number of them.
    """
    cycles, rows, numbers = block.shape
    _, generator = _counting(seed, stream, start * ticks)
    block[:, 0] = generator.random((cycles, numbers), dtype=np.float32)
    if rows == 1:
        return
    philox, generator = _counting(seed, stream | _FURTHER_ROWS, start * _A_CYCLE)
    for further in block[:, 1:]:
        generator.random(out=further, dtype=np.float32)
        philox.advance(_A_CYCLE - (rows - 1) * ticks)


def _counting(seed, stream, counter):
    """Philox at that place of its counter, and the generator that reads it."""
    philox = np.random.Philox(key=seed + (stream << 64), counter=counter)
    return philox, np.random.Generator(philox)


def _logistic(uniform):
    """log(u / (1 − u)), computed in place of the uniforms."""
    complement = 1 - uniform
    # Half a step of the 24-bit grid keeps u = 0 finite; 1 − u is never 0.
    uniform += np.float32(2**-25)
    uniform /= complement
    return np.log(uniform, out=uniform)
