"""Whether a network learns the shifter's direction: python -m tests.bench.shifter [setting …]

For each setting: how often the best top unit's state tells the direction, and how often the best
linear read-out of layer 1 does, on data of the world, mean ± standard error over learners. Chance
is .5; .915 is the most that anyone can reach, for some images are the same either way.

Unit and read-out are chosen on one half of the data drawn and judged on the other. Beside them the
same read-out of the pixels and of a layer of random weights, which have learned nothing.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import math
import sys
import time
from unittest import mock

import numpy as np

from wsviz.datasets import load
from wsviz.datasets.shifter import COLUMNS
from wsviz.engine.gallery import recognised
from wsviz.measure import decompose_layers, affordable
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run

DATA, LEARNERS = 4_000, 10
_BASE = PRESETS["shifter"].replace(learners=LEARNERS, seed=1)


def even(hidden, visible, above, bias=0.0, **more):
    L = len(hidden)
    return _BASE.replace(
        hidden=hidden,
        generative_rates=(visible,) + (above,) * L,
        recognition_rates=(visible,) + (above,) * (L - 1),
        biases=(0.0, bias) + (0.0,) * (L - 1),
        **more,
    )


def directions(images, chances):
    """+1 or −1 for each image: which way its top row was moved; by chance where it may be both."""
    top, *_, bottom = np.reshape(images, (len(images), -1, COLUMNS)).swapaxes(0, 1)
    right, left = ((np.roll(bottom, by, 1) == top).all(1) for by in (1, -1))
    return np.where(right & ~left | right & (chances < 0.5), 1, -1)


def drawn(seed=0):
    """(images, directions) of DATA data of the world."""
    dataset, rng = load("shifter"), np.random.default_rng(seed)
    images = dataset.draw(rng.random(DATA))
    return images, directions(images, rng.random(DATA))


def read_out(features, directions):
    """Share of the second half whose direction a linear read-out fitted to the first half tells."""
    half = len(features) // 2
    rows = np.concatenate([np.ones((len(features), 1)), features], 1).astype(float)
    weights = np.linalg.lstsq(rows[:half], directions[:half], rcond=None)[0]
    return (np.sign(rows[half:] @ weights) == directions[half:]).mean()


def best_unit(states, directions):
    """Share of the second half whose direction the unit tells that does best on the first."""
    half = len(states) // 2
    agree = np.sign(states - 0.5) * directions[:, None] > 0
    share = agree[:half].mean(0)
    best = np.abs(share - 0.5).argmax()
    found = agree[half:, best].mean()
    return found if share[best] >= 0.5 else 1 - found


def told(parameters, images, directions):
    """(best top unit, best read-out of layer 1) of each learner, (learners, 2)."""
    step = recognised(parameters, images)
    return np.array(
        [
            (best_unit(top, directions), read_out(first, directions))
            for top, first in zip(step.states.units[-1], step.drawing(1).probabilities)
        ]
    )
