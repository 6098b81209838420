"""Reweighted beside plain wake-sleep on Kirby world: python -m tests.bench.reweighted

10 seeds, 60,000 cycles each; prints medians and writes assets/reweighted.npz for the page.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import time

import numpy as np

from tests.browser.app import ROOT
from wsviz.particle_run import ParticleRun
from wsviz.runs.presets import PRESETS
from wsviz.variants.reweighted import BOTH, SLEEP_PHI, WAKE_PHI

CASES = [(1, SLEEP_PHI), (5, WAKE_PHI), (20, BOTH), (20, SLEEP_PHI)]
CYCLES, LEARNERS = 60_000, 10


def main():
    """Learn, print, record."""
    kept = {"cases": np.array([f"{k} {mode}" for k, mode in CASES])}
    for number, (particles, mode) in enumerate(CASES):
        run = ParticleRun(PRESETS["kirby"].replace(learners=LEARNERS), particles, mode)
        start = time.process_time()
        run.advance(CYCLES)
        end = run.curve[CYCLES] = run.measured()
        print(
            f"K={particles:2} {mode:8}: median KL {np.median(end.kl_bits):.3f}, penalty "
            f"{np.median(end.penalty_bits):.3f} bits ({time.process_time() - start:.0f} s)"
        )
        kept["cycles"] = np.array(list(run.curve))
        for field in ("kl_bits", "penalty_bits"):
            values = [getattr(point, field) for point in run.curve.values()]
            kept[f"{field}_{number}"] = np.array(values, "f4")
    np.savez_compressed(ROOT / "assets" / "reweighted.npz", **kept)


if __name__ == "__main__":
    main()
