"""The network's pixels and units: states, probabilities, and what is selected."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.layout import TEXT_SIZE, on
from wsviz.figures.mosaic import ink
from wsviz.figures.targets import NONE, unit_target
from wsviz.runs.words import unit_name

# Markers smaller than that hold no digit, smaller pixels no rings.
_SMALL, _RINGED = 17, 14


def pixels(moment, places):
    """The image as ink: the datum, then its probabilities."""
    known = moment.drawn(0)
    values = moment.probabilities(0) if known else np.full(len(places.units[0]), np.nan)
    names = [f"{unit_name(0, unit)} · s = {s:.0f}" for unit, s in enumerate(moment.states(0))]
    columns = places.image_shape[1]
    targets = np.full((*places.image_shape, 4), NONE, np.int16)
    targets[..., 0] = 0
    targets[..., 1] = np.arange(len(names)).reshape(places.image_shape)
    return ink(
        values.reshape(places.image_shape),
        **on("2"),
        x=places.pixel_x,
        y=places.pixel_y,
        customdata=targets,
        text=[names[start : start + columns] for start in range(0, len(names), columns)],
        xgap=0,
        ygap=0,
        hovertemplate=f"%{{text}} · {moment.sign(0) or 'datum'} = %{{z:.3f}}<extra></extra>",
    )


def pixel_rings(moment, places):
    """States of the pixels, once their ink is a prediction, where they can be seen."""
    shown = (moment.states(0) > 0.5) & moment.predicted(0) & (places.side >= _RINGED)
    size = places.side * 0.86
    ring = {"size": size, "color": palette.PHASE[moment.phase], "line": {"width": 2.5}}
    return markers(places.units[0][shown], ring | {"symbol": "square-open"})


def halo(moment, places):
    """Round the selected unit or pixel."""
    layer = moment.selection.layer
    beyond = min(12, places.marker[layer]) if layer else 4
    ring = {"size": places.marker[layer] + beyond, "color": palette.SELECTED}
    ring |= {"symbol": "circle-open" if layer else "square-open", "line": {"width": 3}}
    return markers(places.of(moment.selection)[None], ring)


def units(moment, places):
    """The hidden units: ink their probability, ring and digit their state."""
    layers = [_layer(moment, layer, places) for layer in moment.layers[1:]]
    every = {name: [each for layer in layers for each in layer[name]] for name in layers[0]}
    marker = {
        "size": every["size"],
        "color": np.array(every["ink"]),
        "colorscale": palette.INK,
        "cmin": 0,
        "cmax": 1,
        "opacity": every["dim"],
        "line": {"color": every["ring"], "width": every["width"]},
    }
    return markers(
        np.concatenate(places.units[1:]),
        marker,
        mode="markers+text",
        text=every["text"],
        textfont={"size": TEXT_SIZE, "color": palette.on_ink(every["ink"])},
        customdata=every["target"],
        hovertext=every["note"],
        hoverinfo="text",
    )


def _layer(moment, layer, places):
    """What the markers of one hidden layer are made of, name -> a list with one a unit."""
    drawn, states = moment.drawn(layer), moment.states(layer)
    probabilities = moment.probabilities(layer) if drawn else np.zeros(states.size)
    size = places.marker[layer]
    fired, small = (states > 0.5) & drawn, size < _SMALL
    # In tight rows, marks of errors and of changes take the digits' place.
    roomy = places.has_biases(layer) if moment.errors(layer) is None else places.has_numbers(layer)
    digits = drawn and not small and roomy
    sign = moment.sign(layer)
    told = [
        f" · s = {s:.0f} · {sign} = {p:.3f}" if drawn else " · not drawn yet"
        for s, p in zip(states, probabilities)
    ]
    return {
        "ink": probabilities.tolist(),
        "ring": [palette.PHASE[moment.phase] if each else palette.MUTED for each in fired],
        "width": np.where(fired, 2.5 if small else 4, 1.5).tolist(),
        "text": [f"{s:.0f}" if digits else "" for s in states],
        "dim": [1.0 if drawn else 0.5] * states.size,
        "size": [round(size, 1)] * states.size,
        "target": [unit_target(layer, unit) for unit in range(states.size)],
        "note": [unit_name(layer, unit) + text for unit, text in enumerate(told)],
    }


def markers(points, marker, **more):
    """A trace of markers at points (n, 2), above the lines."""
    x, y = np.asarray(points, float).round(1).T.tolist()
    return {
        "type": "scatter",
        **on("2"),
        "mode": "markers",
        "x": x,
        "y": y,
        "marker": marker,
        "hoverinfo": "skip",
    } | more
