"""Revisions: what was changed at some moment of a run, and the recipe in force at any moment."""

from bisect import bisect_right
from typing import NamedTuple

from wsviz.engine.given import real, shown, whole
from wsviz.engine.step import SLEEP, WAKE
from wsviz.runs.recipe import Recipe

MAX_WEIGHT = 1e6


class Edit(NamedTuple):
    """A weight or bias set by hand, in every learner.

    direction "generative" or "recognition"; the connection into `layer`; row `parent` (0 is the
    bias) and column `unit` of its matrix; the new value, at most MAX_WEIGHT in size.
    """

    direction: str
    layer: int
    parent: int
    unit: int
    value: float


class Revision(NamedTuple):
    """From that phase of cycle `start` on another recipe is in force, after these edits.

    Asleep, the cycle's wake step is still the earlier recipe's; then the edits are made.
    """

    start: int
    recipe: Recipe
    edits: tuple[Edit, ...] = ()
    phase: str = WAKE

    @property
    def moment(self):
        """Its place in time: see moment()."""
        return moment(self.start, self.phase)


def moment(cycle, phase=WAKE):
    """A place in time that compares with others. Raises ValueError for an unknown phase."""
    if phase not in (WAKE, SLEEP):
        raise ValueError(f"Phase {shown(phase)}: it is “{WAKE}” or “{SLEEP}”.")
    return cycle, phase == SLEEP


def checked(revision, recipe):
    """The revision in plain numbers, for a run that began with this recipe.

    Raises ValueError where its recipe starts over, where there is no such moment or weight, and
    where a value is beyond its limit.
    """
    start = whole("cycle", revision.start, 0)
    moment(start, revision.phase)
    if recipe.starts_over(revision.recipe):
        raise ValueError(
            "Another network, seed, number of learners, initial bias or initial weight starts "
            "over, as a new run."
        )
    edits = tuple(_checked_edit(edit, recipe.architecture) for edit in revision.edits)
    return revision._replace(start=start, edits=edits)


def _checked_edit(edit, architecture):
    direction, value = edit.direction, edit.value
    layer, parent, unit = (whole(name, getattr(edit, name)) for name in ("layer", "parent", "unit"))
    if not architecture.has(direction, layer, parent, unit):
        raise ValueError(
            f"{architecture} has no {direction} weight into layer {layer}, unit {unit} from parent "
            f"{parent} (parent 0 is the bias, units count from 0)."
        )
    return Edit(direction, layer, parent, unit, real("weight", value, -MAX_WEIGHT, MAX_WEIGHT))


def merged(revisions):
    """The revisions in the order of their moments, those of one moment as one.

    It has all their edits, and the recipe of the last.
    """
    found = {}
    for revision in sorted(revisions, key=lambda r: r.moment):
        edits = found[revision.moment].edits if revision.moment in found else ()
        found[revision.moment] = revision._replace(edits=(*edits, *revision.edits))
    return list(found.values())


def until(revisions, cycle, phase=WAKE):
    """How many of the revisions, in their order, are made by that moment, its own included."""
    return bisect_right(revisions, moment(cycle, phase), key=lambda r: r.moment)


def edited(parameters, edits):
    """Parameters with weights set by hand; the very same where there is nothing to set."""
    if not edits:
        return parameters
    changed = parameters.copy()
    for edit in edits:
        changed.into(edit.layer, edit.direction)[:, edit.parent, edit.unit] = edit.value
    return changed
