"""A picture that Pillow has decoded -> its ink."""

import numpy as np
from PIL import ImageOps

from wsviz.guard.refused import sound
from wsviz.pictures.greys import greys

# So many pixels are handled at once, so that large pictures take little more than their own room.
_BAND = 1_000_000
_BYTE, _WORD = 255, 65_535
_PHOTOMETRIC, _WHITE_IS_ZERO = 262, 0


def ink_of(what, image, notes):
    """1 − luminance, alpha over white, float32 (rows, columns), turned as its EXIF says.

    `notes` is a dict whose keys are the sentences on what was done; it gets more of them.
    Raises Refused.
    """
    # Pillow turns a TIFF itself.
    if "exif" in image.info and image.format != "TIFF":
        with sound(what):
            image = ImageOps.exif_transpose(image)
    if image.mode[0] in "IF":
        return _deep(what, image, notes)
    columns, rows = image.size
    if rows * columns <= _BAND:
        return _shallow(what, image, notes)
    ink = np.empty((rows, columns), np.float32)
    step = max(1, _BAND // columns)
    for top in range(0, rows, step):
        band = image.crop((0, top, columns, min(top + step, rows)))
        ink[top : top + step] = _shallow(what, band, notes)
    return ink


def _shallow(what, image, notes):
    """Of a picture with 8 bits a colour."""
    with sound(what):
        clear = image.has_transparency_data
        if not clear and image.mode == "CMYK":
            image = image.convert("RGB")
        bands = [np.asarray(band) for band in image.convert("LA" if clear else "L").split()]
    ink = _part(255 - bands[0], _BYTE)
    if not clear:
        return ink
    if bands[1].min() < _BYTE:
        notes["What is transparent is shown over white."] = True
    return ink * _part(bands[1], _BYTE)


def _deep(what, image, notes):
    """Of greys with more than 8 bits."""
    with sound(what):
        values = np.asarray(image)
        # Pillow turns such greys about for 8 bits, not for more.
        turned = getattr(image, "tag_v2", {}).get(_PHOTOMETRIC) == _WHITE_IS_ZERO
    if image.mode.startswith("I;16"):
        shade, full = _part(values, _WORD), _WORD
    else:
        shade, full = greys(values)
    notes[f"Greys were divided by {full:,g}."] = True
    return shade if turned else np.subtract(1, shade, out=shade)


def _part(values, full):
    return np.divide(values, full, dtype=np.float32)
