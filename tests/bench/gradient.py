"""Exact gradient ascent beside wake-sleep on Kirby world: python -m tests.bench.gradient

32 seeds, the same small random weights for each rule, and the exact gradient from zero weights
too. Prints what the page says, and writes assets/gradient.npz for it. Seven minutes of one core.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np

from tests.bench.experiment import learned, log_marks
from tests.browser.app import ROOT
from wsviz.datasets import load
from wsviz.measure import decompose
from wsviz.narration import gradient
from wsviz.runs import experiment
from wsviz.runs.presets import PRESETS

LEARNERS, EXAMPLES = 32, 60_000


def recipes():
    """name -> Recipe of every case; the first is wake-sleep as its preset has it."""
    start = PRESETS["kirby"].replace(learners=LEARNERS, initial_weights=0.1)
    # Without chance in it the gradient bears rates that sampling could not.
    exact = start.replace(variant="exact-gradient", generative_rates=(5.0, 5.0, 5.0))
    return {
        "wake-sleep": start,
        "wake-sleep, falling rate": start.replace(schedule="1/t", span=20_000),
        gradient.EXACT: exact,
        gradient.FROM_ZERO: exact.replace(initial_weights=0.0),
    }


def marks(recipe):
    """Cycles on a log axis; the last are the same number of examples for each case."""
    return log_marks(EXAMPLES // recipe.examples_a_cycle)


def measure(parameters):
    """KL(data‖model) in bits, exact."""
    return {"kl_bits": decompose(parameters, load("kirby")).kl_bits}


def main():
    """Learn, record, print."""
    cases = []
    for name, recipe in recipes().items():
        cases.append(learned(name, recipe, marks(recipe), measure))
        print(name, np.sort(cases[-1].ends["kl_bits"]).round(3), flush=True)
    experiment.save(cases, "kirby", ROOT / "assets" / "gradient.npz")
    print(gradient.table(cases), *gradient.sentences(cases), sep="\n\n")


if __name__ == "__main__":
    main()
