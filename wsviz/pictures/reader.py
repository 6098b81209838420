"""The bytes of a file -> Brought."""

import logging
import warnings

from wsviz.guard.refused import Refused, quoted
from wsviz.pictures import archive, arrays, idx, images, table
from wsviz.pictures.brought import MAX_BYTES
from wsviz.pictures.gzipped import unpacked
from wsviz.pictures.kinds import PILLOW, READ, kind_of

# Pillow, and Python on the head of an array, warn and log of what is odd in a file; the sentence
# says enough. Once and for all threads: to do it for the time of a reading would take a lock.
warnings.filterwarnings("ignore", module=r"PIL\.|<unknown>")
warnings.filterwarnings("ignore", "Reading `.npy`")
logging.getLogger("PIL").addHandler(logging.NullHandler())
_PLAIN = {
    "ZIP": archive.read,
    "NPY": arrays.read,
    "IDX": idx.read,
    "text": table.read,
} | dict.fromkeys(PILLOW, images.read)


def read(name, data):
    """The pictures of a file. Its name only stands in sentences: the kind is told by its content.

    Raises Refused with one sentence that names the value and the limit.
    """
    what = quoted(name)
    if not data:
        raise Refused(f"{what} is empty: it has 0 bytes.")
    if len(data) > MAX_BYTES:
        raise Refused(f"{what} has {len(data):,} bytes: at most {MAX_BYTES:,} are read.")
    kind = kind_of(data)
    if kind == "GZIP":
        data = unpacked(what, data)
        kind = kind_of(data)
    if kind not in _PLAIN:
        raise Refused(f"{what} is none of the kinds that are read: {READ}.")
    return _PLAIN[kind](what, data)
