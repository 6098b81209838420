"""Picture files, read by Pillow: PNG, GIF, JPEG, BMP, WebP, TIFF; every frame and page."""

import zlib
from io import BytesIO

from PIL import Image

from wsviz.pictures import gif
from wsviz.pictures.brought import Brought, Tally
from wsviz.pictures.ink import ink_of
from wsviz.pictures.kinds import kind_of
from wsviz.pictures.refused import MAX_SOURCE_PIXELS, Refused, sound

# Kinds with several frames or pages; a JPEG's other pictures are previews and depths of its first.
_MOVING = ("GIF", "PNG", "TIFF", "WEBP")
# A JPEG of many passes takes the time of as many pictures.
_PASS = b"\xff\xda"
_MOST_PASSES = 10 * MAX_SOURCE_PIXELS


def read(what, data):
    """Brought of one picture file: a picture a frame. Raises Refused."""
    inks, notes = inks_of(what, data, Tally())
    if len(inks) > 1:
        notes = (f"Its {len(inks):,} frames are {len(inks):,} pictures.", *notes)
    return Brought(inks, notes=notes)


def inks_of(what, data, tally):
    """(inks, notes) of a picture file, counted by the tally before they are decoded."""
    kind = kind_of(data)
    if kind == "PNG":
        _check_png(what, data)
    notes = {}
    with sound(what):
        image = Image.open(BytesIO(data), formats=[kind])
        _check_length(what, kind, image, data)
        inks = tuple(ink_of(frame, notes) for frame in _frames(what, kind, image, tally))
    return inks, tuple(notes)


def _check_png(what, data):
    """Every part of a PNG carries a check sum; Pillow leaves those of the pixels unread."""
    place, part = 8, b""
    while part != b"IEND":
        end = place + 8 + int.from_bytes(data[place : place + 4], "big")
        part, check = data[place + 4 : place + 8], data[end : end + 4]
        if len(check) < 4 or zlib.crc32(data[place + 4 : end]) != int.from_bytes(check, "big"):
            raise Refused(f"{what} is broken, or cut short: a check sum is wrong.")
        place = end + 4


def _check_length(what, kind, image, data):
    """Refuse by what the file tells, before anything is decoded, what would take too long."""
    if kind == "GIF":
        Tally().add(image.height, image.width, images=gif.frame_count(data))
    passes = data.count(_PASS) if kind == "JPEG" else 1
    if passes * image.height * image.width > _MOST_PASSES:
        raise Refused(f"{what} is a JPEG of {passes:,} passes: too many for its size.")


def _frames(what, kind, image, tally):
    """The image at each of its frames, each counted before it is decoded."""
    number = 0
    while True:
        columns, rows = image.size
        tally.add(rows, columns)
        if kind == "TIFF" and _covered(image) < rows * columns:
            raise Refused(f"{what} is broken, or cut short: rows of a page are missing.")
        image.load()
        yield image
        number += 1
        if kind not in _MOVING:
            return
        try:
            image.seek(number)
        except EOFError:
            return


def _covered(image):
    """Up to where the strips of a page lie, in pixels: Pillow leaves black what none covers."""
    ends = [extents[2:] for _, extents, *_ in image.tile]
    return max(right for right, _ in ends) * max(bottom for _, bottom in ends)
