"""What hidden units mean: dreams with a unit held on and off."""

from typing import NamedTuple

import numpy as np

from wsviz.engine.asking import held_dreams
from wsviz.runs.words import unit_name

# Dreams of a row that its mean and its labels are of; units with rows of their own.
DREAMS = 200
MOST_UNITS = 4
_LABELS = 2


class Meant(NamedTuple):
    """Dreams with some units held.

    name      what is held, in words
    mean      (visible,) mean probability of each pixel
    pictures  (shown, visible) the first dreams, drawn
    labels    (label, share of the dreams nearest to a datum of it), the most frequent first; ()
              where the data have none
    """

    name: str
    mean: np.ndarray
    pictures: np.ndarray
    labels: tuple


def meant(moment, question, shown, few=False):
    """A list of Meant: of what is held, if anything is, then of some units held on and off.

    In a unit's own two rows it is held as they say, and the others as the question holds them. With
    `few` they are of the dreams shown alone, and without labels.
    """
    rows = [(_as_held(question.held), question)] if question.held else []
    for layer, unit in asked_units(moment):
        for state in (1, 0):
            (name,) = held_names([(layer, unit, state)])
            rows.append((name, question.hold(layer, unit, state)))
    return [_row(moment, name, each, shown, few) for name, each in rows]


def asked_units(moment):
    """The (layer, unit) that have rows: the selected hidden unit, then the first of the top."""
    top = moment.architecture.depth
    layer, unit = moment.selection[:2]
    units = [(top, n) for n in range(moment.architecture.sizes[top])]
    chosen = [(layer, unit)] if layer else []
    if (layer, unit) in units[:MOST_UNITS]:
        return units[:MOST_UNITS]
    return [*chosen, *units][:MOST_UNITS]


def asked_words(moment):
    """Which units have rows, and how others get theirs."""
    top, units = moment.architecture.depth, asked_units(moment)
    size, beside = moment.architecture.sizes[top], units[0] != (top, 0)
    first = len(units) - beside
    tops = f"the first {first} of {size} top units" if first < size else f"all {size} top units"
    if size == 1:
        tops = "the top unit"
    return f"Rows: {'the selected and ' * beside}{tops}; click any for its own."


def _as_held(held):
    return held_names(held)[0] if len(held) == 1 else f"{len(held)} units held"


def held_names(held):
    """What each held unit is called with its state."""
    return [f"{unit_name(layer, unit)} {'on' if state else 'off'}" for layer, unit, state in held]


def _row(moment, name, question, shown, few):
    dreams = shown if few else DREAMS
    step = held_dreams(moment.parameters, question.held, dreams, question.seed)
    pictures = step.states.units[0][0]
    mean = step.drawing(0).probabilities[0].mean(0)
    labels = () if few else _labels(moment.dataset, pictures)
    return Meant(name, mean, pictures[:shown], labels)


def _labels(dataset, pictures):
    """The labels of the data that these pictures are nearest to, the most frequent first."""
    if dataset.labels is None:
        return ()
    nearest = dataset.labels[dataset.nearest(pictures)[0]]
    labels, counts = np.unique(nearest, return_counts=True)
    order = np.argsort(-counts, kind="stable")[:_LABELS]
    return tuple((int(labels[n]), float(counts[n] / len(pictures))) for n in order)
