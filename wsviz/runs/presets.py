"""Named recipes, each citing its paper."""

from itertools import pairwise

from wsviz.datasets.own import is_own
from wsviz.runs.recipe import Recipe


def _even(dataset, hidden, rate, **settings):
    """A recipe whose every layer learns at one rate, from biases of 0."""
    layers = len(hidden) + 1
    rates, biases = (rate,) * layers, (0.0,) * layers
    return Recipe(dataset, hidden, rates, rates[1:], biases, **settings)


#: Hinton et al. 1995, note 16: ε 0.2 to and from the inputs and 0.001 elsewhere, generative weights
#: to the inputs ≥ 0. −3 keeps first-layer causes rare; with 0 none of 8 seeds succeeded.
_BARS = Recipe(
    dataset="bars",
    hidden=(8, 1),
    generative_rates=(0.2, 0.001, 0.001),
    recognition_rates=(0.2, 0.001),
    biases=(0.0, -3.0, 0.0),
    nonnegative=True,
)

PRESETS = {
    # Kirby 2006, the 3×3 world of his tutorial: ε .15 between layers 0 and 1, .01 above.
    "kirby": Recipe(
        dataset="kirby",
        hidden=(6, 1),
        generative_rates=(0.15, 0.01, 0.01),
        recognition_rates=(0.15, 0.01),
        biases=(0.0, 0.0, 0.0),
    ),
    "bars": _BARS,
    "bars-all-white": _BARS.replace(dataset="bars-all-white"),
    "bars-unconstrained": _BARS.replace(nonnegative=False),
    "bars-zero-bias": _BARS.replace(biases=(0.0, 0.0, 0.0)),
    # Dayan et al. 1995 trained 32-24-2 on it with a deterministic machine, not with wake-sleep.
    "shifter": Recipe(
        dataset="shifter",
        hidden=(24, 2),
        generative_rates=(0.05, 0.02, 0.02),
        recognition_rates=(0.05, 0.02),
        biases=(0.0, 0.0, 0.0),
    ),
    # Ours: the bars' settings, under which a unit of layer 1 stands for a pixel and where it went.
    "shifter-rare": _BARS.replace(dataset="shifter", hidden=(24, 1)),
    # Hinton et al. 1995, note 17: 64-16-16-4, all weights from 0, ε .01.
    "digits": Recipe(
        dataset="digits",
        hidden=(16, 16, 4),
        generative_rates=(0.01, 0.01, 0.01, 0.01),
        recognition_rates=(0.01, 0.01, 0.01),
        biases=(0.0, 0.0, 0.0, 0.0),
    ),
    # Ours: the same rule in large steps, so that dreams read as digits after 4,000 cycles. None of
    # ε .2 and .5 with 10 to 40 rows then dreams closer to the data: tests/bench/dreams.py.
    "digits-quick": _even("digits-split", (64, 32, 16), 0.3, rows=20),
    # The lower pair of layers first, then the next, then the next, then all together.
    "digits-layers": _even(
        "digits-split", (64, 32, 16), 0.3, rows=20, schedule="layers", span=1_000
    ),
    # Ours too. Image biases from the data spare the units the learning of white margins. Five rows,
    # 20, other rates a layer and two layers dream no closer to the data; rates of .3 do not settle.
    "mnist": _even("mnist-split", (100, 50, 25), 0.1, rows=10, biases_from_data=True),
    "mnist-deep": _even("mnist-split", (200, 100, 50, 25), 0.05, rows=10, biases_from_data=True),
}

TITLES = {
    "kirby": "Kirby world, 3×3",
    "bars": "Bars, 4×4 (1995 paper)",
    "bars-all-white": "Bars with the all-white picture",
    "bars-unconstrained": "Bars without the ≥ 0 constraint",
    "bars-zero-bias": "Bars with bias 0",
    "shifter": "Shifter, 4×8",
    "shifter-rare": "Shifter, rare causes",
    "digits": "Digits, 8×8",
    "digits-quick": "Digits, quick",
    "digits-layers": "Digits, layer by layer",
    "mnist": "MNIST digits, 28×28",
    "mnist-deep": "MNIST digits, deep",
}

#: What was found of a preset that may not do what one would expect, means ± standard errors over
#: 10 learners, and the command that repeats it.
NOTES = {
    "shifter": (
        "It does not learn which way a picture was moved: after 200,000 cycles the best top unit "
        "tells it of .51 ± .01 of the data, a linear read-out of layer 1 of .77 ± .02 (chance "
        ".50, of 24 random units .72 ± .01, possible .915; python -m tests.bench.shifter)."
    ),
    "shifter-rare": (
        "Layer 1 learns which way a picture was moved: after 200,000 cycles a linear read-out of "
        "it tells that of .87 ± .02 of the data, the top unit of .497 ± .002, or of .60 ± .03 "
        "with rates of .01 below and .05 above from cycle 50,000 (chance .50, of 24 random units "
        ".72 ± .01, possible .915; python -m tests.bench.shifter)."
    ),
}


def title(preset, recipe):
    """What a run is called: as its preset, or, of other data than the preset's, as those."""
    return TITLES[preset] if recipe.dataset == PRESETS[preset].dataset else recipe.data.title


def label(preset, recipe):
    """The same in the name of a file."""
    if recipe.dataset == PRESETS[preset].dataset:
        return preset
    return "own-pictures" if is_own(recipe.dataset) else recipe.dataset


def learned(preset, revisions):
    """What a run learned in these Revisions: bars; from cycle 120 on own-pictures."""
    turns = [
        f"from cycle {now.start} on {label(preset, now.recipe)}"
        for before, now in pairwise(revisions)
        if now.recipe.dataset != before.recipe.dataset
    ]
    return "; ".join([label(preset, revisions[0].recipe), *turns])


def note(preset, recipe):
    """What was found of the preset, while the recipe is its own but for the chance; else None."""
    own = PRESETS[preset]
    if recipe.replace(seed=own.seed, reroll=own.reroll) == own:
        return NOTES.get(preset)
    return None
