"""Saving and opening a run as one file: python -m tests.bench.run_file

Medians, beside NumPy's own npz of the same arrays. The runs: the recorded one of 20 bars learners
over 2,000,000 cycles, and one with as many keyframes as a run ever keeps.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

from io import BytesIO
from statistics import median
from time import perf_counter

import numpy as np

from tests.browser.app import ROOT
from wsviz.runs import past
from wsviz.runs.record import load
from wsviz.runs.run import HISTORY_BYTES, Run

REPEATS = 7


def full(run):
    """The run with the most keyframes that it ever keeps; their numbers are those of its last."""
    held = past.arrays(run.past)
    count = HISTORY_BYTES // sum(held[name][0].nbytes for name in ("generative", "recognition"))
    cycles = np.unique(np.linspace(0, run.cycle, count).astype(int)).tolist()
    other = run.copy()
    shifted = (run.parameters.map(lambda flat, n=n: flat + np.float32(n)) for n in range(count))
    other.restore(dict(zip(cycles, shifted)) | run.keyframes, run.curve, run.cycle)
    return other


def seconds(function):
    """(median seconds, the last result)."""
    took = []
    for _ in range(REPEATS):
        start = perf_counter()
        found = function()
        took.append(perf_counter() - start)
    return median(took), found


def saved(write):
    """What write(file) puts into a file in memory."""
    file = BytesIO()
    write(file)
    return file.getvalue()


def main():
    """Print a line a run."""
    recorded = load(ROOT / "assets" / "bars.npz")
    for name, run in (("recorded", recorded), ("full", full(recorded))):
        arrays = past.arrays(run.past)
        saving, data = seconds(lambda run=run: saved(run.save))
        opening, _ = seconds(lambda data=data: Run.open(BytesIO(data)))
        plain, packed = seconds(lambda a=arrays: saved(lambda file: np.savez(file, **a)))
        reading, _ = seconds(lambda packed=packed: dict(np.load(BytesIO(packed))))
        print(
            f"{name}: {run.recipe.learners} learners, {run.cycle:,} cycles, "
            f"{len(run.keyframes)} keyframes: {len(data) / 1e6:.2f} MB, saved in {saving:.3f} s, "
            f"opened in {opening:.3f} s; np.savez {len(packed) / 1e6:.2f} MB, {plain:.3f} s, "
            f"np.load {reading:.3f} s."
        )


if __name__ == "__main__":
    main()
