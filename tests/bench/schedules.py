"""Schedules against constant rates: python -m tests.bench.schedules [falling] [layers] [settling]

falling: the paper's bars, 20 seeds, 2,000,000 cycles, exact KL (some 15 minutes of one core);
layers: digits 64-64-32-16, 10 seeds, 400,000 examples, held-out description length (3 minutes).
Prints what the page says, and writes assets/falling.npz and assets/layers.npz for it.
settling: the recorded bars go on for 500,000 cycles at constant rates, and at rates that are halved
after every 100,000; prints by how much the KL of the learners that succeeded falls (2 minutes).
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import sys

import numpy as np

from tests.bench.experiment import learned, log_marks
from tests.browser.app import ROOT
from wsviz.applications.shortest_description import description_bits
from wsviz.datasets import load
from wsviz.engine.loop import learn
from wsviz.measure import decompose
from wsviz.measure.spread import gain
from wsviz.narration import gains, schedules
from wsviz.runs import experiment
from wsviz.runs.presets import PRESETS
from wsviz.runs.record import load as load_run

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


def settling(further=5, span=100_000):
    """Print what becomes of the recorded bars' successful learners, at two ways of the rates."""
    run = load_run(ROOT / "assets" / "bars.npz")
    before = kl(run.parameters)["kl_bits"]
    good = before < schedules.SUCCESS_BITS
    print(f"{good.sum()} learners: median {np.median(before[good]):.4f} bits")
    for name, factor in (("constant", 1.0), ("halved", 0.5)):
        recipe, parameters = run.recipe, run.parameters
        for start in range(run.cycle, run.cycle + further * span, span):
            recipe = recipe.replace(
                generative_rates=[rate * factor for rate in recipe.generative_rates],
                recognition_rates=[rate * factor for rate in recipe.recognition_rates],
            )
            parameters = learn(recipe.method(), parameters, range(start, start + span))
            after = kl(parameters)["kl_bits"][good]
            fall = gains.spread(gain(before[good], after), 4)
            print(f"{name}, cycle {start + span:,}: median {np.median(after):.4f}, lower by {fall}")


def main():
    """Learn, record, print."""
    names = sys.argv[1:] or [*RECIPES, "settling"]
    for name in names:
        if name == "settling":
            settling()
            continue
        marks, measure = log_marks(CYCLES[name]), MEASURES[name]
        cases = [learned(*case, marks, measure) for case in RECIPES[name].items()]
        preset = {"falling": "bars", "layers": "digits-quick"}[name]
        experiment.save(cases, preset, ROOT / "assets" / f"{name}.npz")
        print(schedules.table(cases), schedules.sentence(cases), sep="\n\n", flush=True)


if __name__ == "__main__":
    main()
