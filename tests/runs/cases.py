"""Hand-made cases of an experiment."""

import numpy as np

from wsviz.runs.experiment import Case
from wsviz.runs.presets import PRESETS


def case(name, cycles, measured, seconds=2.0, **changes):
    """A Case of Kirby world, its recipe changed so; measured: name -> (marks, learners)."""
    measured = {key: np.array(values, float) for key, values in measured.items()}
    learners = next(iter(measured.values())).shape[1]
    recipe = PRESETS["kirby"].replace(learners=learners, **changes)
    last = recipe.single(0).initial_parameters()
    last.generative.flat[...] = np.arange(last.generative.flat.size)
    last.recognition.flat[...] = seconds
    return Case(name, recipe, np.array(cycles), measured, seconds, last)
