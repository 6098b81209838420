"""The bytes of a file -> Brought."""

import logging
import threading
import warnings
from contextlib import contextmanager

from PIL import Image

from wsviz.pictures import archive, arrays, idx, images, table
from wsviz.pictures.brought import MAX_BYTES
from wsviz.pictures.gzipped import unpacked
from wsviz.pictures.kinds import PILLOW, READ, kind_of
from wsviz.pictures.refused import MAX_SOURCE_PIXELS, Refused, quoted

# Warnings and the limit of Pillow are what all threads share: one reader at a time.
_ALONE = threading.Lock()
# Pillow logs what is odd in a TIFF; the sentence says enough.
logging.getLogger("PIL").addHandler(logging.NullHandler())
_PLAIN = {
    "ZIP": archive.read,
    "NPY": arrays.read,
    "IDX": idx.read,
    "text": table.read,
} | dict.fromkeys(PILLOW, images.read)


def read(name, data):
    """The pictures of a file. Its name only stands in sentences: the kind is told by its content.

    Raises ValueError with one sentence that names the value and the limit.
    """
    what = quoted(name)
    if not data:
        raise Refused(f"{what} is empty: it has 0 bytes.")
    if len(data) > MAX_BYTES:
        raise Refused(f"{what} has {len(data):,} bytes: at most {MAX_BYTES:,} are read.")
    with _quiet():
        kind = kind_of(data)
        if kind == "GZIP":
            data = unpacked(what, data)
            kind = kind_of(data)
        if kind not in _PLAIN:
            raise Refused(f"{what} is none of the kinds that are read: {READ}.")
        return _PLAIN[kind](what, data)


@contextmanager
def _quiet():
    """Without warnings on odd files, and with our limit of pixels in Pillow itself."""
    with _ALONE, warnings.catch_warnings():
        usual = Image.MAX_IMAGE_PIXELS
        warnings.simplefilter("ignore")
        # Pillow warns at its limit and refuses at twice that, before it takes any memory.
        Image.MAX_IMAGE_PIXELS = MAX_SOURCE_PIXELS // 2
        try:
            yield
        finally:
            Image.MAX_IMAGE_PIXELS = usual
