"""The difference between two histories, in words and not in a link's grammar."""

from itertools import pairwise

from wsviz.datasets import load
from wsviz.engine.schedule import SCHEDULES
from wsviz.engine.step import SLEEP
from wsviz.runs.fields import FIELDS
from wsviz.runs.reading import number_text
from wsviz.runs.words import layer_name, unit_name, weight_name
from wsviz.variants import VARIANTS

_SWITCH = ("off", "on")
#: What each setting with one value a layer is called, and the layer that its first value is of.
_LAYERED = {
    "generative_rates": ("generative ε of", 0),
    "recognition_rates": ("recognition ε of", 1),
    "biases": ("initial bias of", 0),
}
#: What each setting with a single value is called, and how its value is told.
_SINGLE = {
    "dataset": ("data set", lambda name: load(name).title),
    "hidden": ("hidden layers", lambda sizes: "-".join(map(str, sizes))),
    "nonnegative": ("constraint ≥ 0", _SWITCH.__getitem__),
    "seed": ("seed", str),
    "learners": ("learners", str),
    "rows": ("rows", str),
    "reroll": ("draws made anew", str),
    "variant": ("learning rule", lambda name: VARIANTS[name].title),
    "wake_phi": ("share of wake-φ", number_text),
    "sleep_phi": ("share of sleep-φ", number_text),
    "biases_from_data": ("image biases from the data", _SWITCH.__getitem__),
    "schedule": ("schedule of the rates", SCHEDULES.get),
    "span": ("span of the schedule", "{:,} cycles".format),
    "initial_weights": ("deviation of the initial weights", number_text),
}


def differences(one, other):
    """What is different in the other history, one text each; none where they are the same.

    Histories are a Run's revisions. First come the recipes of cycle 0 ("hidden layers 8-1 → 6-1"),
    then what was changed later: "from cycle 5 (asleep): weight from unit 3 of layer 1 to pixel 5
    set to 3", or "no longer from cycle 5: rows 1 → 3" where only the first history has it.
    """
    before, after = _events(one), _events(other)
    return [
        *_recipes(one[0].recipe, other[0].recipe),
        *(f"no longer {event}" for event in before if event not in after),
        *(event for event in after if event not in before),
    ]


def _recipes(one, other):
    """The settings that differ between two recipes, in words."""
    return [
        text
        for name in FIELDS
        if getattr(one, name) != getattr(other, name)
        for text in _setting(name, getattr(one, name), getattr(other, name))
    ]


def _setting(name, one, other):
    """A setting's two values in words; of layers that only one network has nothing is said."""
    if name in _SINGLE:
        title, told = _SINGLE[name]
        return [f"{title} {told(one)} → {told(other)}"]
    title, first = _LAYERED[name]
    return [
        f"{title} {_the(layer)} {_plain(a)} → {_plain(b)}"
        for layer, (a, b) in enumerate(zip(one, other), start=first)
        if a != b
    ]


def _events(revisions):
    """Whatever was changed by a history's revisions, and when, in words."""
    first, *later = revisions
    events = [f"{_moment(first)}: {_edit(edit)}" for edit in first.edits]
    for before, revision in pairwise((first, *later)):
        texts = [*_recipes(before.recipe, revision.recipe), *map(_edit, revision.edits)]
        events += [f"{_moment(revision)}: {text}" for text in texts]
    return events


def _moment(revision):
    asleep = " (asleep)" if revision.phase == SLEEP else ""
    return f"from cycle {revision.start:,}{asleep}"


def _edit(edit):
    unit = unit_name(edit.layer, edit.unit)
    if edit.parent == 0:
        return f"{edit.direction} bias of {unit} set to {_plain(edit.value)}"
    parent = weight_name(edit.direction, edit.layer, edit.parent)
    return f"weight from {parent} to {unit} set to {_plain(edit.value)}"


def _the(layer):
    return layer_name(layer) if layer else f"the {layer_name(layer)}"


def _plain(value):
    return number_text(value).replace("-", "−")
