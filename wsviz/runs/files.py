"""A run as one file, .wsviz: a ZIP that opens on any machine at the same moment, bit for bit.

run.json       version; preset; cycle, where the run stands; recipe, every setting of cycle 0 as
               a link's text; then, what changed since, as in a link; moment, what a page showed
keyframes.npz  and
curve.npz      the past as arrays: wsviz.runs.past
pictures/      each world of one's own, named by the hash of its bytes: wsviz.datasets.own
thumbnail.png  some dreams, for people who look into the file
"""

import json
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import numpy as np

from wsviz.datasets import own
from wsviz.guard import npy, zipped
from wsviz.runs import link, past
from wsviz.runs.fields import written
from wsviz.runs.history import MAX_CYCLE, history_text
from wsviz.runs.past import KEYFRAMES, Past
from wsviz.runs.revision import Revision, until
from wsviz.runs.thumbnail import thumbnail

VERSION = 1
SUFFIX = ".wsviz"
#: Of a file, and of all that it unpacks to; of the pictures in it; changes of one run.
MAX_BYTES = 40_000_000
MAX_PICTURE_BYTES = 6_000_000
MAX_REVISIONS = 2_000
_LIMITS = zipped.Limits(files=MAX_REVISIONS + 9, unpacked=MAX_BYTES, list_bytes=65_536)
_PICTURES = "pictures/"
_DAMAGED = "This file is damaged, or no run of wsviz; nothing was changed."


class RunFileError(ValueError):
    """A run cannot be saved, or a file is not opened; its text is a plain sentence."""


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
    _check_limit(len(found.revisions), MAX_REVISIONS, "changes of a run")
    _check_limit(sum(map(len, _pictures(found).values())), MAX_PICTURE_BYTES, "bytes of pictures")
    _check_limit(len(keyframes) * one, MAX_BYTES, "bytes of a run")


def to_bytes(found):
    """The RunFile as the bytes of a .wsviz file. Raises RunFileError where it holds too much."""
    check_limits(found)
    held = past.arrays(found.past)
    keyframes = {name: held.pop(name) for name in KEYFRAMES}
    members = {
        "run.json": json.dumps(_head(found), indent=1).encode(),
        "keyframes.npz": _npz(keyframes),
        "curve.npz": _npz(held),
        "thumbnail.png": _thumbnail(found),
        **{f"{_PICTURES}{name}": data for name, data in _pictures(found).items()},
    }
    _check_limit(sum(map(len, members.values())), MAX_BYTES, "bytes of a run")
    return _packed(members)


def read(file):
    """The RunFile in a path or a binary file.

    Raises RunFileError, with a plain sentence, for all that is not one, and OSError where there is
    none to read.
    """
    data = _content(file)
    try:
        return _opened(_members(data))
    except RunFileError:
        raise
    # Each library has errors of its own for bytes that were changed on the way or on purpose.
    except Exception as error:
        raise RunFileError(_DAMAGED) from error


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


def _content(file):
    if hasattr(file, "read"):
        data = file.read(MAX_BYTES + 1)
    else:
        with Path(file).open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise RunFileError(f"This file has more than {MAX_BYTES:,} bytes: no run's has.")
    return data


def _members(data):
    """The files in a ZIP, name -> bytes."""
    return dict(zipped.unpacked("This file", data, _LIMITS))


def _arrays(data):
    """The arrays in a .npz, name -> array."""
    found = {n.removesuffix(".npy"): npy.array(n, each) for n, each in _members(data).items()}
    if not all(values.flags.c_contiguous for values in found.values()):
        raise ValueError("Columns stand before rows.")
    return found


def _opened(members):
    head = json.loads(members["run.json"])
    version = head["version"]
    if isinstance(version, int) and version > VERSION:
        raise RunFileError(
            f"A newer wsviz saved this run, in version {version:,} of its files. This one reads "
            f"up to version {VERSION}: bring it up to date to open the run."
        )
    return _READERS[version](head, members)


def _first_version(head, members):
    recipe, then, moment = head["recipe"], head["then"], head["moment"]
    _check_texts({"then": then, **recipe, **moment})
    # Held until the recipes hold them.
    _worlds = _read_pictures(members, own.named_in(f"{recipe['dataset']} {then}"))
    opened = link.read({"preset": head["preset"], **recipe, "then": then}, MAX_REVISIONS)
    if opened.messages:
        raise RunFileError("This wsviz cannot learn the recipe in this file; nothing was changed.")
    cycle = head["cycle"]
    if not isinstance(cycle, int) or not 0 <= cycle <= MAX_CYCLE:
        raise ValueError(f"The run stands at cycle {cycle}.")
    held = _arrays(members["keyframes.npz"]) | _arrays(members["curve.npz"])
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


def _read_pictures(members, names):
    packs = {name: members[f"{_PICTURES}{name}"] for name in names}
    _check_limit(sum(map(len, packs.values())), MAX_PICTURE_BYTES, "bytes of pictures")
    worlds = [own.from_bytes(data) for data in packs.values()]
    if [world.name for world in worlds] != names:
        raise ValueError("Other pictures than their names say.")
    return worlds


def _check_limit(number, most, what):
    if number > most:
        raise RunFileError(f"{number:,} {what}: at most {most:,} fit into one file.")


def _check_texts(texts):
    if not all(isinstance(text, str) for text in texts.values()):
        raise ValueError("Something else than a text.")


def _pictures(found):
    return {world.name: own.to_bytes(world) for world in worlds(found)}


def _thumbnail(found):
    cycle = found.past.cycle
    recipe = found.revisions[until(found.revisions, cycle) - 1].recipe
    return thumbnail(found.past.keyframes[cycle], recipe.data.image_shape)


def _packed(members):
    """The ZIP file of members, name -> bytes; the same at any time of day."""
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, data in members.items():
            info = ZipInfo(name)
            info.external_attr = 0o644 << 16  # else nobody may read it once it is unpacked
            # Learned weights do not pack: a tenth less would take most of the time.
            method = ZIP_STORED if name == "keyframes.npz" else ZIP_DEFLATED
            archive.writestr(info, data, method)
    return file.getvalue()


def _npz(held):
    file = BytesIO()
    np.savez(file, **held)
    return file.getvalue()
