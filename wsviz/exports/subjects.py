"""What strips and films show of a learner, as Parts of a sheet."""

from typing import NamedTuple

import numpy as np

from wsviz.engine import gallery
from wsviz.engine.parameters import DIRECTIONS
from wsviz.exports.shades import diverging, ink
from wsviz.exports.sheet import Part
from wsviz.figures.mosaic import pictures
from wsviz.figures.weight_values import nice_limit, projections
from wsviz.runs.words import layer_name

# Tiles in a row: of pictures, and of weights. Most units of a layer that are told apart.
_PICTURES, _WEIGHTS, _MOST = 10, 16, 96


class Looked(NamedTuple):
    """What a learner is looked at with; the same in all frames of a film.

    images  (count, visible) of the data
    shape   (rows, columns) of an image
    seed    of the dreams
    ranges  (direction, layer) -> largest |weight| that has a colour of its own
    """

    images: np.ndarray
    shape: tuple[int, int]
    seed: int
    ranges: dict


def ranges(every):
    """Round ranges that hold all weights of these Parameters' first learners, for Looked."""
    largest = {}
    for parameters in every:
        for at, tiles in _projected(parameters):
            largest[at] = max(largest.get(at, 0.0), float(np.abs(tiles).max()))
    return {at: nice_limit(value) for at, value in largest.items()}


def weights(parameters, looked):
    """Every hidden unit's weights to and from the pixels, the upper layers' projected."""
    return [
        Part(_weights_title(at, tiles, looked), pictures(tiles[:_MOST], looked.shape), *colors)
        for at, tiles in _projected(parameters)
        for colors in [(diverging(looked.ranges[at]), _WEIGHTS)]
    ]


def dreams(parameters, looked):
    """What it dreams: the drawn pixels, and the probabilities they were drawn with."""
    drawn, probabilities = gallery.fantasies(parameters, 2 * _PICTURES, looked.seed)
    return [
        _inked("drawn pixels", drawn, looked),
        _inked("the probabilities they were drawn with", probabilities, looked),
    ]


def data(_, looked):
    """Images of the data."""
    return [_inked("", looked.images, looked)]


def reconstructions(parameters, looked):
    """Images of the data, and the probability of each pixel after one look at each."""
    rebuilt = gallery.reconstructions(parameters, looked.images)
    return [
        _inked("data", looked.images, looked),
        _inked("after one look at each: the probability of each pixel", rebuilt, looked),
    ]


def activations(parameters, looked):
    """Each hidden unit's probability, a row a unit under each image, the top layer first."""
    found = gallery.activations(parameters.learner(0), looked.images)
    layers = [
        Part(
            f"{layer_name(layer)}: each unit's probability q, white 0, black 1",
            part[0][:, :, None],
            ink(),
            len(looked.images),
            looked.shape[1],
        )
        for layer, part in enumerate(found, 1)
    ]
    return [_inked("data", looked.images, looked, len(looked.images)), *layers[::-1]]


#: What a strip may show: name -> function of (Parameters, Looked) that gives Parts.
SUBJECTS = {
    "Weights": weights,
    "Dreams": dreams,
    "Reconstructions": reconstructions,
    "Data": data,
    "Activations": activations,
}
#: Those of them that move while the network learns, with what a film shows.
MOVING = {name: SUBJECTS[name] for name in ("Weights", "Dreams", "Activations")}


def _inked(title, images, looked, across=_PICTURES):
    return Part(title, pictures(images, looked.shape), ink(), across)


def _projected(parameters):
    """((direction, layer), images (units, visible)), generative first, bottom-up."""
    found = projections(parameters.learner(0))
    for direction in DIRECTIONS:
        for layer, tiles in enumerate(found[direction], 1):
            yield (direction, layer), tiles


def _weights_title(at, tiles, looked):
    direction, layer = at
    how = " projected to the pixels" if layer > 1 else ""
    part = f", units 1 to {_MOST} of {len(tiles)}" if len(tiles) > _MOST else ""
    limit = looked.ranges[at]
    return (
        f"{direction}, {layer_name(layer)}{how}{part}: -{limit:g} purple, 0 white, {limit:g} green"
    )
