"""Weights to draw: projected to the pixels, in round ranges and their colours, and what changed."""

from typing import NamedTuple

import numpy as np

from wsviz.engine.parameters import DIRECTIONS, GENERATIVE, RECOGNITION
from wsviz.figures import palette
from wsviz.figures.layout import on
from wsviz.figures.mosaic import pictures
from wsviz.narration.beats import TEACH


class Tiles(NamedTuple):
    """What a Gallery's tiles show: images (tiles, rows, columns), biases (units,), their range."""

    images: np.ndarray
    biases: np.ndarray
    limit: float


def nice_limit(values):
    """The largest |value| rounded up to 1, 2 or 5 · 10ⁿ: a range that rarely moves."""
    largest = float(np.abs(values).max()) if np.size(values) else 0.0
    if largest == 0:
        return 1.0
    power = 10.0 ** np.floor(np.log10(largest))
    return float(next(power * step for step in (1, 2, 5, 10) if largest <= power * step * 1.0001))


def weight_map(z, limit, axis="", legend=False):
    """A heat map of weights from −limit to limit, white at zero, on the axes of that number."""
    return {
        "type": "heatmap",
        **on(axis),
        "z": z,
        "colorscale": palette.WEIGHT,
        "zmin": -limit,
        "zmax": limit,
        "zsmooth": False,
        "xgap": 0.5,
        "ygap": 0.5,
        "hoverongaps": False,
        "showscale": legend,
        "colorbar": {
            "thickness": 10,
            "len": 0.9,
            "tickvals": [-limit, 0, limit],
            "ticktext": ["−range", "0", "+range"],
            "outlinewidth": 1,
        },
    }


def projections(parameters):
    """Each hidden layer's units in terms of pixels: direction -> a list of (units, visible).

    Of one learner. Layer 1 as it is; above it the product of the weight matrices down to the
    pixels, biases left out: what a unit would add to the pixels' logits if every layer between
    were linear.
    """
    found = {direction: [] for direction in DIRECTIONS}
    for matrix in parameters.generative.matrices[:-1]:
        _project(found[GENERATIVE], matrix[0, 1:])
    for matrix in parameters.recognition.matrices:
        _project(found[RECOGNITION], matrix[0, 1:].T)
    return found


def _project(below, weights):
    below.append(weights @ below[-1] if below else weights)


def tiles_of(plan, parameters):
    """The Tiles of each gallery of a plan, in their order."""
    projected = projections(parameters)
    found = []
    for gallery in plan.galleries:
        images = projected[gallery.direction][gallery.layer - 1][gallery.units]
        biases = parameters.into(gallery.layer, gallery.direction)[0, 0, gallery.units]
        if gallery.has_image_biases:
            images = np.concatenate([images, parameters.into(0, GENERATIVE)[0, :1]])
        limit = max(nice_limit(images), nice_limit(biases))
        found.append(Tiles(pictures(images, plan.image_shape), biases, limit))
    return found


def changed(gallery, moment):
    """Which of a gallery's tiles (tiles,) have weights of their own that this beat changed.

    A generative tile's own are those that lead down from its unit, a recognition tile's those that
    lead up to it. Biases are no part of the images: nearly all change at every step.
    """
    if moment.beat.kind != TEACH or gallery.direction not in moment.step.changes:
        return np.zeros(len(gallery.corners), bool)
    change = moment.step.changes[gallery.direction]
    if gallery.direction == RECOGNITION:
        return (change.into(gallery.layer)[0, 1:, gallery.units] != 0).any(1)
    rows = (change.into(gallery.layer - 1)[0] != 0).any(1)
    moved = rows[gallery.units + 1]
    return np.append(moved, rows[0]) if gallery.has_image_biases else moved
