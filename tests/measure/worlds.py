"""Small worlds with known figures, built here so that the measures are tested by themselves."""

from typing import NamedTuple

import numpy as np

from wsviz.engine.architecture import Architecture
from wsviz.engine.parameters import Parameters


class World(NamedTuple):
    """Distinct images and their probabilities, as a Dataset gives them."""

    images: np.ndarray
    probabilities: np.ndarray

    def distinct(self):
        """The images and probabilities themselves."""
        return self.images, self.probabilities

    def chances(self, images):
        """The probability of each image, by looking for it among all."""
        same = (np.asarray(images)[:, None] == self.images).all(-1)
        return same @ self.probabilities

    def draw(self, uniforms):
        """Images where the uniforms fall in the cumulative probabilities."""
        return self.images[np.searchsorted(np.cumsum(self.probabilities), uniforms, side="right")]


def stripes(side, p_vertical, p_bar, left_out=()):
    """Each bar on independently, all of one orientation; `left_out` numbers of bars removed."""
    weights = {}
    for vertical in (True, False):
        for number in range(2**side):
            bars = [number >> i & 1 for i in range(side)]
            rows = [bars] * side if vertical else [[bar] * side for bar in bars]
            image = tuple(pixel for row in rows for pixel in row)
            weight = p_vertical if vertical else 1 - p_vertical
            for bar in bars:
                weight *= p_bar if bar else 1 - p_bar
            if sum(bars) not in left_out:
                weights[image] = weights.get(image, 0) + weight
    probabilities = np.array(list(weights.values()))
    return World(np.array(list(weights), np.float32), probabilities / probabilities.sum())


def bars(left_out=(4,), p_vertical=0.5, p_bar=0.5):
    """The 4×4 bars of Hinton et al. 1995, without the all-white one: 29 images."""
    return stripes(4, p_vertical, p_bar, left_out)


def kirby():
    """The 3×3 world: 12 images, verticals 2/18 each, horizontals 1/18."""
    return stripes(3, 2 / 3, 0.5, left_out=(0, 3))


def random_world(visible, seed=0):
    """All images of so many pixels but the last, with random probabilities, one of them 0."""
    images = np.array([[n >> i & 1 for i in range(visible)] for n in range(2**visible - 1)])
    weights = np.random.default_rng(seed).random(len(images))
    weights[0] = 0
    return World(images.astype(np.float32), weights / weights.sum())


def two_causes(cause_bias, weight, effect_bias, recognition_biases=(0, 0)):
    """House jumped: one effect with two causes, and recognition by biases alone."""
    zeros = Parameters.initial(Architecture((1, 2)), dtype=np.float64)
    generative, recognition = zeros
    generative.matrices[0][0] = [[effect_bias], [weight], [weight]]
    generative.matrices[1][0] = cause_bias
    recognition.matrices[0][0, 0] = recognition_biases
    return zeros
