"""A run as one file, .wsviz: a ZIP that opens on any machine at the same moment, bit for bit.

run.json       version; preset; cycle, where the run stands; recipe, every setting of cycle 0 as
               a link's text; then, what changed since, as in a link; moment, what a page showed
keyframes.npz  and
curve.npz      the past as arrays: wsviz.runs.past
pictures/      each world of one's own, named by the hash of its bytes: wsviz.datasets.own
thumbnail.png  some dreams, for people who look into the file
"""

import json
from pathlib import Path
from typing import NamedTuple

import numpy as np

from wsviz.datasets import own
from wsviz.runs import link, packing, past
from wsviz.runs.fields import written
from wsviz.runs.history import MAX_CYCLE, MAX_EDITS, edits_in, history_text
from wsviz.runs.packing import MAX_BYTES, RunFileError
from wsviz.runs.past import KEYFRAMES, Past
from wsviz.runs.revision import Revision, until
from wsviz.runs.thumbnail import thumbnail

__all__ = ["MAX_BYTES", "MAX_PICTURE_BYTES", "MAX_REVISIONS", "SUFFIX", "VERSION"]
__all__ += ["RunFile", "RunFileError", "as_file", "check_beginning", "check_limits", "read"]
__all__ += ["to_bytes", "worlds", "write"]

VERSION = 1
SUFFIX = ".wsviz"
#: Of the pictures in a file; changes of one run.
MAX_PICTURE_BYTES = 6_000_000
MAX_REVISIONS = 2_000
_PICTURES = "pictures/"
# What the first version says of a run, and as what.
_HEAD = {"preset": str, "cycle": int, "recipe": dict, "then": str, "moment": dict}


class RunFile(NamedTuple):
    """What a file holds.

    preset     name of the preset that the run began with
    revisions  the whole history, as a Run's
    past       keyframes, curve and frontier
    moment     what a page had on show, name -> text as in its address; empty from a notebook
    """

    preset: str
    revisions: tuple[Revision, ...]
    past: Past
    moment: dict[str, str]


def as_file(run, preset=None, moment=None):
    """The RunFile of a Run as it stands: what it learns afterwards is not in it."""
    revisions = tuple(run.revisions)
    return RunFile(preset or link.nearest(revisions[0].recipe), revisions, run.past, moment or {})


def worlds(found):
    """The Datasets of one's own that the RunFile's run learns from."""
    named = {revision.recipe.dataset: revision.recipe.data for revision in found.revisions}
    return [world for name, world in named.items() if own.is_own(name)]


def check_limits(found):
    """Raises RunFileError where the RunFile holds more than one file may, before it is made."""
    keyframes = found.past.keyframes
    one = sum(side.flat.nbytes for side in keyframes[0])
    _check_changes(len(found.revisions), sum(len(each.edits) for each in found.revisions))
    _check_limit(sum(map(own.size, worlds(found))), MAX_PICTURE_BYTES, "bytes of pictures")
    _check_limit(len(keyframes) * one, MAX_BYTES, "bytes of a run")


def to_bytes(found):
    """The RunFile as the bytes of a .wsviz file. Raises RunFileError where it holds too much."""
    check_limits(found)
    held = past.arrays(found.past)
    keyframes = {name: held.pop(name) for name in KEYFRAMES}
    members = {
        "run.json": json.dumps(_head(found), indent=1).encode(),
        "keyframes.npz": packing.npz(keyframes),
        "curve.npz": packing.npz(held),
        "thumbnail.png": _thumbnail(found),
        **{f"{_PICTURES}{world.name}": own.to_bytes(world) for world in worlds(found)},
    }
    _check_limit(sum(map(len, members.values())), MAX_BYTES, "bytes of a run")
    return packing.packed(members)


def read(file):
    """The RunFile in a path or a binary file.

    Raises RunFileError, with a plain sentence, for all that is not one, and OSError where there is
    none to read.
    """
    members = packing.unpacked(packing.content(file))
    head = packing.head(members)
    version = head.get("version")
    packing.check(type(version) is int)
    if version > VERSION:
        raise RunFileError(
            f"A newer wsviz saved this run, in version {version:,} of its files. This one reads "
            f"up to version {VERSION}: bring it up to date to open the run."
        )
    packing.check(version in _READERS)
    return _READERS[version](head, members)


def check_beginning(past, parameters):
    """Raises RunFileError where the past does not begin with these Parameters."""
    # Another machine may draw them with another last bit.
    sides = zip(past.keyframes[0], parameters)
    if not all(np.allclose(kept.flat, made.flat, rtol=1e-5, atol=1e-6) for kept, made in sides):
        raise RunFileError("The network in this file does not begin as its recipe says.")


def write(found, file):
    """Write the RunFile to a path or a binary file. Raises RunFileError and OSError."""
    data = to_bytes(found)
    if hasattr(file, "write"):
        file.write(data)
    else:
        Path(file).write_bytes(data)


def _first_version(head, members):
    preset, cycle, recipe, then, moment = _read_head(head)
    # Held until the recipes hold them.
    _worlds = _read_pictures(members, own.named_in(f"{recipe['dataset']} {then}"))
    opened = link.read({"preset": preset, **recipe, "then": then}, MAX_REVISIONS)
    if opened.messages:
        raise RunFileError("This wsviz cannot learn the recipe in this file; nothing was changed.")
    held = packing.arrays(members, "keyframes.npz", "curve.npz")
    with packing.damaged_by(KeyError, ValueError):
        found = past.from_arrays(held, opened.recipe, cycle)
    return RunFile(opened.preset, opened.revisions, found, moment)


#: Each version's reader: (head, members) -> RunFile.
_READERS = {1: _first_version}


def _head(found):
    first = found.revisions[0].recipe
    return {
        "version": VERSION,
        "preset": found.preset,
        "cycle": found.past.cycle,
        # Every setting, for presets are not the same in all versions.
        "recipe": written(first),
        "then": history_text(found.revisions),
        "moment": found.moment,
    }


def _read_head(head):
    """The values of _HEAD. Raises RunFileError where one is missing, or is something else."""
    values = [head.get(name) for name in _HEAD]
    packing.check(all(type(value) is kind for value, kind in zip(values, _HEAD.values())))
    _, cycle, recipe, then, moment = values
    packing.check(0 <= cycle <= MAX_CYCLE and "dataset" in recipe)
    packing.check(all(type(text) is str for text in (*recipe.values(), *moment.values())))
    # Counted before they are read, which takes long.
    _check_changes(sum(map(bool, then.split(";"))), edits_in(then))
    return values


def _read_pictures(members, names):
    packing.check(all(f"{_PICTURES}{name}" in members for name in names))
    packs = [members[f"{_PICTURES}{name}"] for name in names]
    _check_limit(sum(map(len, packs)), MAX_PICTURE_BYTES, "bytes of pictures")
    with packing.damaged_by(ValueError):
        worlds = [own.from_bytes(data) for data in packs]
    packing.check([world.name for world in worlds] == names)
    return worlds


def _check_changes(revisions, edits):
    _check_limit(revisions, MAX_REVISIONS, "changes of a run")
    _check_limit(edits, MAX_EDITS, "weights set by hand")


def _check_limit(number, most, what):
    if number > most:
        raise RunFileError(f"{number:,} {what}: at most {most:,} fit into one file.")


def _thumbnail(found):
    cycle = found.past.cycle
    recipe = found.revisions[until(found.revisions, cycle) - 1].recipe
    return thumbnail(found.past.keyframes[cycle], recipe.data.image_shape)
