"""Completing a picture: P(pixel | known) exactly, beside what chains of recognise-and-dream make.

    P(pixel on | known) = Σ_α P(α | known) p(on | α),  P(α | known) ∝ P(α) Π_known p(d | α)

Given layer 1 the pixels are independent, so the states of layer 1 stand for all explanations.
"""

from typing import NamedTuple

import numpy as np

from wsviz.engine.asking import UNKNOWN
from wsviz.measure.bits import to_bits
from wsviz.measure.exact import log_beliefs
from wsviz.measure.spread import mean
from wsviz.measure.tables import log_probabilities, logsumexp, tables


class Pixels(NamedTuple):
    """How likely each pixel is to be on, each by itself: in nats, (learners, visible) each.

    log_on   log P(on)
    log_off  log P(off): by itself, since 1 − P(on) may round to 0
    """

    log_on: np.ndarray
    log_off: np.ndarray

    @property
    def probabilities(self):
        """P(on), (learners, visible)."""
        return np.exp(self.log_on)


class Completion(NamedTuple):
    """What the known pixels of a picture say.

    pixels      Pixels given the known ones; a known one is what it is
    known_bits  −log2 P(known), (learners,): how surprising the known pixels are together
    """

    pixels: Pixels
    known_bits: np.ndarray


def completion(parameters, known):
    """The exact Completion of a picture; known (visible,) holds 0, 1 or UNKNOWN.

    Raises ValueError where the network is not `affordable` for one image.
    """
    known = np.asarray(known)
    parts = [_given(group, known) for group in tables(parameters, np.zeros((1, len(known))))]
    log_on, log_off, log_known = map(np.concatenate, zip(*parts))
    held = known != UNKNOWN
    sure = np.stack([known == 1, known == 0])
    # log 1 and log 0, for what is held.
    certain = np.where(sure, 0.0, -np.inf)
    pixels = Pixels(np.where(held, certain[0], log_on), np.where(held, certain[1], log_off))
    # A sum that is 1 may round to some 1e-16 more: no surprise is below 0, nor is it −0.
    return Completion(pixels, np.abs(np.maximum(0, to_bits(-log_known))))


def believed(chains):
    """(Pixels, standard errors) of the Chains after their beats; errors (learners, visible).

    P(on) is the mean over chains of the probability that a pixel was drawn with. It has the same
    mean as the share of chains in which the pixel is on, and less chance in it (Rao-Blackwell).
    Raises ValueError where there are fewer than 2 chains.
    """
    both = log_probabilities(chains.logits.astype(np.float64))
    found = mean(np.exp(both[..., : chains.logits.shape[-1]]), 1)
    means = logsumexp(both.swapaxes(1, 2)) - np.log(both.shape[1])
    return Pixels(*np.split(means, 2, -1)), found.standard_error


def apart_bits(exact, guessed, known):
    """KL(exact‖guessed) of each unknown pixel by itself, on average over them, bits (learners,).

    exact and guessed are Pixels. How pixels depend on each other does not count. Where no pixel is
    unknown it is 0.
    """
    unknown = np.asarray(known) == UNKNOWN
    if not unknown.any():
        return np.zeros(len(exact.log_on))
    terms = [
        np.exp(p[:, unknown]) * (p[:, unknown] - q[:, unknown]) for p, q in zip(exact, guessed)
    ]
    return np.abs(np.maximum(0, to_bits(sum(terms)).mean(-1)))


def chance_bits(guessed, errors, known):
    """What apart_bits comes to by the chance of so few chains alone, where nothing is apart.

    To second order a mean with standard error e is e² / (2 p (1 − p)) nats off, on average.
    guessed are Pixels with the standard errors (learners, visible); bits (learners,).
    """
    unknown = np.asarray(known) == UNKNOWN
    if not unknown.any():
        return np.zeros(len(errors))
    log_spread = (guessed.log_on + guessed.log_off)[:, unknown]
    squares = errors[:, unknown] ** 2
    nats = np.divide(squares, 2 * np.exp(log_spread), out=np.zeros_like(squares), where=squares > 0)
    return to_bits(nats).mean(-1)


def _given(group, known):
    """(log P(on | known), log P(off | known), log P(known)) by sums over layer 1, in nats."""
    units = group.units(0)
    both = np.concatenate([known == 1, known == 0]).astype(np.float64)
    joint = both @ units + log_beliefs(group)[1]
    log_known = logsumexp(joint)
    posterior = joint - log_known[:, None]
    log_on, log_off = np.split(logsumexp(units + posterior[:, None]), 2, -1)
    return log_on, log_off, log_known
