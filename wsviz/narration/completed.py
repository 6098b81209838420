"""What there is to see of a picture's completion at a moment."""

from typing import NamedTuple

import numpy as np

from wsviz.engine.asking import UNKNOWN, Chains
from wsviz.measure.completion import (
    Completion,
    Pixels,
    apart_bits,
    believed,
    chance_bits,
    completion,
)

CHAINS = 200


class Completed(NamedTuple):
    """A picture completed twice: exactly, and by recognise-and-dream; of one learner.

    known        (visible,) 0, 1 or UNKNOWN
    exact        Completion, None where explanations cannot be listed
    chains       Chains of one learner after their beats
    guessed      Pixels: what the chains make of each pixel
    errors       (visible,) standard errors of its probabilities
    apart_bits   KL(exact‖guessed) a pixel, None where nothing is exact
    chance_bits  what of that is owed to so few chains
    why_not      why nothing is exact, in words; "" where it is
    """

    known: np.ndarray
    exact: Completion | None
    chains: Chains
    guessed: Pixels
    errors: np.ndarray
    apart_bits: float | None
    chance_bits: float
    why_not: str

    @property
    def unknown(self):
        """How many pixels are unknown."""
        return int((self.known == UNKNOWN).sum())

    @property
    def rounded(self):
        """The likelier state of each pixel by itself, (visible,) float32; exactly where it can."""
        pixels = self.guessed if self.exact is None else self.exact.pixels
        likelier = pixels.log_on[0] > pixels.log_off[0]
        return np.where(self.known == UNKNOWN, likelier, self.known).astype(np.float32)


def completed_picture(moment, known, chains):
    """The Completed of known pixels at that moment, by these Chains."""
    guessed, errors = believed(chains)
    exact, apart, why_not = None, None, ""
    if moment.listable:
        exact = completion(moment.parameters, known)
        apart = float(apart_bits(exact.pixels, guessed, known)[0])
    else:
        hidden = sum(moment.architecture.hidden)
        why_not = f"{hidden} hidden units have too many explanations to list."
    chance = float(chance_bits(guessed, errors, known)[0])
    return Completed(known, exact, chains, guessed, errors[0], apart, chance, why_not)
