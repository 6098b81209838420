"""What there is to see of an image's explanations at a moment, and what is said of it."""

from typing import NamedTuple

import numpy as np

from wsviz.engine.step import WAKE
from wsviz.measure.likeliest import Likeliest, likeliest

# As many explanations as have a row.
MOST = 10


class Explained(NamedTuple):
    """An image beside its explanations.

    image  (visible,), None where it does not exist yet
    name   what it is called
    drawn  the explanation (hidden,) that was drawn with it, None where none was, or not yet
    mark   what that one is called, in one word
    note   how the image came by it, in a few words
    found  the Likeliest of the image, by the parameters in force; None without an image
    """

    image: np.ndarray | None
    name: str
    drawn: np.ndarray | None
    mark: str
    note: str
    found: Likeliest | None


def explained(moment, chosen=None):
    """The Explained of a chosen image (visible,), by default of the one on show.

    Raises ValueError where the moment is not listable.
    """
    image, name = shown_image(moment, chosen)
    if chosen is not None:
        drawn, mark, note = None, "", "nothing was drawn for it"
    else:
        drawn = moment.explanation
        mark, note = (_datum if moment.phase == WAKE else _dream)(image, drawn)
    found = None if image is None else likeliest(moment.parameters, image, MOST, drawn)
    return Explained(image, name, drawn, mark, note, found)


def shown_image(moment, chosen=None):
    """(image, name) of a chosen image (visible,), by default of the one on show or yet to come."""
    if chosen is not None:
        return chosen, "a picture of your choice"
    name = "the datum on show" if moment.phase == WAKE else "the dream on show"
    return (moment.states(0) if moment.drawn(0) else None), name


def _datum(_, drawn):
    not_yet = "its explanation is not drawn yet"
    note = not_yet if drawn is None else "outlined: the explanation that was drawn"
    return "drawn", note


def _dream(image, _):
    note = "it has no image yet" if image is None else "outlined: its own, which it was drawn from"
    return "its own", note
