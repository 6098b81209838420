"""Labels of any kind as whole numbers from 0."""

import re

import numpy as np

from wsviz.datasets.own import MAX_LABEL
from wsviz.guard.refused import Refused, quoted

# How many of them a sentence lists.
_LISTED = 10


def natural(name):
    """A key that sorts names with numbers in them as people do: a2 before a10."""
    parts = re.split(r"(\d+)", name)
    # Digits stand at the odd places, so that like is compared with like; of two numbers the one
    # with more digits is larger, however many they are.
    digits = [part.lstrip("0") for part in parts[1::2]]
    parts[1::2] = [(len(number), number) for number in digits]
    parts[::2] = [text.casefold() for text in parts[::2]]
    return parts, name


def numbered(labels):
    """(labels as int64, notes): whole numbers from 0 stay, others are numbered in their order.

    `labels` is (pictures,) of numbers or texts, or (pictures, classes) with a single 1 a row.
    Raises Refused.
    """
    labels = np.asarray(labels)
    if labels.ndim == 2:
        labels = labels.ravel() if 1 in labels.shape else _places(labels)
    if labels.ndim != 1 or labels.dtype.kind not in "buifUS":
        raise Refused(
            f"Labels of shape {labels.shape} and type {labels.dtype}: a number or a text a picture."
        )
    if labels.dtype.kind == "S":
        labels = np.char.decode(labels, "latin-1")
    if labels.dtype.kind == "U":
        return _in_order([label.strip() for label in labels.tolist()], natural, quoted)
    # Written so that nan, which compares false with everything, is numbered too.
    if ((labels >= 0) & (labels <= MAX_LABEL) & (labels == np.rint(labels))).all():
        return labels.astype(np.int64), ()
    return _in_order(labels.tolist(), None, "{:g}".format)


def _in_order(labels, key, told):
    """Each label's number among those there are, sorted."""
    names = sorted(set(labels), key=key)
    number = {name: i for i, name in enumerate(names)}
    listed = ", ".join(f"{i} {told(name)}" for i, name in enumerate(names[:_LISTED]))
    rest = len(names) - _LISTED
    more = f" and {rest:,} more" if rest > 0 else ""
    found = np.array([number[label] for label in labels], np.int64)
    return found, (f"Labels are numbered: {listed}{more}.",)


def _places(labels):
    """The place of the single 1 in each row."""
    single = labels.dtype.kind in "buif" and ((labels == 0) | (labels == 1)).all()
    if not single or (labels.sum(1) != 1).any():
        raise Refused(f"Labels of shape {labels.shape}: a row a picture takes a single 1 in each.")
    return labels.argmax(1)
