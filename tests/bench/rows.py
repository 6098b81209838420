"""Many rows beside one on the 8×8 digits: python -m tests.bench.rows

Equal examples for every number of rows, at the preset's rate and at that rate times the rows; 10
seeds. Writes assets/rows.npz and prints what the page says of it. Three minutes of one core.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np

from tests.bench.experiment import learned, log_marks
from tests.browser.app import ROOT
from wsviz.datasets import load
from wsviz.measure import importance, to_bits
from wsviz.measure.likeness import likeness
from wsviz.narration import rows as told
from wsviz.runs import experiment
from wsviz.runs.presets import PRESETS

ROWS = (1, 10, 50, 256)
DATA, EXAMPLES, LEARNERS = "digits-split", 256_000, 10


def recipe(rows, times=1):
    """The preset with so many rows, its rates times a number."""
    plain = PRESETS["digits"]
    return plain.replace(
        dataset=DATA,
        rows=rows,
        learners=LEARNERS,
        generative_rates=[times * rate for rate in plain.generative_rates],
        recognition_rates=[times * rate for rate in plain.recognition_rates],
    )


def recipes():
    """name -> Recipe of every case."""
    same = {f"{rows} {'rows' if rows > 1 else 'row'}": recipe(rows) for rows in ROWS}
    times = {f"{rows} rows, ε × {rows}": recipe(rows, rows) for rows in ROWS[1:]}
    return same | times


def measure(parameters):
    """Likeness of the units, and C(d) of all held-out images by one explanation each, in bits."""
    costs = to_bits(-importance(parameters, load(DATA).held_out, particles=1, seed=0))
    return {"likeness": likeness(parameters), "held_out_bits": costs.mean((1, 2))}


def marks(rows):
    """Where that many rows are measured: on a log grid, and where others make as many updates."""
    ends = [EXAMPLES // each for each in ROWS]
    found = np.unique([*log_marks(ends[0]), *ends])
    return found[found <= EXAMPLES // rows]


def main():
    """Learn, record, print."""
    cases = [learned(name, case, marks(case.rows), measure) for name, case in recipes().items()]
    experiment.save(cases, "digits", ROOT / "assets" / "rows.npz")
    print(told.table(cases), *told.sentences(cases), sep="\n\n")


if __name__ == "__main__":
    main()
