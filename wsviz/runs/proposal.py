"""The network proposed for pictures that a person brought."""

import math

from wsviz.runs.recipe import Recipe

# Up to so many pixels large steps settle; MNIST's 784 would need smaller ones.
_FEW_PIXELS = 300
_MOST_UNITS = 100
_RATE, _ROWS = 0.3, 20
_SMALL_RATE, _FEW_ROWS = 0.1, 5


def proposed(dataset):
    """A Recipe that learns these pictures within seconds; what it is made of, and why:

    Two hidden layers. The top one has as many units as it takes bits to number the different
    pictures, for only its units are drawn by themselves: a single layer would have to make them of
    independent parts. Layer 1 has twice as many, or one for every four pixels where that is more,
    at most 100. Image biases come from the data, which spares the units the learning of margins.
    Up to 300 pixels rates are .3 with 20 rows, beyond that .1 with 5.

    Found by experiment on six worlds from 3×3 to 28×28: python -m tests.bench.proposals
    """
    top, first = _sizes(dataset)
    few = dataset.visible <= _FEW_PIXELS
    rate, rows = (_RATE, _ROWS) if few else (_SMALL_RATE, _FEW_ROWS)
    return Recipe(
        dataset=dataset.name,
        hidden=(first, top),
        generative_rates=(rate,) * 3,
        recognition_rates=(rate,) * 2,
        biases=(0.0,) * 3,
        rows=rows,
        biases_from_data=True,
    )


def _sizes(dataset):
    """Units of the top layer and of layer 1."""
    top = max(2, math.ceil(math.log2(len(dataset.distinct()[0]))))
    return top, min(_MOST_UNITS, max(2 * top, dataset.visible // 4))


def reason(dataset):
    """What is proposed for these pictures and why, in a sentence or two."""
    recipe, pictures = proposed(dataset), len(dataset.distinct()[0])
    first, top = recipe.hidden
    number = "a picture" if pictures == 1 else f"{pictures:,} different pictures"
    return (
        f"A network of {recipe.architecture} fits: {top} top units can number {number}, {first} "
        f"in between make their {dataset.visible:,} pixels. Rates {recipe.generative_rates[0]:g}, "
        f"{recipe.rows} rows."
    )
