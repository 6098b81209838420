"""Store: pictures that people brought, kept on this machine so that a link to them opens.

One file a world, named as the world is, by the hash of its content: so nobody can put other
pictures behind a name, and workers that write at once write the same. What was used longest ago
goes first. Without a store the app goes on: worlds are then at hand while somebody uses them.
"""

import os
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from wsviz.datasets.own import MAX_BYTES as MAX_WORLD_BYTES
from wsviz.datasets.own import from_bytes, held, is_own, to_bytes

MAX_BYTES = 200_000_000
_TEMPORARY = ".part"
# A world is written in less than a second: what is older was left by a writer that died.
_DEAD_SECONDS = 3_600


def folder():
    """Where the pictures are kept: $WSVIZ_STORE, or wsviz in the user's cache folder.

    Raises OSError with a sentence where the user has no home.
    """
    chosen = os.environ.get("WSVIZ_STORE")
    return Path(chosen) if chosen else _cache_folder() / "wsviz"


def find(name):
    """The Dataset of that name, in use here or kept; None where there is none.

    It counts as used now. What cannot be read, or is not what its name says, is not there.
    """
    if not is_own(name):
        return None
    found = held(name)
    with suppress(OSError, ValueError):
        path = folder() / name
        found = found or from_bytes(_content(path))
        _use(path)
    return found if found is not None and found.name == name else None


def keep(dataset):
    """Keep a Dataset of one's own; None, or a sentence that says why that could not be."""
    try:
        path = folder() / dataset.name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = to_bytes(dataset)
        if not _holds(path, data):
            _write(path, data)
        _use(path)
        _tidy(path)
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        return (
            f"These pictures cannot be kept here: {error.strerror or error}{where}. A link to "
            "them opens while they are in use."
        )
    return None


def _cache_folder():
    chosen = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", "")
    # As the XDG specification has it: a relative one is passed over.
    if os.path.isabs(chosen):
        return Path(chosen)
    try:
        home = Path.home()
    except RuntimeError:
        raise OSError("there is no home folder, and WSVIZ_STORE names no other") from None
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache")


def _content(path):
    """The bytes of a world's file, never more than a world has; OSError where it is none."""
    # A pipe would be waited for.
    if not path.is_file():
        raise FileNotFoundError(path)
    with path.open("rb") as file:
        return file.read(MAX_WORLD_BYTES + 1)


def _holds(path, data):
    with suppress(OSError):
        return _content(path) == data
    return False


def _write(path, data):
    """Put the file in its place whole, or not at all."""
    file, temporary = tempfile.mkstemp(_TEMPORARY, f"{path.name}.", path.parent)
    try:
        with open(file, "wb") as opened:
            opened.write(data)
        os.replace(temporary, path)
    finally:
        # After the replacement there is none.
        Path(temporary).unlink(missing_ok=True)


def _use(path):
    """Its time of change is that of its last use; in a folder one may only read it stays."""
    with suppress(OSError):
        os.utime(path)


def _tidy(kept):
    """Remove what dead writers left, and the worlds used longest ago until the rest has room."""
    worlds, room = [], MAX_BYTES
    for path in kept.parent.iterdir():
        # Another worker may have removed it in the meantime.
        with suppress(OSError):
            stat = path.stat()
            if is_own(path.name):
                worlds.append((path != kept, -stat.st_mtime_ns, stat.st_size, path))
            elif _is_temporary(path.name) and time.time() - stat.st_mtime > _DEAD_SECONDS:
                path.unlink()
    for _, _, size, path in sorted(worlds):
        room -= size
        if room < 0:
            with suppress(OSError):
                path.unlink()


def _is_temporary(name):
    """Whether `_write` gave that name: other files in the folder are not ours."""
    return name.endswith(_TEMPORARY) and is_own(name.partition(".")[0])
