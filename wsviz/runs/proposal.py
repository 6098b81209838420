"""The network proposed for pictures that a person brought."""

from wsviz.runs.recipe import Recipe


def reason(dataset):
    """Why this network, in a sentence."""
    recipe = proposed(dataset)
    return f"Proposed: {recipe.architecture}."


def proposed(dataset):
    """A Recipe to begin with."""
    return Recipe(
        dataset.name, (8, 4), (0.3,) * 3, (0.3,) * 2, (0.0,) * 3, rows=20, biases_from_data=True
    )
