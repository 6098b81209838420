"""Packing: the members of a .wsviz file, name -> bytes, as one ZIP file and back.

What is read was sent by somebody: whatever a library says of bytes that were changed, by chance or
on purpose, is told as one sentence. Only around libraries, so that no fault of ours is called so.
"""

import json
import struct
import zlib
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tokenize import TokenError
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import numpy as np

from wsviz.runs import archive

#: Of a file, and of all that it unpacks to.
MAX_BYTES = 40_000_000
_DAMAGED = "This file is damaged, or no run of wsviz; nothing was changed."
# RuntimeError is zipfile's for what needs a password, and within it NotImplementedError for ways of
# packing, and json's for what is nested too deep.
_OF_LIBRARIES = (
    BadZipFile,
    zlib.error,
    struct.error,
    ValueError,
    RuntimeError,
    EOFError,
    OverflowError,
    # NumPy reads the header of an array as Python text.
    SyntaxError,
    TokenError,
    TypeError,
    MemoryError,
)


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
    with damaged_by(*_OF_LIBRARIES):
        return archive.unpacked(data, MAX_BYTES)


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
    with damaged_by(*_OF_LIBRARIES):
        found = json.loads(members["run.json"])
    check(isinstance(found, dict))
    return found


def arrays(members, *names):
    """The arrays in these .npz members, name -> array. Raises RunFileError."""
    found = {}
    for name in names:
        check(name in members)
        with damaged_by(*_OF_LIBRARIES):
            found |= archive.arrays(members[name], MAX_BYTES)
    return found


def npz(held):
    """The bytes of named arrays."""
    file = BytesIO()
    np.savez(file, **held)
    return file.getvalue()
