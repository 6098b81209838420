"""What stands on the network's units: their biases, their errors, and whose bias moved most."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.layout import CLEAR, TEXT_SIZE
from wsviz.figures.network_units import markers
from wsviz.figures.places import CELL, NUMBER
from wsviz.figures.targets import weight_targets
from wsviz.figures.weights import nice_limit
from wsviz.narration.beats import TEACH
from wsviz.runs.words import plain, signed, unit_name

# Marks on units and pixels smaller than that cannot be seen.
_SMALLEST_MARK = 8
# A line symbol of Plotly's is so many times its size long.
_LINE = 1.4
_SHORTEST = 0.7
# Of a layer those biases are marked that moved at least so much of the most.
_MOST = 0.5


def biases(moment, places):
    """A cell at each unit's shoulder where there is room: its bias in the direction at work."""
    way = moment.at_work or moment.taught
    found = [(layer, moment.parameters.into(layer, way)) for layer in moment.layers]
    cells = [
        (n, matrix[0, 0]) for n, matrix in found if matrix is not None and places.has_biases(n)
    ]
    values = np.concatenate([np.zeros(0), *(row for _, row in cells)])
    units = [(layer, unit) for layer, row in cells for unit in range(row.size)]
    limit = nice_limit(values)
    chosen = [moment.parent == 0 and moment.selection[:2] == unit for unit in units]
    marker = {
        "symbol": "square",
        "size": CELL,
        "color": values,
        "colorscale": palette.WEIGHT,
        "cmin": -limit,
        "cmax": limit,
        "line": {
            "color": [palette.SELECTED if each else palette.TEXT for each in chosen],
            "width": [3 if each else 1.2 for each in chosen],
        },
    }
    return markers(
        np.concatenate([np.zeros((0, 2)), *(places.shoulders(layer) for layer, _ in cells)]),
        marker,
        customdata=[weight_targets(*unit, 0, way).tolist() for unit in units],
        hovertext=[
            f"{way} bias of {unit_name(*unit)} = {plain(bias, 3)}"
            for unit, bias in zip(units, values)
        ],
        hoverinfo="text",
    )


def errors(moment, places):
    """State minus probability while they are compared, then the biases that moved most.

    An error is a number where there is room for it, with paper behind it that keeps the lines from
    crossing it; elsewhere a bar up (+) or down (−) from the middle, half a marker long for 1.
    """
    marks = []
    # The hidden layers first, the image after them.
    for layer in (*moment.layers[1:], 0):
        found = moment.errors(layer)
        if found is not None:
            how = _numbers if places.has_numbers(layer) else _bars
            marks += how(moment, places, layer, found)
        marks += _moved(moment, places, layer)
    names = ("place", "text", "ink", "symbol", "size", "color", "edge", "width")
    column = dict(zip(names, map(list, zip(*marks)))) or {name: [] for name in names}
    marker = {name: column[name] for name in ("symbol", "size", "color")}
    marker["line"] = {"color": column["edge"], "width": column["width"]}
    return markers(
        np.reshape(column["place"], (-1, 2)),
        marker | {"opacity": 1},
        mode="markers+text",
        text=column["text"],
        textfont={"size": TEXT_SIZE, "color": column["ink"]},
    )


def _numbers(moment, places, layer, errors):
    """Marks of errors in writing. In a pixel its own ink lies behind the number."""
    inks = (
        palette.on_ink(moment.probabilities(layer)) if layer == 0 else [palette.TEXT] * errors.size
    )
    backing = CLEAR if layer == 0 else palette.PAPER
    size = round(NUMBER[0] / _LINE, 1)
    return [
        (place, signed(error, 2), ink, "line-ew", size, CLEAR, backing, NUMBER[1])
        for place, error, ink in zip(places.numbers(layer), errors, inks)
    ]


def _bars(moment, places, layer, errors):
    """Marks of errors as bars on the ink."""
    extent = places.marker[layer]
    if extent < _SMALLEST_MARK:
        return []
    width = round(max(2.5, 0.15 * extent), 1)
    middles = places.units[layer] + np.stack([0 * errors, errors * extent / 4], 1)
    sizes = np.round(np.abs(errors) * extent / 2 / _LINE, 2).tolist()
    inks = palette.on_ink(moment.probabilities(layer))
    return [
        (place, "", ink, "line-ns", size, CLEAR, ink, width)
        for place, size, ink in zip(middles, sizes, inks)
        if size >= _SHORTEST
    ]


def _moved(moment, places, layer):
    """Marks of a layer whose biases were taught: up or down, where one moved most."""
    change = moment.step.change.into(layer)
    if moment.beat.kind != TEACH or change is None or places.marker[layer] < _SMALLEST_MARK:
        return []
    moved = change[0, 0]
    most = np.flatnonzero((np.abs(moved) >= _MOST * np.abs(moved).max()) & (moved != 0))
    roomy = places.has_biases(layer)
    points = places.feet(layer) if roomy else places.units[layer]
    size = 12 if roomy else round(min(12, 0.7 * places.marker[layer]), 1)
    marks = []
    for n in most:
        symbol = "triangle-up" if moved[n] > 0 else "triangle-down"
        look = (symbol, size, palette.TEXT, palette.PAPER, 1.5)
        marks.append((points[n], "", palette.TEXT, *look))
    return marks
