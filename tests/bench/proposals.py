"""How well proposed networks learn pictures of one's own: python -m tests.bench.proposals [name …]

Worlds like those that people bring, each learned by the network proposed for it and by some others
(or by those of the given names), for as long as a visitor waits: a second of one core by the
estimate that the app goes by. Printed are what an image costs at the start and at the end, and KL,
in bits: medians over learners, sampled where not exact, and the worst learner's cost. About four
minutes of one core.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import math
import sys
from unittest import mock

import numpy as np

from wsviz.datasets import from_arrays, load
from wsviz.measure.curve import point
from wsviz.runs.proposal import proposed
from wsviz.runs.run import Run

SECONDS, LEARNERS, LOOKS = 1.0, 5, 3
_LETTERS = """
.###. ####. .###. ####. ##### ##### .###. #...# .###. ..###
#...# #...# #...# #...# #.... #.... #...# #...# ..#.. ...#.
#...# #...# #.... #...# #.... #.... #.... #...# ..#.. ...#.
##### ####. #.... #...# ####. ####. #.### ##### ..#.. ...#.
#...# #...# #.... #...# #.... #.... #...# #...# ..#.. ...#.
#...# #...# #...# #...# #.... #.... #...# #...# ..#.. #..#.
#...# ####. .###. ####. ##### #.... .###. #...# .###. .##..
"""


def corners():
    """Four pictures of 3×3, a corner on in each."""
    images = np.zeros((4, 3, 3), int)
    images[range(4), [0, 0, 2, 2], [0, 2, 0, 2]] = 1
    return images


def letters():
    """Ten letters of 7×5."""
    lines = [line.split() for line in _LETTERS.split("\n") if line]
    return np.array([[[c == "#" for c in line[n]] for line in lines] for n in range(10)])


def bars():
    """All pictures of 6×6 made of upright bars, and all made of level ones."""
    rows = np.arange(1, 64)[:, None] >> np.arange(6) & 1
    upright = np.broadcast_to(rows[:, None], (63, 6, 6))
    return np.concatenate([upright, upright[:-1].swapaxes(1, 2)])


def blobs():
    """A hundred pictures of 12×12 of one to three discs."""
    rng, grid = np.random.default_rng(0), np.indices((12, 12))
    return np.array([_discs(rng, grid) for _ in range(100)])


def _discs(rng, grid):
    discs = [
        ((grid - rng.uniform(1, 11, (2, 1, 1))) ** 2).sum(0) < rng.uniform(1.2, 3.2) ** 2
        for _ in range(rng.integers(1, 4))
    ]
    return np.any(discs, 0)


def mnist_digits():
    """Every tenth of the shipped digits of 28×28."""
    return load("mnist").images[::10].reshape(-1, 28, 28)


WORLDS = {
    "corners 3×3": corners,
    "letters 7×5": letters,
    "bars 6×6": bars,
    "blobs 12×12": blobs,
    "digits 8×8": lambda: load("digits").images.reshape(-1, 8, 8),
    "digits 28×28": mnist_digits,
}


def alternatives(recipe):
    """Name -> recipe: what was proposed, and what it differs from in one thing each."""
    layers = len(recipe.hidden)

    def rates(rate):
        return {"generative_rates": (rate,) * (layers + 1), "recognition_rates": (rate,) * layers}

    rate = recipe.generative_rates[0]
    first, top = recipe.hidden
    return {
        "proposed": recipe,
        "a third of its rates": recipe.replace(**rates(rate / 3)),
        "twice its rates": recipe.replace(**rates(2 * rate)),
        "image biases 0": recipe.replace(biases_from_data=False),
        "twice layer 1": recipe.replace(hidden=(2 * first, top)),
        "layer 1 alone": recipe.replace(hidden=(first,)),
    }


def learned(recipe):
    """(cycles, bits an image at the start, at the end, KL, each (learners,); whether exact)."""
    cycles = int(SECONDS / Run(recipe).seconds_per_cycle)
    run = Run(recipe.replace(learners=LEARNERS))
    start = looked_at(run)[0]
    run.advance(cycles)
    return cycles, start, *looked_at(run)


def looked_at(run):
    """(bits an image, KL, whether exact) of a run now; sampled ones the mean of LOOKS."""
    found = [point(run.parameters, run.dataset, LEARNERS * n) for n in range(LOOKS)]
    costs = np.mean([each.description_length_bits for each in found], 0)
    return costs, np.mean([each.kl_bits for each in found], 0), found[0].exact


def main():
    """Print a table a world."""
    for name, make in WORLDS.items():
        world = from_arrays(make(), title=name)
        recipe = proposed(world)
        print(f"\n{name}: {len(world.distinct()[0])} pictures, {recipe.architecture}")
        others = alternatives(recipe)
        for what in sys.argv[1:] or others:
            cycles, start, end, kl, exact = learned(others[what])
            print(
                f"  {what:22} {cycles:7,} cycles: {np.median(start):6.1f} → {np.median(end):6.2f} "
                f"bits (worst {end.max():6.2f}), KL {np.median(kl):6.2f}"
                f"{'' if exact else ' sampled'}",
                flush=True,
            )


if __name__ == "__main__":
    # The curve's points are no part of learning.
    with mock.patch("wsviz.runs.run.next_point", return_value=math.inf):
        main()
