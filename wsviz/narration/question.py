"""What a visitor asks the machine, and how an address says it."""

from typing import NamedTuple

import numpy as np

from wsviz.engine.asking import UNKNOWN
from wsviz.narration.images import image_reader, image_text
from wsviz.runs import reading

# Enough for the chains to forget where they began, and still soon made again from a link.
MAX_ROUNDS = 200
MAX_BEATS = 2 * MAX_ROUNDS
MAX_HELD = 64


class Question(NamedTuple):
    """A picture to complete and units to hold.

    known   (visible,) int8, read-only: 0, 1 or UNKNOWN
    beats   of recognise-and-dream that are made, two a round
    seed    of the chance that they and the dreams are drawn with
    held    (layer, unit, state) of each held unit, in order
    """

    known: np.ndarray
    beats: int = 0
    seed: int = 0
    held: tuple = ()

    def holding(self, layer, unit):
        """The state that the unit is held at, None where it is free."""
        return next((state for *at, state in self.held if at == [layer, unit]), None)

    def hold(self, layer, unit, state):
        """The same with that unit held at 0 or 1, or free where the state is None."""
        others = [each for each in self.held if each[:2] != (layer, unit)]
        more = [] if state is None else [(layer, unit, state)]
        return self._replace(held=tuple(sorted(others + more)))

    def fitted(self, architecture):
        """The same without what that network does not have: units, or a picture of its pixels."""
        sizes = architecture.sizes
        held = [each for each in self.held if each[0] < len(sizes) and each[1] < sizes[each[0]]]
        known = self.known if len(self.known) == sizes[0] else unknown(sizes[0])
        return self._replace(known=known, held=tuple(held))


def unknown(pixels):
    """A picture of which nothing is known, read-only."""
    return tones(np.full(pixels, UNKNOWN))


def tones(values):
    """Known and unknown pixels as a Question holds them: int8, flat, read-only."""
    found = np.array(values, np.int8).ravel()
    found.setflags(write=False)
    return found


def known_text(known):
    """Known pixels in an address: those that are on, then those that are known; "" for none."""
    if (known == UNKNOWN).all():
        return ""
    return f"{image_text(known == 1)}.{image_text(known != UNKNOWN)}"


def known_reader(pixels):
    """A reader (see wsviz.runs.reading) of known pixels, as known_text writes them."""
    read = image_reader(pixels)

    def read_known(name, text):
        parts = [read(name, part)[0] for part in text.split(".")]
        if len(parts) == 2 and not any(part is None for part in parts):
            on, known = parts
            if (on <= known).all():
                return tones(np.where(known == 1, on, UNKNOWN)), None
        return None, (
            f"{name}={reading.shown(text)} is no picture with known pixels: that is two pictures "
            f"of {pixels} pixels with a point between, the pixels that are on and those that are "
            "known, the former among the latter."
        )

    return read_known


def held_text(held):
    """Held units in an address: layer.unit.state of each, with commas between."""
    return ",".join(".".join(map(str, each)) for each in held)


def held_reader(architecture):
    """A reader of held units of that network, as held_text writes them."""

    def read_held(name, text):
        parts = [part.split(".") for part in text.split(",")]
        found = {}
        for part in parts:
            numbers = [int(n) for n in part if n.isascii() and n.isdigit() and len(n) < 6]
            if len(part) == len(numbers) == 3 and _exists(architecture, *numbers):
                found[tuple(numbers[:2])] = numbers[2]
        if len(found) == len(parts) <= MAX_HELD:
            return tuple(sorted((*at, state) for at, state in found.items())), None
        return None, (
            f"{name}={reading.shown(text)} holds no hidden units of {architecture}: that is "
            f"layer.unit.state with commas between, as in 1.0.1, at most {MAX_HELD} of them."
        )

    return read_held


def _exists(architecture, layer, unit, state):
    return 1 <= layer <= architecture.depth and unit < architecture.sizes[layer] and state <= 1
