"""How pictures of any size and shade become pictures of one size and two tones."""

from collections import Counter
from math import isqrt
from typing import NamedTuple

import numpy as np
from PIL import Image

from wsviz.datasets import from_arrays
from wsviz.datasets.own import MAX_PIXELS
from wsviz.guard.refused import Refused

# A mean over a box comes out a rounding beside the number it is.
_ROUNDING = 1e-6
FITS = ("pad", "crop")


class Cut(NamedTuple):
    """The size of the result, and what counts as on.

    rows, columns  of every picture, together at most 1,024 pixels
    threshold      a pixel is on where its ink is at least that
    invert         whether paper is taken for ink
    fit            "pad": the whole picture, the rest of the size off; "crop": its middle, as large
                   as the size allows; they differ where its proportions do
    """

    rows: int
    columns: int
    threshold: float = 0.5
    invert: bool = False
    fit: str = "pad"


def two_tone(brought, cut):
    """The pictures as 0 and 1, uint8 (pictures, rows, columns), 1 = on.

    A pixel is the mean of the ink that falls into it (Pillow's box filter). Raises Refused.
    """
    _check(cut)
    tones = np.zeros((len(brought.inks), cut.rows, cut.columns), np.uint8)
    for tone, ink in zip(tones, brought.inks):
        sized = _sized(ink, cut)
        rows, columns = sized.shape
        top, left = (cut.rows - rows) // 2, (cut.columns - columns) // 2
        shown = 1 - sized if cut.invert else sized
        tone[top : top + rows, left : left + columns] = shown >= cut.threshold - _ROUNDING
    return tones


def proposed_cut(brought):
    """Where to begin: the commonest size there is, as large as a world may be; mostly paper."""
    (rows, columns), _ = Counter(ink.shape for ink in brought.inks).most_common(1)[0]
    cut = Cut(*_within(rows, columns))
    return cut._replace(invert=bool(two_tone(brought, cut).mean() > 0.5))


def world(brought, cut):
    """The Dataset of the pictures cut so. Raises Refused."""
    # Not called as the file was: the same pictures are the same world, and names tell of people.
    tones, shape = two_tone(brought, cut), (cut.rows, cut.columns)
    return from_arrays(tones, brought.labels, brought.probabilities, shape)


def _check(cut):
    pixels = cut.rows * cut.columns
    if min(cut.rows, cut.columns) < 1 or pixels > MAX_PIXELS:
        raise Refused(
            f"{cut.rows:,} × {cut.columns:,} pixels: a picture has from 1 to {MAX_PIXELS:,}."
        )
    if not 0 <= cut.threshold <= 1:
        raise Refused(f"Threshold {cut.threshold:g}: it lies from 0 to 1.")
    if cut.fit not in FITS:
        raise Refused(f"Fit “{cut.fit}”: it is one of {', '.join(FITS)}.")


def _within(rows, columns):
    """The largest size with these proportions that a world may have."""
    if rows * columns <= MAX_PIXELS:
        return rows, columns
    short, long = sorted((rows, columns))
    # Whole numbers: a root that rounds would make 31 of the 32 that 96 × 96 pixels shrink to.
    shorter = max(1, isqrt(MAX_PIXELS * short // long))
    longer = min(long * shorter // short, MAX_PIXELS // shorter)
    return (shorter, longer) if rows < columns else (longer, shorter)


def _sized(ink, cut):
    """The picture at the size of the cut, or smaller in one direction where it is padded."""
    rows, columns = ink.shape
    if (rows, columns) == (cut.rows, cut.columns):
        return ink
    scales = cut.rows / rows, cut.columns / columns
    if cut.fit == "pad":
        scale = min(scales)
        size = _at_least_one(columns * scale), _at_least_one(rows * scale)
        box = None
    else:
        scale = max(scales)
        size = cut.columns, cut.rows
        wide, high = cut.columns / scale, cut.rows / scale
        left, top = (columns - wide) / 2, (rows - high) / 2
        box = left, top, left + wide, top + high
    resized = Image.fromarray(ink).resize(size, Image.Resampling.BOX, box)
    return np.asarray(resized)


def _at_least_one(length):
    return max(1, round(length))
