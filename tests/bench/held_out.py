"""What images cost that learning never saw: python -m tests.bench.held_out [preset …]

For each preset and some moments: the description length C(d) of the images learned from and of the
held-out ones, all of them, and how much more the latter cost; bits an image, mean ± standard error
over seeds. Beside them the base-rate code, each pixel by itself at its rate in the images learned
from. About two minutes of one core.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import math
import sys
import time
from unittest import mock

import numpy as np

from wsviz.applications.shortest_description import description_bits
from wsviz.datasets import load
from wsviz.measure import to_bits
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run

SEEDS = range(1, 6)
MARKS = {
    "digits-quick": (1_000, 4_000, 10_000),
    "mnist": (1_000, 4_000, 8_000),
    "mnist-deep": (1_000, 4_000, 8_000),
}


def base_rate(dataset, images):
    """Mean bits of an image by the rates of the data; a pixel never on counts as half an image."""
    # −log σ(x) for a pixel that is on, −log σ(−x) for one that is off.
    costs = np.logaddexp(0, (1 - 2 * images.astype(float)) * dataset.log_odds)
    return to_bits(costs.sum(1).mean())


def costs(recipe, marks):
    """(learned, held out, their difference) bits an image of one learner at each mark."""
    run, dataset = Run(recipe), load(recipe.dataset)
    for mark in marks:
        run.advance(mark - run.cycle)
        learned, unseen = (
            description_bits(run.parameters, images, 1, recipe.seed).mean()
            for images in (dataset.images, dataset.held_out)
        )
        yield learned, unseen, unseen - learned


def main():
    """Print a line for each preset and moment."""
    for name in sys.argv[1:] or MARKS:
        recipe, marks, start = PRESETS[name], MARKS[name], time.process_time()
        data = load(recipe.dataset)
        learned, unseen = (base_rate(data, images) for images in (data.images, data.held_out))
        print(f"{name}: base-rate code {learned:.1f}, held out {unseen:.1f}")
        found = np.array([list(costs(recipe.replace(seed=s), marks)) for s in SEEDS])
        means, errors = found.mean(0), found.std(0, ddof=1) / np.sqrt(len(SEEDS))
        for mark, bits, spread in zip(marks, means, errors):
            learned, unseen, more = (f"{m:.2f} ± {e:.2f}" for m, e in zip(bits, spread))
            examples = mark * recipe.rows
            print(
                f"  cycle {mark:6,}, {examples:7,} examples: learned {learned}, "
                f"held out {unseen}, {more} more"
            )
        print(f"  {time.process_time() - start:.0f} s", flush=True)


if __name__ == "__main__":
    # The curve's points are no part of learning.
    with mock.patch("wsviz.runs.run.next_point", return_value=math.inf):
        main()
