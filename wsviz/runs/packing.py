"""Packing: the members of a .wsviz file, name -> bytes, as one ZIP file and back.

What is read was sent by somebody: bytes that were changed, by chance or on purpose, are told as one
sentence.
"""

import json
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import numpy as np

from wsviz.guard import npy, zipped
from wsviz.guard.refused import Refused

#: Of a file, and of all that it unpacks to.
MAX_BYTES = 40_000_000
#: The run, and a file a world of one's own.
MAX_FILES = 2_009
_DAMAGED = "This file is damaged, or no run of wsviz; nothing was changed."
_LIMITS = zipped.Limits(files=MAX_FILES, unpacked=MAX_BYTES, list_bytes=65_536)


class RunFileError(ValueError):
    """A run cannot be saved, or a file is not opened; its text is a plain sentence."""


@contextmanager
def damaged_by(*errors):
    """What raises one of these errors within is told as a damaged file, by a RunFileError."""
    try:
        yield
    except errors as error:
        raise RunFileError(_DAMAGED) from error


def check(right):
    """Raises RunFileError for a damaged file unless that is right."""
    if not right:
        raise RunFileError(_DAMAGED)


def content(file):
    """The bytes of a path or a binary file. Raises RunFileError for more than a run has."""
    if hasattr(file, "read"):
        data = file.read(MAX_BYTES + 1)
    else:
        with Path(file).open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise RunFileError(f"This file has more than {MAX_BYTES:,} bytes: no run's has.")
    return data


def unpacked(data):
    """The members in these bytes. Raises RunFileError."""
    with damaged_by(Refused):
        return dict(zipped.unpacked("This file", data, _LIMITS))


def packed(members):
    """The ZIP file of members; the same at any time of day."""
    file = BytesIO()
    with ZipFile(file, "w") as opened:
        for name, data in members.items():
            info = ZipInfo(name)
            info.external_attr = 0o644 << 16  # else nobody may read it once it is unpacked
            # Learned weights do not pack: a tenth less would take most of the time.
            method = ZIP_STORED if name == "keyframes.npz" else ZIP_DEFLATED
            opened.writestr(info, data, method)
    return file.getvalue()


def head(members):
    """What run.json says, name -> value. Raises RunFileError where it holds no such thing."""
    check("run.json" in members)
    # The second is for what is nested too deep.
    with damaged_by(ValueError, RecursionError):
        found = json.loads(members["run.json"])
    check(isinstance(found, dict))
    return found


def arrays(members, *names):
    """The arrays in these .npz members, name -> array. Raises RunFileError."""
    found = {}
    for name in names:
        check(name in members)
        with damaged_by(Refused):
            files = zipped.unpacked(name, members[name], _LIMITS)
            found |= {n.removesuffix(".npy"): npy.array(n, data) for n, data in files}
    check(all(values.flags.c_contiguous for values in found.values()))
    return found


def npz(held):
    """The bytes of named arrays."""
    file = BytesIO()
    np.savez(file, **held)
    return file.getvalue()
