"""Named recipes, each citing its paper."""

from wsviz.runs.recipe import Recipe

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
    # Hinton et al. 1995, note 17: 64-16-16-4, all weights from 0, ε .01.
    "digits": Recipe(
        dataset="digits",
        hidden=(16, 16, 4),
        generative_rates=(0.01, 0.01, 0.01, 0.01),
        recognition_rates=(0.01, 0.01, 0.01),
        biases=(0.0, 0.0, 0.0, 0.0),
    ),
}

TITLES = {
    "kirby": "Kirby world, 3×3",
    "bars": "Bars, 4×4 (1995 paper)",
    "bars-all-white": "Bars with the all-white picture",
    "bars-unconstrained": "Bars without the ≥ 0 constraint",
    "bars-zero-bias": "Bars with bias 0",
    "shifter": "Shifter, 4×8",
    "digits": "Digits, 8×8",
}
