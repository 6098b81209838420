"""Whether a network learns the shifter's direction: python -m tests.bench.shifter [setting …]

For each setting and some moments: how often the best top unit's state tells which way an image of
the world was moved, and how often the best linear read-out of layer 1 does, mean ± standard error
over 10 learners. Chance is .5; .915 is the most that anyone can reach, for some images are the
same either way. Unit and read-out are chosen on one half of the data drawn, judged on the other.

First the same read-out of what has learned nothing: the pixels, and layers of random weights. The
more units, the more it tells: compare layers of one size. About three minutes of one core.
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
from wsviz.engine.logistic import sigmoid
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run

DATA, LEARNERS = 4_000, 10
MARKS = (50_000, 200_000)
_PLAIN, _RARE = PRESETS["shifter"], PRESETS["shifter-rare"]
SETTINGS = {
    "shifter": _PLAIN,
    "20 rows, rates .3": _PLAIN.replace(
        rows=20, generative_rates=(0.3,) * 3, recognition_rates=(0.3,) * 2
    ),
    "bias -3 and weights >= 0": _PLAIN.replace(biases=(0.0, -3.0, 0.0), nonnegative=True),
    "shifter-rare": _RARE,
    "rare, 48 units": _RARE.replace(hidden=(48, 1)),
    "rare, .02 above": _RARE.replace(
        generative_rates=(0.2, 0.02, 0.02), recognition_rates=(0.2, 0.02)
    ),
    "rare, then .01 below and .05 above": _RARE,
}
# Rates from the first mark on: once layer 1 stands, the layer above may learn faster than it.
LATER = {
    "rare, then .01 below and .05 above": {
        "generative_rates": (0.01, 0.05, 0.05),
        "recognition_rates": (0.01, 0.05),
    },
}


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


def read_out(features, way):
    """Share of the second half whose direction a least-squares fit to the first half tells."""
    half = len(features) // 2
    rows = np.concatenate([np.ones((len(features), 1)), features], 1).astype(float)
    weights = np.linalg.lstsq(rows[:half], way[:half], rcond=None)[0]
    return (np.sign(rows[half:] @ weights) == way[half:]).mean()


def best_unit(states, way):
    """Share of the second half whose direction the unit tells that does best on the first."""
    half = len(states) // 2
    agree = np.where(states > 0, 1, -1) == way[:, None]
    share = agree[:half].mean(0)
    best = np.abs(share - 0.5).argmax()
    found = agree[half:, best].mean()
    return found if share[best] >= 0.5 else 1 - found


def told(parameters, images, way):
    """(best top unit, best read-out of layer 1) of each learner, (learners, 2)."""
    step = recognised(parameters, images)
    layers = zip(step.states.units[-1], step.drawing(1).probabilities)
    return np.array([(best_unit(top, way), read_out(first, way)) for top, first in layers])


def untaught(images, way, units):
    """Read-outs of layers of standard normal weights, (LEARNERS,)."""
    rng, found = np.random.default_rng(units), []
    for _ in range(LEARNERS):
        weights, bias = rng.normal(size=(images.shape[1], units)), rng.normal(size=units)
        found.append(read_out(sigmoid(images @ weights + bias), way))
    return np.array(found)


def shown(values):
    """Mean ± standard error of values (learners,)."""
    return f"{values.mean():.3f} ± {values.std(ddof=1) / len(values) ** 0.5:.3f}"


def main():
    """Print what has learned nothing, then every setting."""
    images, way = drawn()
    print(f"pixels: read-out {read_out(images, way):.3f}")
    for units in (24, 48):
        print(f"{units} random units: read-out {shown(untaught(images, way, units))}")
    for name in sys.argv[1:] or SETTINGS:
        run, start = Run(SETTINGS[name].replace(learners=LEARNERS, seed=1)), time.process_time()
        for mark in MARKS:
            mark //= run.recipe.rows
            run.advance(mark - run.cycle)
            unit, layer = told(run.parameters, images, way).T
            print(
                f"{name}, cycle {mark:,}: best top unit {shown(unit)}, read-out {shown(layer)} "
                f"({time.process_time() - start:.0f} s)",
                flush=True,
            )
            run.revise(run.recipe.replace(**LATER.get(name, {})), run.cycle)


if __name__ == "__main__":
    # The curve's points are no part of learning.
    with mock.patch("wsviz.runs.run.next_point", return_value=math.inf):
        main()
