"""Links: a recipe and the cursor as a flat dict of short texts, the address's query, and back.

Only what differs from the preset is written. Reading never fails: whatever cannot be meant is
reported in a plain sentence, and the nearest valid value is used.
"""

import math
from itertools import pairwise
from typing import NamedTuple

from wsviz.datasets import DATASETS
from wsviz.engine.architecture import MAX_HIDDEN_LAYERS, MAX_HIDDEN_UNITS
from wsviz.engine.step import WAKE
from wsviz.narration.beats import PHASES, beats
from wsviz.narration.cursor import Cursor
from wsviz.runs.presets import PRESETS
from wsviz.runs.recipe import MAX_BIAS, MAX_LEARNERS, MAX_RATE, MAX_ROWS, MAX_SEED, Recipe
from wsviz.runs.run import MAX_WEIGHT, Edit, Revision, has_weight

DEFAULT_PRESET = "kirby"
MAX_CYCLE = 10**9


class Opened(NamedTuple):
    """What a link asks for, and what of it could not be taken as it stood."""

    preset: str
    recipe: Recipe
    revisions: tuple[Revision, ...]
    cursor: Cursor
    messages: tuple[str, ...]


def write(preset, revisions, cursor):
    """The query of a link that opens this history and moment again.

    `revisions` are a Run's, the first being its recipe at cycle 0. Later ones stand under `then`,
    each as its cycle and what changed: then=700~nonnegative=1~set=generative.0.2.4.5;900~rows=3.
    """
    first, *later = revisions
    query = {} if preset == DEFAULT_PRESET else {"preset": preset}
    query |= _differing(PRESETS[preset], first.recipe)
    later = [r for r in later if r.start <= cursor.cycle]
    if later or first.edits:
        query["then"] = ";".join(_revision_text(a, b) for a, b in pairwise([first, *later]))
    for name, value in cursor._asdict().items():
        if value != getattr(Cursor(), name):
            query[name] = str(value)
    return query


def read(query):
    """What that query asks for: Opened, with a message for each value that was put right."""
    messages = []
    preset = _choice("preset", query.get("preset", DEFAULT_PRESET), PRESETS, messages)
    preset = preset or DEFAULT_PRESET
    recipe = _nearest(PRESETS[preset], _changes(query, messages, _FIELDS), messages)
    revisions = _revisions(query.get("then", ""), recipe, messages)
    cursor = _cursor(query, recipe, messages)
    return Opened(preset, recipe, revisions, cursor, tuple(messages))


def _differing(base, recipe):
    """The fields in which the recipe differs from a base, as texts."""
    return {
        name: to_text(getattr(recipe, name))
        for name, (_, to_text) in _FIELDS.items()
        if getattr(recipe, name) != getattr(base, name)
    }


def _revision_text(before, revision):
    parts = [f"{name}={text}" for name, text in _differing(before.recipe, revision.recipe).items()]
    parts += [f"set={'.'.join(map(str, edit[:4]))}={edit.value:.9g}" for edit in revision.edits]
    return "~".join([str(revision.start), *parts])


def _revisions(text, recipe, messages):
    """The Revisions that `then` names, in the order of their cycles."""
    found = []
    for part in text.split(";") if text else ():
        start, *changes = part.split("~")
        start = _whole(0, MAX_CYCLE)("then", start, messages)
        if start is None:
            continue
        fields = dict(change.split("=", 1) for change in changes if "=" in change)
        edits = [_edit(c[4:], recipe, messages) for c in changes if c.startswith("set=")]
        recipe = _nearest(recipe, _changes(fields, messages, _LASTING), messages)
        found.append(Revision(start, recipe, tuple(edit for edit in edits if edit)))
    return tuple(sorted(found, key=lambda revision: revision.start))


def _edit(text, recipe, messages):
    """An Edit from generative.0.2.4=5, or None with a message where there is no such weight."""
    place, _, value = text.partition("=")
    direction, *numbers = place.split(".")
    indices = [int(n) for n in numbers if n.isdigit()]
    value = _number(value)
    if value is None or len(indices) != 3 or not has_weight(recipe, direction, *indices):
        messages.append(f"set={text} names no weight of this network and is left out.")
        return None
    return Edit(direction, *indices, _clamped("set", value, -MAX_WEIGHT, MAX_WEIGHT, messages))


def _changes(query, messages, names):
    changes = {}
    for name in names:
        if name in query:
            value = _FIELDS[name][0](name, query[name], messages)
            if value is not None:
                changes[name] = value
    return changes


