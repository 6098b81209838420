"""A history as a link's text: each revision as its moment, what changed, and weights set by hand.

    700~nonnegative=1~set=generative.0.2.4=5;900s~rows=3

From cycle 700 on the constraint holds, and a weight is 5; from the sleep phase of cycle 900 on
three data are shown at once.
"""

import re
from itertools import pairwise

from wsviz.engine.step import SLEEP, WAKE
from wsviz.runs.faults import OUTSIDE, REVISION, UNREAD, WEIGHT, Fault
from wsviz.runs.fields import FIELDS, differing, given, right_lengths
from wsviz.runs.reading import number, number_text, real, shown, whole
from wsviz.runs.revision import MAX_WEIGHT, Edit, Revision, merged

MAX_CYCLE = 10**9
MAX_REVISIONS = 200
# Of weights set by hand, in all: each takes some thirty characters of every address.
MAX_EDITS = 2_000
_EDIT = re.compile(r"~set=[^~;]*")


def history_text(revisions):
    """The text of a Run's revisions but for the first one's recipe; "" where nothing changed."""
    first, *later = revisions
    start = [_revision_text(first, first)] if first.edits else []
    return ";".join([*start, *(_revision_text(a, b) for a, b in pairwise((first, *later)))])


def read_history(text, recipe, faults, most=MAX_REVISIONS):
    """The revisions that a text names after that recipe, in the order of their moments.

    The first is always that of cycle 0's wake. What cannot be, and what is beyond so many or beyond
    MAX_EDITS, is left out, with a Fault.
    """
    found = [Revision(0, recipe)]
    parts = [part for part in _first_edits(text, faults).split(";") if part]
    for part in parts[:most]:
        revision = _read_revision(part, found[-1].recipe, faults)
        if revision is not None:
            found.append(revision)
    if len(parts) > most:
        message = f"{len(parts):,} changes in one history: the first {most:,} are used."
        faults.append(Fault(REVISION, message))
    return tuple(merged(found))


def edits_in(text):
    """How many weights a text of `history_text` sets by hand."""
    return len(_EDIT.findall(text))


def _first_edits(text, faults):
    """The text with as many weights set by hand as a history may have."""
    count = edits_in(text)
    if count <= MAX_EDITS:
        return text
    message = f"{count:,} weights set by hand in one history: the first {MAX_EDITS:,} are used."
    faults.append(Fault(WEIGHT, message))
    end = list(_EDIT.finditer(text))[MAX_EDITS].start()
    return text[:end] + _EDIT.sub("", text[end:])


def _revision_text(before, revision):
    moment = f"{revision.start}s" if revision.phase == SLEEP else str(revision.start)
    parts = [f"{name}={text}" for name, text in differing(before.recipe, revision.recipe).items()]
    return "~".join([moment, *parts, *map(_edit_text, revision.edits)])


def _edit_text(edit):
    return f"set={'.'.join(map(str, edit[:4]))}={number_text(edit.value)}"


def _read_revision(text, recipe, faults):
    """The Revision of 700s~rows=3 after that recipe, or None."""
    moment, *parts = text.split("~")
    start, message = whole(0, MAX_CYCLE)("then", moment.removesuffix("s"))
    if start is None:
        faults.append(Fault(REVISION, f"{message} This change is left out."))
        return None
    found = []
    try:
        changed = _read_recipe(parts, recipe, found)
    except ValueError as error:
        # What was put right in a change that is left out is of no interest.
        faults.append(Fault(REVISION, f"From cycle {start:,}: {error} This change is left out."))
        return None
    edits = [_read_edit(part[4:], recipe, found) for part in parts if part.startswith("set=")]
    faults += [Fault(OUTSIDE, message)] if message else []
    faults += [Fault(f.kind, f"From cycle {start:,}: {f.message}") for f in found]
    phase = SLEEP if moment.endswith("s") else WAKE
    return Revision(start, changed, tuple(edit for edit in edits if edit), phase)


def _read_recipe(parts, recipe, faults):
    """The recipe with the changes that these parts name; ValueError where that is another run's."""
    texts = dict(part.split("=", 1) for part in parts if "=" in part)
    unknown = [part for part in parts if part.partition("=")[0] not in (*FIELDS, "set")]
    if unknown:
        faults.append(Fault(UNREAD, f"{shown(unknown[0])} is no setting and is left out."))
    values = given(texts, recipe, faults)
    values = {name: value for name, value in values.items() if value != getattr(recipe, name)}
    # Told by their names, for hundreds of recipes take long to make.
    another = not values.keys().isdisjoint(("hidden", "seed", "learners", "biases"))
    changed = recipe
    if values and not another:
        changed = recipe.replace(**right_lengths(values, recipe, faults))
    if another or recipe.starts_over(changed):
        named = ", ".join(f"{name}={text}" for name, text in texts.items() if name in FIELDS)
        raise ValueError(f"{shown(named)} would start another run.")
    return changed


def _read_edit(text, recipe, faults):
    """The Edit of generative.0.2.4=5, or None where the network has no such weight."""
    place, _, value = text.partition("=")
    direction, *numbers = place.split(".")
    # Longer than any index that a network has, and int() refuses thousands of digits.
    indices = [int(n) for n in numbers if n.isdecimal() and len(n) < 6]
    known = len(indices) == len(numbers) == 3 and recipe.architecture.has(direction, *indices)
    if not known or number(value) is None:
        message = f"set={shown(text)} sets no weight of this network and is left out."
        faults.append(Fault(WEIGHT, message))
        return None
    nearest, message = real(-MAX_WEIGHT, MAX_WEIGHT)("set", value)
    if message:
        faults.append(Fault(OUTSIDE, message))
    return Edit(direction, *indices, nearest)
