"""Speed of the engine beside a plain textbook loop: python -m tests.bench.engine

Each line is the median of several repeats in CPU seconds of one thread, and its ratio to the
textbook loop of the same network in the same process.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import math
import statistics
import time
from itertools import pairwise
from unittest import mock

import numpy as np

from wsviz.measure import decompose
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run

REPEATS = 5


def textbook(sizes, images, cycles, rate=0.01, seed=0):
    """Wake-sleep as one writes it down from the paper: one learner, one datum, float64."""
    rng = np.random.default_rng(seed)
    depth = len(sizes) - 1
    generative = [np.zeros((a, b)) for a, b in zip(sizes[1:], sizes)]
    generative_bias = [np.zeros(n) for n in sizes]
    recognition = [np.zeros((a, b)) for a, b in pairwise(sizes)]
    recognition_bias = [np.zeros(n) for n in sizes[1:]]

    def sigmoid(x):
        return 1 / (1 + np.exp(-x))

    def draw(p):
        return (rng.random(len(p)) < p).astype(float)

    for _ in range(cycles):
        s = [images[rng.integers(len(images))]]
        for n in range(depth):
            s.append(draw(sigmoid(s[n] @ recognition[n] + recognition_bias[n])))
        for n in range(depth):
            change = rate * (s[n] - sigmoid(s[n + 1] @ generative[n] + generative_bias[n]))
            generative[n] += np.outer(s[n + 1], change)
            generative_bias[n] += change
        generative_bias[depth] += rate * (s[depth] - sigmoid(generative_bias[depth]))
        s = [draw(sigmoid(generative_bias[depth]))]
        for n in reversed(range(depth)):
            s.insert(0, draw(sigmoid(s[0] @ generative[n] + generative_bias[n])))
        for n in range(depth):
            change = rate * (s[n + 1] - sigmoid(s[n] @ recognition[n] + recognition_bias[n]))
            recognition[n] += np.outer(s[n], change)
            recognition_bias[n] += change


def seconds(function, clock=time.process_time):
    """Median CPU seconds of several calls."""
    taken = []
    for _ in range(REPEATS):
        start = clock()
        function()
        taken.append(clock() - start)
    return statistics.median(taken)


def speed(recipe, cycles):
    """Examples learned a second: cycles · learners · rows, through Run without its curve."""
    run = Run(recipe)
    run.advance(200)
    return cycles * recipe.learners * recipe.rows / seconds(lambda: run.advance(cycles))


def main():
    """Print every figure that the README gives."""
    with mock.patch("wsviz.runs.run.next_point", return_value=math.inf):
        speeds()
    measures()


def speeds():
    """Examples a CPU-second, and how that compares with the textbook loop."""
    bars, digits = PRESETS["bars"], PRESETS["digits"]
    for recipe, cases in (
        (bars, [(1, 1, 20_000), (20, 1, 8_000), (64, 1, 4_000)]),
        (digits, [(1, 1, 8_000), (1, 100, 1_000)]),
    ):
        images = Run(recipe).dataset.images.astype(float)
        sizes = recipe.architecture.sizes
        plain = 5_000 / seconds(lambda: textbook(sizes, images, 5_000))  # noqa: B023
        print(f"{recipe.architecture}: textbook loop {plain:,.0f} cycles/s")
        for learners, rows, cycles in cases:
            found = speed(recipe.replace(learners=learners, rows=rows), cycles)
            print(
                f"  {learners:2} learners, {rows:3} rows: {found:9,.0f} examples/s, "
                f"{found / plain:5.1f} × textbook"
            )


def measures():
    """What looking costs: a decomposition, and any cycle of a long run."""
    bars = PRESETS["bars"]
    twenty = Run(bars.replace(learners=20))
    twenty.advance(1000)
    taken = seconds(lambda: decompose(twenty.parameters, twenty.dataset))
    print(f"exact decomposition of 20 learners on bars: {taken * 1e3:.1f} ms")
    run = Run(bars)
    run.advance(100_000)
    cycles = iter(np.random.default_rng(0).integers(0, 100_000, REPEATS * 20).tolist())
    taken = [seconds(lambda: run.at(next(cycles)), time.perf_counter) for _ in range(20)]
    print(
        f"at(cycle) in a 100,000-cycle run: median {statistics.median(taken) * 1e3:.1f} ms, "
        f"slowest {max(taken) * 1e3:.1f} ms; history {run.history_bytes / 1e6:.2f} MB"
    )


if __name__ == "__main__":
    main()
