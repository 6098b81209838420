"""Reweighted beside plain wake-sleep on Kirby world: python -m tests.bench.reweighted

10 seeds, 60,000 cycles each; prints medians and writes assets/reweighted.npz for the page.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import time

import numpy as np

from tests.browser.app import ROOT
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run

# K explanations, and the shares of wake-φ and sleep-φ.
CASES = {
    "1 sleep-φ": (1, 0.0, 1.0),
    "5 wake-φ": (5, 1.0, 0.0),
    "20 both": (20, 0.5, 0.5),
    "20 sleep-φ": (20, 0.0, 1.0),
}
CYCLES, LEARNERS = 60_000, 10


def main():
    """Learn, print, record."""
    kept = {"cases": np.array(list(CASES))}
    weighing = PRESETS["kirby"].replace(variant="reweighted", learners=LEARNERS)
    for number, (name, (rows, wake_phi, sleep_phi)) in enumerate(CASES.items()):
        run = Run(weighing.replace(rows=rows, wake_phi=wake_phi, sleep_phi=sleep_phi))
        start = time.process_time()
        run.advance(CYCLES)
        end = run.curve[CYCLES] = run.measured()
        print(
            f"K = {name:10}: median KL {np.median(end.kl_bits):.3f}, penalty "
            f"{np.median(end.penalty_bits):.3f} bits ({time.process_time() - start:.0f} s)"
        )
        kept["cycles"] = np.array(list(run.curve))
        for field in ("kl_bits", "penalty_bits"):
            values = [getattr(point, field) for point in run.curve.values()]
            kept[f"{field}_{number}"] = np.array(values, "f4")
    np.savez_compressed(ROOT / "assets" / "reweighted.npz", **kept)


if __name__ == "__main__":
    main()