def _nearest(base, changes, messages):
    hidden = changes.get("hidden", base.hidden)
    recipe = base.replace(hidden=hidden)
    for name in ("generative_rates", "recognition_rates", "biases"):
        needed = len(getattr(recipe, name))
        given = changes.get(name)
        if given is not None and len(given) != needed:
            messages.append(f"{name}: {len(given)} values where this network needs {needed}.")
            changes[name] = (*given, *getattr(recipe, name)[len(given) :])[:needed]
    try:
        return recipe.replace(**changes)
    except ValueError as error:
        messages.append(f"{error} One learner and one row are used.")
        return recipe.replace(**changes | {"learners": 1, "rows": 1})


def _cursor(query, recipe, messages):
    cycle = _whole(0, MAX_CYCLE)("cycle", query.get("cycle", "0"), messages) or 0
    phase = _choice("phase", query.get("phase", WAKE), PHASES, messages) or WAKE
    count = len(beats(phase, recipe.architecture.depth))
    beat = _whole(1, count)("beat", query.get("beat", "1"), messages) or 1
    return Cursor(cycle, phase, beat)


def _choice(name, text, choices, messages):
    if text in choices:
        return text
    messages.append(f"{name}={text} is not known: it is one of {', '.join(choices)}.")
    return None


def _whole(low, high):
    """A reader of one whole number; 1e9 is read as a number, too."""

    def read_whole(name, text, messages):
        value = _number(text)
        if value is None or value != int(value):
            messages.append(f"{name}={text} is not a whole number from {low} to {high:,}.")
            return None
        return int(_clamped(name, int(value), low, high, messages))

    return read_whole


def _numbers(low, high):
    """A reader of a comma-separated list of numbers."""

    def read_numbers(name, text, messages):
        values = [_number(part) for part in text.split(",")]
        if None in values:
            messages.append(f"{name}={text} is not a list of numbers from {low:g} to {high:g}.")
            return None
        return tuple(float(_clamped(name, value, low, high, messages)) for value in values)

    return read_numbers


def _hidden(name, text, messages):
    """Sizes of the hidden layers, as in 8-1."""
    sizes = [_number(part) for part in text.split("-") if part.strip()]
    if not sizes or any(size is None or size != int(size) for size in sizes):
        messages.append(f"hidden={text} is not a list of layer sizes such as 8-1.")
        return None
    if text.strip("-") != text:
        messages.append(f"hidden={text} has an empty layer: {len(sizes)} are used.")
    if len(sizes) > MAX_HIDDEN_LAYERS:
        messages.append(
            f"hidden={text}: {len(sizes)} hidden layers, at most {MAX_HIDDEN_LAYERS} are used."
        )
    return tuple(
        int(_clamped("hidden", int(size), 1, MAX_HIDDEN_UNITS, messages))
        for size in sizes[:MAX_HIDDEN_LAYERS]
    )


def _switch(name, text, messages):
    value = _choice(name, text, ("0", "1"), messages)
    return None if value is None else value == "1"


def _number(text):
    """A finite number, or None."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _clamped(name, value, low, high, messages):
    nearest = min(max(value, low), high)
    if nearest != value:
        messages.append(
            f"{name}={value:,.12g}: from {low:,.12g} to {high:,.12g}; {nearest:,.12g} is used."
        )
    return nearest


def _join(values):
    return ",".join(f"{value:.12g}" for value in values)


# One table turns every setting into the address and back.
_FIELDS = {
    "dataset": (lambda name, text, messages: _choice(name, text, DATASETS, messages), str),
    "hidden": (_hidden, lambda sizes: "-".join(map(str, sizes))),
    "generative_rates": (_numbers(0, MAX_RATE), _join),
    "recognition_rates": (_numbers(0, MAX_RATE), _join),
    "biases": (_numbers(-MAX_BIAS, MAX_BIAS), _join),
    "nonnegative": (_switch, lambda on: str(int(on))),
    "seed": (_whole(0, MAX_SEED), str),
    "learners": (_whole(1, MAX_LEARNERS), str),
    "rows": (_whole(1, MAX_ROWS), str),
    "reroll": (_whole(0, MAX_SEED), str),
}

# What may change without starting over.
_LASTING = (
    "dataset",
    "generative_rates",
    "recognition_rates",
    "nonnegative",
    "rows",
    "reroll",
)
