"""Upload: the pictures of a file before they are taken. Knows no Streamlit."""

import numpy as np
from PIL import Image

from wsviz import pictures
from wsviz.guard.refused import Refused

# Originals are shown small: so many pixels a side, and so many of them.
_SIDE, _SHOWN = 168, 16
# Pixels of originals and of the result, four bytes each, that a visitor may hold on to.
_HEAVY = 4_000_000


class Upload:
    """What was read last, and how it is to be cut; what is refused changes nothing else.

    file     which file was read last, refused or not; None for none
    name     the name of the file whose pictures these are
    grid     (down, across): how many pictures lie on a sheet; (1, 1) for none but itself
    brought  its pictures (Brought), after the sheet was cut; None where there are none yet
    cut      how they become two-tone (Cut)
    images   the two-tone result, uint8 (pictures, rows, columns)
    world    the Dataset of it
    originals  the first of the pictures as they came, small: float32 arrays of ink
    refusal  why the last file or wish was not taken: a sentence, or ""
    """

    def __init__(self):
        self.file = self.name = self.brought = self.cut = self.images = self.world = None
        self.grid, self.refusal, self.originals, self._whole = (1, 1), "", (), None

    @property
    def sheet(self):
        """Whether the file holds a single picture, which may be a sheet of many."""
        return self._whole is not None and len(self._whole.inks) == 1

    @property
    def other_proportions(self):
        """Whether a picture has other proportions than what it is made into."""
        rows, columns = self.cut.rows, self.cut.columns
        return any(ink.shape[0] * columns != ink.shape[1] * rows for ink in self.brought.inks)

    @property
    def heavy(self):
        """Whether so much is held that it should go once it is taken, or the page is left."""
        if self._whole is None:
            return False
        return sum(ink.size for ink in self._whole.inks) + self.world.images.size > _HEAVY

    def read(self, file, name, data):
        """Read a file, which `file` tells from others."""
        self.file = file
        self._try(self._take, name, data)

    def lay(self, down, across):
        """The single picture is a sheet of so many, below and beside each other."""
        self._try(self._lay, down, across)

    def change(self, **changes):
        """Change the cut."""
        self._try(self._change, self.brought, self.cut._replace(**changes))

    def _try(self, action, *args):
        try:
            self.refusal = ""
            action(*args)
        except Refused as error:
            self.refusal = str(error)

    def _take(self, name, data):
        whole = pictures.read(name, data)
        self._change(whole, pictures.proposed_cut(whole))
        self.name, self._whole, self.grid = name, whole, (1, 1)

    def _lay(self, down, across):
        tiles = (
            self._whole if (down, across) == (1, 1) else pictures.grid(self._whole, down, across)
        )
        self._change(tiles, pictures.proposed_cut(tiles))
        self.grid = down, across

    def _change(self, brought, cut):
        world = pictures.world(brought, cut)
        if brought is not self.brought:
            self.originals = [_small(ink) for ink in brought.inks[:_SHOWN]]
        self.brought, self.cut, self.world = brought, cut, world
        self.images = world.images.reshape(-1, cut.rows, cut.columns)


def _small(ink):
    """Ink (rows, columns), as much smaller as it takes to be shown."""
    scale = max(1, *(length / _SIDE for length in ink.shape))
    size = [max(1, round(length / scale)) for length in ink.shape[::-1]]
    return np.asarray(Image.fromarray(ink).resize(size, Image.Resampling.BOX))
