"""Exact gradient ascent beside wake-sleep on Kirby world: python -m tests.bench.gradient

10 seeds from small random weights, the same for each rule; KL over examples seen and over the
CPU-seconds that ten learners together take, measuring excluded. Writes assets/gradient.npz.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import time

import numpy as np

from tests.bench.statistics import told
from tests.browser.app import ROOT
from wsviz.datasets import load
from wsviz.engine.loop import learn
from wsviz.measure import decompose
from wsviz.runs.presets import PRESETS

LEARNERS, EXAMPLES = 10, 120_000
_START = PRESETS["kirby"].replace(learners=LEARNERS, initial_weights=0.1)
# The exact gradient is steady at rates that sampling could not bear.
_EXACT = {"variant": "exact-gradient", "generative_rates": (5.0, 5.0, 5.0)}
#: name -> recipe; a cycle of the exact gradient sees every image of the world.
CASES = {
    "wake-sleep": _START,
    "wake-sleep, falling rate": _START.replace(schedule="1/t", span=20_000),
    "exact gradient": _START.replace(**_EXACT),
    "exact gradient from zero": _START.replace(**_EXACT, initial_weights=0.0, learners=1),
}


def examples(recipe):
    """How many examples a cycle of that recipe sees."""
    exact = recipe.variant == "exact-gradient"
    return len(load(recipe.dataset).distinct()[0]) if exact else recipe.rows


def marks(recipe):
    """Cycles at which it is measured: the same numbers of examples for each case."""
    seen = np.unique(np.geomspace(12, EXAMPLES, 40).astype(int))
    return np.unique(seen // examples(recipe)).tolist()


def learned(recipe):
    """Yield (cycle, CPU-seconds, KL in bits of each learner) at each mark."""
    method, data, parameters = recipe.method(), load(recipe.dataset), recipe.initial_parameters()
    cycle, spent = 0, 0.0
    for mark in [0, *marks(recipe)]:
        start = time.process_time()
        parameters = learn(method, parameters, range(cycle, mark))
        spent, cycle = spent + time.process_time() - start, mark
        yield mark, spent, decompose(parameters, data).kl_bits


def main():
    """Learn, print, record."""
    kept = {"cases": np.array(list(CASES))}
    for number, (name, recipe) in enumerate(CASES.items()):
        cycles, seconds, kl = map(np.array, zip(*learned(recipe)))
        seen = cycles * examples(recipe)
        for some in (EXAMPLES // 2, EXAMPLES):
            at = seen.searchsorted(some, side="right") - 1
            print(f"{name}: {seen[at]:,} examples, {seconds[at]:.1f} s: {told(kl[at])}", flush=True)
        kept |= {f"examples_{number}": seen, f"seconds_{number}": seconds.astype("f4")}
        kept[f"kl_bits_{number}"] = kl.astype("f4")
    np.savez_compressed(ROOT / "assets" / "gradient.npz", **kept)


if __name__ == "__main__":
    main()
