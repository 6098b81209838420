"""Schedules against constant rates: python -m tests.bench.schedules [falling] [layers]

falling: the paper's bars, 20 seeds, 2,000,000 cycles, exact KL (some 15 minutes of one core);
layers: digits 64-64-32-16, 10 seeds, 400,000 examples, held-out description length (3 minutes).
Prints what the page says, and writes assets/falling.npz and assets/layers.npz for it.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import sys

from tests.bench.experiment import learned, log_marks
from tests.browser.app import ROOT
from wsviz.applications.shortest_description import description_bits
from wsviz.datasets import load
from wsviz.measure import decompose
from wsviz.narration import schedules
from wsviz.runs import experiment
from wsviz.runs.presets import PRESETS

BARS = PRESETS["bars"].replace(learners=20)
DIGITS = PRESETS["digits-quick"].replace(learners=10)
#: experiment -> name -> Recipe; the first of each is at constant rates, all layers at once.
RECIPES = {
    "falling": {
        "constant": BARS,
        "ε / (1 + cycle / 500,000)": BARS.replace(schedule="1/t", span=500_000),
        "halved every 500,000": BARS.replace(schedule="steps", span=500_000),
    },
    "layers": {
        "all layers at once": DIGITS,
        "layer by layer, 1,000 cycles each": DIGITS.replace(schedule="layers", span=1_000),
        "layer by layer, 4,000 cycles each": DIGITS.replace(schedule="layers", span=4_000),
    },
}
CYCLES = {"falling": 2_000_000, "layers": 20_000}


def kl(parameters):
    """KL(data‖model) of the bars in bits, exact."""
    return {"kl_bits": decompose(parameters, load("bars")).kl_bits}


def bits(parameters):
    """Description length of the held-out digits, bits an image, one recognition of each."""
    unseen = load("digits-split").held_out
    return {schedules.HELD_OUT: description_bits(parameters, unseen, 1).mean(-1)}


MEASURES = {"falling": kl, "layers": bits}


def main():
    """Learn, record, print."""
    for name in sys.argv[1:] or RECIPES:
        marks, measure = log_marks(CYCLES[name]), MEASURES[name]
        cases = [learned(*case, marks, measure) for case in RECIPES[name].items()]
        preset = {"falling": "bars", "layers": "digits-quick"}[name]
        experiment.save(cases, preset, ROOT / "assets" / f"{name}.npz")
        print(schedules.table(cases), schedules.sentence(cases), sep="\n\n", flush=True)


if __name__ == "__main__":
    main()
