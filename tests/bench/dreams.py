"""How close dreams of the digits come to the data: python -m tests.bench.dreams [preset …]

For each preset and some moments: examples and CPU seconds a learner took by itself, and how many
pixels of 200 dreams differ from the nearest datum, mean ± standard error over seeds: as drawn, and
with each pixel on where its probability is above one half. Beside it the same of the data
themselves, each to its nearest other.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import math
import sys
import time
from unittest import mock

import numpy as np

from wsviz.datasets import Dataset, load
from wsviz.engine.gallery import fantasies
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run

SEEDS = range(1, 6)
DREAMS = 200
MARKS = {
    "digits": (20_000, 100_000),
    "digits-quick": (1_000, 2_000, 4_000, 10_000),
    "mnist": (1_000, 2_000, 4_000, 8_000),
    "mnist-deep": (1_000, 2_000, 4_000, 8_000),
}


def apart(dataset, count=500):
    """Mean distance of some data to the nearest other datum, in pixels."""
    few = np.random.default_rng(0).permutation(len(dataset.images))[:count]
    rest = np.delete(dataset.images, few, 0)
    even = np.full(len(rest), 1 / len(rest))
    others = Dataset("", "", rest, even, dataset.image_shape, "", "")
    return others.distances(dataset.images[few]).mean()


def distances(recipe, marks):
    """(seconds, drawn, likely) of one learner at each mark: mean pixels from the nearest datum."""
    run, dataset, spent = Run(recipe), load(recipe.dataset), 0.0
    for mark in marks:
        start = time.process_time()
        run.advance(mark - run.cycle)
        spent += time.process_time() - start
        drawn, probabilities = fantasies(run.parameters, DREAMS, recipe.seed)
        likely = dataset.distances(probabilities > 0.5)
        yield spent, dataset.distances(drawn).mean(), likely.mean()


def main():
    """Print a line for each preset and moment."""
    for name in sys.argv[1:] or MARKS:
        recipe, marks = PRESETS[name], MARKS[name]
        print(f"{name}: data are {apart(load(recipe.dataset)):.1f} pixels from the nearest other")
        found = np.array([list(distances(recipe.replace(seed=s), marks)) for s in SEEDS])
        means, errors = found.mean(0), found.std(0, ddof=1) / np.sqrt(len(SEEDS))
        for mark, (seconds, *pixels), (_, *spread) in zip(marks, means, errors):
            drawn, likely = (f"{m:.2f} ± {e:.2f}" for m, e in zip(pixels, spread))
            examples = mark * recipe.rows
            print(
                f"  cycle {mark:7,}, {examples:7,} examples, {seconds:5.1f} s: "
                f"drawn {drawn}, likely {likely}"
            )


if __name__ == "__main__":
    # The curve's points are no part of learning.
    with mock.patch("wsviz.runs.run.next_point", return_value=math.inf):
        main()
