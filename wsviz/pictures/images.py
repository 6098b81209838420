"""Picture files, read by Pillow: PNG, GIF, JPEG, BMP, WebP, TIFF; every frame and page."""

import re
import struct
import zlib
from contextlib import contextmanager
from io import BytesIO
from itertools import count
from math import ceil

from PIL import Image

from wsviz.guard.refused import Refused, damaged, sound
from wsviz.pictures import gif, tiff
from wsviz.pictures.brought import MAX_SOURCE_PIXELS, Brought, Tally
from wsviz.pictures.ink import ink_of
from wsviz.pictures.kinds import kind_of

# Kinds with several frames or pages; a JPEG's other pictures are previews and depths of its first.
_MOVING = ("GIF", "PNG", "TIFF", "WEBP")
_PASS = b"\xff\xda"
_STRIP_ROWS, _TILE_COLUMNS, _TILE_ROWS = 278, 322, 323
# Cameras write about forty.
_MOST_TAGS = 64


def read(what, data):
    """Brought of one picture file: a picture a frame. Raises Refused."""
    inks, notes = inks_of(what, data, Tally())
    if len(inks) > 1:
        notes = (f"Its {len(inks):,} frames are {len(inks):,} pictures.", *notes)
    return Brought(inks, notes=notes)


def inks_of(what, data, tally):
    """(inks, notes) of a picture file, counted by the tally before they are decoded."""
    kind = kind_of(data)
    if kind in _CHECKS:
        _CHECKS[kind](what, data, tally)
    with _pillow(what):
        image = Image.open(BytesIO(data), formats=[kind])
    scans = data.count(_PASS) if kind in ("JPEG", "TIFF") else 1
    notes = {}
    inks = tuple(ink_of(what, frame, notes) for frame in _frames(what, kind, image, tally, scans))
    return inks, tuple(notes)


@contextmanager
def _pillow(what):
    """As `sound`, where Pillow tells how many pixels are too many."""
    with sound(what):
        try:
            yield
        except Image.DecompressionBombError as error:
            # "Image size (400000000 pixels) exceeds limit of …"
            raise _too_many(what, int(re.search(r"\d+", str(error)).group())) from error


def _too_many(what, pixels):
    return Refused(f"{what} has {pixels:,} pixels: at most {MAX_SOURCE_PIXELS:,} are read.")


def _check_png(what, data, tally):
    """Every part of a PNG carries a check sum; Pillow leaves those of the pixels unread."""
    place, part = 8, b""
    while part != b"IEND":
        end = place + 8 + int.from_bytes(data[place : place + 4], "big")
        part, check = data[place + 4 : place + 8], data[end : end + 4]
        if len(check) < 4 or zlib.crc32(data[place + 4 : end]) != int.from_bytes(check, "big"):
            raise Refused(f"{what} is broken, or cut short: a check sum is wrong.")
        place = end + 4


def _check_gif(what, data, tally):
    """Refuse by its blocks, before anything is decoded, what would take too long."""
    try:
        frames, rows, columns = gif.extent(data)
    except (IndexError, ValueError, struct.error) as error:
        raise damaged(what) from error
    if rows * columns > MAX_SOURCE_PIXELS:
        raise _too_many(what, rows * columns)
    Tally().add(rows, columns, images=frames)


def _check_tiff(what, data, tally):
    """As a GIF: each page is opened anew, by all the tags of the first and by its own."""
    try:
        for tags in tiff.directories(data):
            tally.add_page()
            if tags > _MOST_TAGS:
                raise Refused(f"{what} has {tags:,} tags on a page: at most {_MOST_TAGS} are read.")
    except (KeyError, OverflowError, struct.error) as error:
        raise damaged(what) from error


_CHECKS = {"PNG": _check_png, "GIF": _check_gif, "TIFF": _check_tiff}


def _passes(what, kind, image, scans):
    """How often all pixels of the image are gone over: each strip or tile of a TIFF is a JPEG."""
    if kind == "JPEG":
        return scans
    if kind != "TIFF" or image.info.get("compression") != "jpeg":
        return 1
    columns, rows = image.size
    with sound(what):
        wide = min(image.tag_v2.get(_TILE_COLUMNS, columns), columns)
        high = min(image.tag_v2.get(_TILE_ROWS, image.tag_v2.get(_STRIP_ROWS, rows)), rows)
        return max(1, ceil(scans * wide * high / (columns * rows)))


def _frames(what, kind, image, tally, scans):
    """The image at each of its frames, each counted before it is decoded."""
    for number in count():
        columns, rows = image.size
        if rows * columns > MAX_SOURCE_PIXELS:
            raise _too_many(what, rows * columns)
        tally.add(rows, columns, passes=_passes(what, kind, image, scans))
        if kind == "TIFF" and _covered(image) < rows * columns:
            raise Refused(f"{what} is broken, or cut short: rows of a page are missing.")
        with _pillow(what):
            image.load()
        yield image
        if kind not in _MOVING or not _next(what, image, number + 1):
            return


def _next(what, image, number):
    """Whether there is a frame of that number; the image is at it then."""
    with _pillow(what):
        try:
            image.seek(number)
        except EOFError:
            return False
    return True


def _covered(image):
    """Up to where the strips of a page lie, in pixels: Pillow leaves black what none covers."""
    ends = [extents[2:] for _, extents, *_ in image.tile]
    return max((r for r, _ in ends), default=0) * max((b for _, b in ends), default=0)
