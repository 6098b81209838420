"""Recorded experiments: recipes side by side, and what was measured of each on the way."""

from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

import numpy as np

from wsviz.engine.parameters import Parameters
from wsviz.runs import link
from wsviz.runs.recipe import Recipe
from wsviz.runs.revision import Revision


class Case(NamedTuple):
    """One recipe of an experiment, and what came of it.

    name      what it is called on the screen
    recipe    the Recipe, with several learners
    cycles    (marks,) whole numbers: when it was measured
    measured  name with its unit -> (marks, learners)
    seconds   CPU seconds that learning took on one thread, without measuring
    last      the first learner's Parameters at the last mark
    """

    name: str
    recipe: Recipe
    cycles: np.ndarray
    measured: dict[str, np.ndarray]
    seconds: float
    last: Parameters

    @property
    def ends(self):
        """What was measured at the last mark: name -> (learners,)."""
        return {name: values[-1] for name, values in self.measured.items()}

    @property
    def examples(self):
        """(marks,) data that learning had seen."""
        return self.cycles * self.recipe.examples_a_cycle


def save(cases, preset, path):
    """Write the cases, all with the same measures, in single precision; recipes stand as links."""
    held = {}
    for number, case in enumerate(cases):
        held |= {f"{name}_{number}": values.astype("f4") for name, values in case.measured.items()}
        held |= {
            f"cycles_{number}": case.cycles,
            f"generative_{number}": case.last.generative.flat,
            f"recognition_{number}": case.last.recognition.flat,
        }
    links = [urlencode(link.write(preset, (Revision(0, case.recipe),))) for case in cases]
    np.savez_compressed(
        path,
        names=np.array([case.name for case in cases]),
        measures=np.array(list(cases[0].measured)),
        links=np.array(links),
        seconds=np.array([case.seconds for case in cases]),
        **held,
    )


def load(path):
    """The list of Cases that was saved there."""
    with np.load(path, allow_pickle=False) as file:
        held = {name: file[name] for name in file.files}
    return [_case(held, number) for number in range(len(held["names"]))]


def _case(held, number):
    recipe = link.read(dict(parse_qsl(str(held["links"][number])))).recipe
    zeros = recipe.single(0).initial_parameters()
    last = (side.with_flat(held[f"{name}_{number}"]) for name, side in zip(zeros._fields, zeros))
    return Case(
        str(held["names"][number]),
        recipe,
        held[f"cycles_{number}"],
        {name: held[f"{name}_{number}"] for name in held["measures"].tolist()},
        float(held["seconds"][number]),
        Parameters(*last),
    )
