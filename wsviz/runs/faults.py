"""Faults: what of a link could not be taken as it stood, told in a few sentences."""

from typing import NamedTuple

MAX_MESSAGES = 5
#: A value that cannot be read; one outside its limits; one that does not go with the rest of the
#: recipe; a revision, a weight set by hand that cannot be.
UNREAD, OUTSIDE, UNFIT, REVISION, WEIGHT = "unread", "outside", "unfit", "revision", "weight"


class Fault(NamedTuple):
    """Something that was put right.

    kind     one of those above
    message  the sentence that tells it, and what is done instead
    setting  the recipe's field that it is about, where it is about a single one
    """

    kind: str
    message: str
    setting: str | None = None


def told(faults):
    """The messages of these faults: each, or, of too many, the first a kind and the count."""
    if len(faults) <= MAX_MESSAGES:
        return tuple(fault.message for fault in faults)
    kinds = {}
    for fault in faults:
        kinds.setdefault(fault.kind, []).append(fault.message)
    return tuple(
        first + (f" So it is with {len(others)} more of this link." if others else "")
        for first, *others in kinds.values()
    )
