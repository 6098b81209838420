"""Drawn: pictures that a person paints, one of them in hand, and their text in an address."""

from typing import NamedTuple

import numpy as np

from wsviz.datasets.own import from_arrays
from wsviz.datasets.patterns import packed, unpacked
from wsviz.runs import reading
from wsviz.runs.carried import MAX_BYTES, bytes_text, text_bytes

MAX_SIDE = 32
MAX_PICTURES = 60
MAX_COUNT = 999
_SIDE = 5


class Drawn(NamedTuple):
    """Pictures of one size; every change makes another Drawn.

    pictures  (rows, columns) int8 of 0 and 1 each, at least one
    counts    how often each occurs
    at        the one that is painted
    """

    pictures: tuple[np.ndarray, ...]
    counts: tuple[int, ...]
    at: int = 0

    @property
    def shape(self):
        """(rows, columns)."""
        return self.pictures[0].shape

    @property
    def picture(self):
        """The one that is painted."""
        return self.pictures[self.at]

    @property
    def images(self):
        """All of them, (pictures, rows, columns)."""
        return np.stack(self.pictures)

    @property
    def full(self):
        """Whether there is no room for another one."""
        return len(self.pictures) == MAX_PICTURES

    def painted(self, states):
        """The one in hand replaced."""
        return self._replace(pictures=_put(self.pictures, self.at, states))

    def counted(self, count):
        """The one in hand occurs so often."""
        return self._replace(counts=_put(self.counts, self.at, count))

    def added(self, states):
        """One more, behind the one in hand, and taken in hand; the same where there is no room."""
        if self.full:
            return self
        n = self.at + 1
        pictures = (*self.pictures[:n], states, *self.pictures[n:])
        return Drawn(pictures, (*self.counts[:n], 1, *self.counts[n:]), n)

    def removed(self):
        """Without the one in hand; the last one is only emptied."""
        if len(self.pictures) == 1:
            return fresh(*self.shape)
        pictures, counts = (
            (*of[: self.at], *of[self.at + 1 :]) for of in (self.pictures, self.counts)
        )
        return Drawn(pictures, counts, min(self.at, len(pictures) - 1))

    def resized(self, rows, columns):
        """All of another size: the upper left corner stays where it was."""
        frame = np.zeros((len(self.pictures), rows, columns), np.int8)
        kept = self.images[:, :rows, :columns]
        frame[:, : kept.shape[1], : kept.shape[2]] = kept
        return self._replace(pictures=tuple(frame))

    def world(self):
        """The Dataset of all of them, each as often as it occurs."""
        return from_arrays(self.images, probabilities=self.counts)


def fresh(rows=_SIDE, columns=_SIDE):
    """One empty picture."""
    return Drawn((np.zeros((rows, columns), np.int8),), (1,))


def _put(values, at, value):
    return (*values[:at], value, *values[at + 1 :])


#: How a copy differs from the picture; what is moved out on one side comes in on the other.
COPIES = {
    "Copy": lambda states: states,
    "Mirrored": np.fliplr,
    "Upside down": np.flipud,
    "Shifted →": lambda states: np.roll(states, 1, 1),
    "Shifted ↓": lambda states: np.roll(states, 1, 0),
}


def drawn_text(drawn):
    """It as an address's text, rows.columns.in hand.counts.pixels; "" where there are too many."""
    data = packed(drawn.images.reshape(len(drawn.pictures), -1)).tobytes()
    if len(data) > MAX_BYTES:
        return ""
    counts = "-".join(map(str, drawn.counts))
    return ".".join(map(str, (*drawn.shape, drawn.at, counts, bytes_text(data))))


def read_drawn(name, text):
    """(Drawn, None) of a text of `drawn_text`, or (None, a sentence)."""
    try:
        return _read(*text.split(".")), None
    except (ValueError, TypeError):
        return None, f"{name}={reading.shown(text)} holds no drawn pictures."


def _read(rows, columns, at, counts, pixels):
    rows, columns = _whole(rows, 1, MAX_SIDE), _whole(columns, 1, MAX_SIDE)
    counts = tuple(_whole(count, 1, MAX_COUNT) for count in counts.split("-"))
    if len(counts) > MAX_PICTURES:
        raise ValueError(len(counts))
    at = _whole(at, 0, len(counts) - 1)
    images = unpacked(text_bytes(pixels), len(counts), rows * columns).astype(np.int8)
    return Drawn(tuple(images.reshape(-1, rows, columns)), counts, at)


def _whole(text, low, high):
    """A whole number as `drawn_text` writes it; ValueError where it is none, or outside."""
    value = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else -1
    if not low <= value <= high:
        raise ValueError(text)
    return value
