"""Runs to be saved, and .wsviz files with other members than they should have."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import numpy as np

from tests.browser.app import ROOT
from wsviz.datasets.own import from_arrays
from wsviz.engine.step import SLEEP
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Edit, Run

VERSION_1 = ROOT / "tests" / "runs" / "version-1.wsviz"
F = np.array([[1, 1, 1], [1, 0, 1], [1, 0, 0]])


def every_kind():
    """A run with two learners, every kind of change, a world of one's own, and a future."""
    recipe = PRESETS["kirby"].replace(learners=2, seed=5, initial_weights=0.1)
    world = from_arrays([F, 1 - F, F.T], probabilities=[1, 2, 4], labels=[0, 1, 1], title="É")
    run = Run(recipe)
    run.revise(recipe, 0, (Edit("generative", 0, 2, 4, 5.0),))
    run.advance(60)
    run.revise(recipe.replace(rows=2), 60, (Edit("recognition", 1, 0, 3, -1 / 3),), SLEEP)
    run.advance(40)
    run.revise(run.recipe.replace(dataset=world.name), 100)
    run.advance(1_100)
    run.rewind(900)
    return run


def saved(run):
    """The bytes of its file."""
    file = BytesIO()
    run.save(file)
    return file.getvalue()


def members(data):
    """What is in these bytes, name -> bytes."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(contents, method=ZIP_DEFLATED):
    """The bytes of a ZIP file with these members."""
    file = BytesIO()
    with ZipFile(file, "w", method) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return file.getvalue()


def with_arrays(data, member, **changed):
    """The file with other arrays in one of its .npz members; None leaves one out."""
    contents = members(data)
    with np.load(BytesIO(contents[member])) as held:
        kept = {name: held[name] for name in held.files} | changed
    file = BytesIO()
    np.savez(file, **{name: values for name, values in kept.items() if values is not None})
    return packed(contents | {member: file.getvalue()}, ZIP_STORED)


def array(data, name):
    """An array of the keyframes or the curve, to be changed."""
    for member in ("keyframes.npz", "curve.npz"):
        with np.load(BytesIO(members(data)[member])) as held:
            if name in held.files:
                return held[name]
    raise KeyError(name)
