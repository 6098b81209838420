"""Records the bars experiments that ship in assets: python -m tests.assets.make_runs [name …]

2,000,000 cycles each, as in Hinton et al. 1995, note 16. A minute or two of one core a record.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import sys

from tests.browser.app import ROOT
from wsviz.measure import decompose
from wsviz.measure.curve import next_point
from wsviz.runs.presets import PRESETS
from wsviz.runs.record import save
from wsviz.runs.run import Run

CYCLES = 2_000_000
SPACING = 1 << 16
LEARNERS = {"bars": 20, "bars-all-white": 20, "bars-unconstrained": 8, "bars-zero-bias": 8}


def dreams():
    """One bars learner whose every point of the curve is a keyframe: assets/dreams.npz."""
    run = Run(PRESETS["bars"])
    kept = run.keyframes
    while run.cycle < 200_000:
        run.advance(next_point(run.cycle) - run.cycle)
        kept[run.cycle] = run.parameters
    run.restore(kept, run.curve)
    save(run, "bars", ROOT / "assets" / "dreams.npz")


def main():
    """Learn, print where the learners stand, and write assets/<name>.npz."""
    dreams()
    for name in sys.argv[1:] or LEARNERS:
        run = Run(PRESETS[name].replace(learners=LEARNERS[name]))
        kept = run.keyframes
        while run.cycle < CYCLES:
            run.advance(min(SPACING, CYCLES - run.cycle))
            kept[run.cycle] = run.parameters
        run.restore(kept, run.curve)
        save(run, name, ROOT / "assets" / f"{name}.npz")
        kl = sorted(decompose(run.parameters, run.dataset).kl_bits)
        print(f"{name}: {sum(k < 0.11 for k in kl)} of {len(kl)} below 0.11 bits;", *kl)


if __name__ == "__main__":
    main()
