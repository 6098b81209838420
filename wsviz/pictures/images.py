"""Picture files, read by Pillow: PNG, GIF, JPEG, BMP, WebP, TIFF; every frame and page."""

import zlib
from io import BytesIO

import numpy as np
from PIL import Image, ImageOps

from wsviz.pictures.brought import Brought, Tally
from wsviz.pictures.greys import greys
from wsviz.pictures.kinds import kind_of
from wsviz.pictures.refused import MAX_SOURCE_PIXELS, Refused, sound

# Kinds with several frames or pages; a JPEG's other pictures are previews and depths of its first.
_MOVING = ("GIF", "PNG", "TIFF", "WEBP")
# A JPEG of many passes takes the time of as many pictures.
_PASS = b"\xff\xda"
_MOST_PASSES = 10 * MAX_SOURCE_PIXELS
_BYTE, _WORD = 255, 65_535
_WHITE_IS_ZERO = 262, 0


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
        inks = tuple(_ink(frame, notes) for frame in _frames(what, image, tally, data))
        whole = len(inks) == getattr(image, "n_frames", 1) or kind not in _MOVING
    if not whole or (kind == "GIF" and not data.rstrip(b"\0\r\n").endswith(b";")):
        raise Refused(f"{what} is cut short: frames are missing after {len(inks):,}.")
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


def _frames(what, image, tally, data):
    """The image at each of its frames, each counted before it is decoded."""
    number = 0
    while True:
        columns, rows = image.size
        tally.add(rows, columns)
        passes = data.count(_PASS) if image.format == "JPEG" else 1
        if passes * rows * columns > _MOST_PASSES:
            raise Refused(f"{what} is a JPEG of {passes:,} passes: too many for its size.")
        image.load()
        yield image
        number += 1
        if image.format not in _MOVING:
            return
        try:
            image.seek(number)
        except EOFError:
            return


def _ink(image, notes):
    """1 − luminance, alpha over white, float32 (rows, columns); `notes` gets what was done."""
    if "exif" in image.info and image.format != "TIFF":
        image = ImageOps.exif_transpose(image)
    if image.mode[0] in "IF":
        return _deep(image, notes)
    if image.has_transparency_data:
        grey, alpha = (np.asarray(band) for band in image.convert("LA").split())
        notes["What is transparent is shown over white."] = True
        return _part(255 - grey, _BYTE) * _part(alpha, _BYTE)
    if image.mode == "CMYK":
        image = image.convert("RGB")
    return _part(255 - np.asarray(image.convert("L")), _BYTE)


def _deep(image, notes):
    """Greys of more than 8 bits."""
    values = np.asarray(image)
    if image.mode.startswith("I;16"):
        shade, full = _part(values, _WORD), _WORD
    else:
        shade, full = greys(values)
    notes[f"Greys were divided by {full:,g}."] = True
    tag, white_is_zero = _WHITE_IS_ZERO
    # Pillow turns such greys about for 8 bits, not for more.
    if getattr(image, "tag_v2", {}).get(tag) == white_is_zero:
        return shade
    return 1 - shade


def _part(values, full):
    return np.divide(values, full, dtype=np.float32)
