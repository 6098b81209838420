"""Reweighted beside plain wake-sleep on Kirby world: python -m tests.bench.reweighted

10 seeds, 60,000 cycles each: prints what the page says, and writes assets/reweighted.npz for it.
Two minutes of one core.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

from tests.bench.experiment import learned, log_marks
from tests.browser.app import ROOT
from wsviz.datasets import load
from wsviz.measure import decompose
from wsviz.narration import particles
from wsviz.runs import experiment
from wsviz.runs.presets import PRESETS

# K explanations, and the shares of wake-φ and sleep-φ.
CASES = {
    "K = 5 wake-φ": (5, 1.0, 0.0),
    "K = 20 wake-φ": (20, 1.0, 0.0),
    "K = 20 both": (20, 1.0, 1.0),
    "K = 20 mean of both": (20, 0.5, 0.5),
    "K = 20 sleep-φ": (20, 0.0, 1.0),
}
CYCLES, LEARNERS = 60_000, 10


def recipes():
    """name -> Recipe of every case; the first is what K = 1 with sleep-φ alone would be, too."""
    plain = PRESETS["kirby"].replace(learners=LEARNERS)
    weighing = plain.replace(variant="reweighted")
    return {"wake-sleep": plain} | {
        name: weighing.replace(rows=rows, wake_phi=wake_phi, sleep_phi=sleep_phi)
        for name, (rows, wake_phi, sleep_phi) in CASES.items()
    }


def measure(parameters):
    """Both divergences in bits, exact."""
    parts = decompose(parameters, load("kirby"))
    return {"kl_bits": parts.kl_bits, "penalty_bits": parts.penalty_bits}


def main():
    """Learn, record, print."""
    marks = log_marks(CYCLES)
    cases = [learned(name, recipe, marks, measure) for name, recipe in recipes().items()]
    experiment.save(cases, "kirby", ROOT / "assets" / "reweighted.npz")
    print(particles.table(cases), particles.sentence(cases), sep="\n\n")


if __name__ == "__main__":
    main()
