"""Asking a network: pictures completed round by round, and dreams with some units held.

Nothing is taught. Draws come from a stream of their own, keyed by (seed, round), so that asking
never changes a run and every answer can be repeated.
"""

from itertools import count, islice
from typing import NamedTuple

import numpy as np

from wsviz.engine import noise
from wsviz.engine.learning import Rule, sleep
from wsviz.engine.step import SLEEP, blank

# What a pixel of a question is: 0 off, 1 on, or this.
UNKNOWN = -1


class Chains(NamedTuple):
    """One picture completed several times side by side, each time by chances of its own.

    beats     how many were made: two a round, recognise and dream
    states    (learners, chains, units) of layer 1: of the picture's dream, or recognised from it
    logits    (learners, chains, visible): b + Σ s w of every pixel when it was drawn
    pictures  (learners, chains, visible) float32: drawn pixels, and the known ones as they are
    """

    beats: int
    states: np.ndarray
    logits: np.ndarray
    pictures: np.ndarray

    @property
    def rounds(self):
        """How many whole rounds were made."""
        return self.beats // 2

    @property
    def recognised(self):
        """Whether layer 1 was recognised from the pictures and they are not drawn anew yet."""
        return self.beats % 2 == 1


def completing(parameters, known, chains, seed):
    """Yield the Chains after 0, 1, 2, … beats of recognise-and-dream with known pixels held.

    known (visible,) holds 0, 1 or UNKNOWN. Before the first round the unknown pixels are those of
    a dream, which knows nothing of the others. A round has two beats: layer 1 is recognised from
    the whole picture; the image is drawn from layer 1 by the generative weights. Known pixels stay.
    The layers above are no part of it: given layer 1 they tell nothing about the pixels. Were
    recognition the true posterior, this were Gibbs sampling of P(unknown | known).
    """
    dreams = held_dreams(parameters, (), chains, seed)
    found = _drawn(parameters, known, 0, dreams.states.units[1], dreams.draws.dream[0])
    for rounds in count(1):
        yield found
        draws = _draws(parameters, chains, seed, rounds)
        logits = _logits(found.pictures, parameters.recognition.into(1))
        states = (logits > draws.recognise[0]).astype(np.float32)
        yield found._replace(beats=2 * rounds - 1, states=states)
        found = _drawn(parameters, known, 2 * rounds, states, draws.dream[0])


def completed(parameters, known, rounds, chains, seed):
    """The Chains after so many rounds: see `completing`."""
    return next(islice(completing(parameters, known, chains, seed), 2 * rounds, None))


def held_dreams(parameters, held, dreams, seed):
    """A SLEEP Step of every learner with so many dreams as rows, some units held; none is taught.

    held  (layer, unit, state) of each held unit, state 0 or 1
    Layers are drawn downward from the top, as in every dream. A held unit takes its state instead
    of drawing it, and what lies below follows from that; what lies above it does not: dreams are
    not chosen by whether they fit. A unit that is not held draws with the same chance as without.
    """
    draws = _draws(parameters, dreams, seed, 0)
    for layer, unit, state in held:
        # A logit exceeds the least of thresholds, and never the greatest.
        draws.dream[layer][..., unit] = -np.inf if state else np.inf
    out = blank(parameters.architecture, SLEEP, parameters.learners, dreams)
    return sleep(parameters, draws, Rule.even(parameters, 0), out)


def _draws(parameters, rows, seed, rounds):
    """The chance of that round; what stands for the data is not used."""
    seeds = range(seed, seed + parameters.learners)
    cycles = range(rounds, rounds + 1)
    drawn = noise.draws(parameters.architecture, _no_data, seeds, cycles, rows, noise.ASKING)
    return next(drawn)


def _no_data(uniform):
    return uniform[..., None]


def _drawn(parameters, known, beats, states, thresholds):
    logits = _logits(states, parameters.generative.into(0))
    pictures = _held(known, (logits > thresholds).astype(np.float32))
    return Chains(beats, states, logits, pictures)


def _held(known, pictures):
    return np.where(known == UNKNOWN, pictures, known).astype(np.float32)


def _logits(inputs, matrix):
    return inputs @ matrix[:, 1:] + matrix[:, :1]
