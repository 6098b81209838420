"""Brought: pictures as a file holds them, before they are cut; and how much may be brought."""

from typing import NamedTuple

import numpy as np

from wsviz.datasets.own import MAX_IMAGES
from wsviz.guard.refused import Refused

MAX_BYTES = 5_000_000
MAX_SOURCE_PIXELS = 50_000_000
# A progressive JPEG comes in about ten passes over its pixels, each of which takes its time.
MAX_DECODED_PIXELS = 10 * MAX_SOURCE_PIXELS
# Four bytes for each of that many pixels.
MAX_UNPACKED = 200_000_000
# Of TIFFs: libtiff opens the whole file anew for each.
MAX_PAGES = 2_000


class Brought(NamedTuple):
    """Pictures of any sizes, as ink.

    inks           a float32 array (rows, columns) a picture, 0 paper to 1 ink
    labels         (pictures,) int64 from 0, or None
    probabilities  (pictures,) float64 above 0, in any unit, or None
    notes          sentences on what was done and what was passed over
    """

    inks: tuple[np.ndarray, ...]
    labels: np.ndarray | None = None
    probabilities: np.ndarray | None = None
    notes: tuple[str, ...] = ()


class Tally:
    """Counts what is read of one file, and refuses before it is too much."""

    def __init__(self):
        self.images = self.pixels = self.decoded = self.pages = 0

    def add(self, rows, columns, images=1, passes=1):
        """So many more pictures of that size, each decoded in so many passes. Raises Refused."""
        self.images += images
        self.pixels += images * rows * columns
        self.decoded += images * rows * columns * passes
        if self.images > MAX_IMAGES:
            raise Refused(f"{self.images:,} images or more: at most {MAX_IMAGES:,} are read.")
        if self.pixels > MAX_SOURCE_PIXELS:
            raise Refused(
                f"{self.pixels:,} pixels or more in all: at most {MAX_SOURCE_PIXELS:,} are read."
            )
        if self.decoded > MAX_DECODED_PIXELS:
            raise Refused(
                f"{self.decoded:,} pixels or more to decode in {passes:,} passes: at most "
                f"{MAX_DECODED_PIXELS:,} are."
            )

    def add_page(self):
        """One more page of a TIFF. Raises Refused."""
        self.pages += 1
        if self.pages > MAX_PAGES:
            raise Refused(f"{self.pages:,} pages of TIFF or more: at most {MAX_PAGES:,} are read.")
