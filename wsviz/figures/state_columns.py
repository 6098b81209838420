"""Explanations as rows of cells: the hidden layers side by side, bottom-up, a column a unit."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.in_pixels import named_pixels, written
from wsviz.figures.mosaic import frames, ink
from wsviz.runs.words import unit_name

_GAP = 8


def side_by_side(sizes, left, right, narrowest=0, widest=np.inf):
    """The edges of each hidden layer's columns, layer -> (units + 1,), between two pixels.

    A layer is at least `narrowest` pixels wide, and a unit adds at most `widest` of them.
    """
    sizes = np.array(sizes)
    spare = right - left - len(sizes) * narrowest - _GAP * (len(sizes) - 1)
    widths = narrowest + min(widest, spare / sizes.sum()) * sizes
    lefts = left + np.cumsum([0, *(widths + _GAP)])
    return {
        layer: np.linspace(start, start + width, units + 1)
        for layer, (start, width, units) in enumerate(zip(lefts, widths, sizes.tolist()), start=1)
    }


def cells(layers, states, y, **more):
    """The heat map of states, layer -> (rows, units); a layer that is left out is empty.

    `layers` as side_by_side gives them, `y` (rows + 1,) the rows' edges.
    """
    z = np.full((len(y) - 1, sum(len(x) for x in layers.values()) - 1), np.nan, np.float32)
    start = 0
    for layer, x in layers.items():
        if layer in states:
            z[:, start : start + len(x) - 1] = states[layer]
        # An empty cell between two layers.
        start += len(x)
    return ink(z, x=np.concatenate(list(layers.values())), y=y, **more)


def cell_frames(layers, y):
    """Round the states of each layer, and between them."""
    boxes = [(x[0], x[-1], y[0], y[-1]) for x in layers.values()]
    return frames(boxes, xref="x", yref="y")


def unit_axis(layers, width):
    """The axis of all columns of a figure so wide; hovers call them by their units."""
    places, names = [], []
    for layer, x in layers.items():
        places += ((x[:-1] + x[1:]) / 2).tolist()
        names += [unit_name(layer, unit) for unit in range(len(x) - 1)]
    return named_pixels(0, width, places, names)


def over_columns(layers, name, y):
    """What each layer is called, over the middle of its columns."""
    return [
        written(name(layer), (x[0] + x[-1]) / 2, y, palette.MUTED, xanchor="center")
        for layer, x in layers.items()
    ]
