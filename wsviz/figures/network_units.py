"""The network's pixels and units: states, probabilities, errors, and what is selected."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.layout import CLEAR, on
from wsviz.figures.mosaic import ink
from wsviz.figures.targets import unit_target
from wsviz.runs.words import signed, unit_name

# Units in a layer up to which errors are written under them; smaller markers hold no digit.
_MAX_LABELLED, _SMALL = 16, 14


def pixels(moment, places):
    """The image as ink: the datum, then its probabilities."""
    known = moment.drawn(0)
    values = moment.probabilities(0) if known else np.full(len(places.units[0]), np.nan)
    names = [f"{unit_name(0, unit)} · s = {s:.0f}" for unit, s in enumerate(moment.states(0))]
    columns = places.image_shape[1]
    targets = [unit_target(0, unit) for unit in range(len(names))]
    return ink(
        values.reshape(places.image_shape),
        **on("2"),
        x=places.pixel_x,
        y=places.pixel_y,
        customdata=_in_rows(targets, columns),
        text=_in_rows(names, columns),
        xgap=1,
        ygap=1,
        hovertemplate=f"%{{text}} · {moment.sign(0) or 'datum'} = %{{z:.3f}}<extra></extra>",
    )


def _in_rows(items, columns):
    return [items[start : start + columns] for start in range(0, len(items), columns)]


def pixel_rings(moment, places):
    """States of the pixels, once their ink is a prediction."""
    shown = (moment.states(0) > 0.5) & moment.predicted(0)
    size = places.marker[0] * 0.62
    ring = {"size": size, "color": palette.PHASE[moment.phase], "line": {"width": 2.5}}
    return _markers(places.units[0][shown], ring | {"symbol": "square-open"})


def halo(moment, places):
    """Round the selected unit or pixel."""
    layer = moment.selection.layer
    ring = {"size": places.marker[layer] + (14 if layer else 4), "color": palette.SELECTED}
    ring |= {"symbol": "circle-open" if layer else "square-open", "line": {"width": 3}}
    return _markers(places.of(moment.selection)[None], ring)


def units(moment, places):
    """The hidden units: ink their probability, ring and digit their state."""
    layers = [_layer(moment, layer, places.marker[layer]) for layer in moment.layers[1:]]
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
    return _markers(
        np.concatenate(places.units[1:]),
        marker,
        mode="markers+text",
        text=every["text"],
        textfont={"size": 13, "color": palette.on_ink(every["ink"])},
        customdata=every["target"],
        hovertext=every["note"],
        hoverinfo="text",
    )


def _layer(moment, layer, size):
    """What the markers of one hidden layer are made of, name -> a list with one a unit."""
    drawn, states = moment.drawn(layer), moment.states(layer)
    probabilities = moment.probabilities(layer) if drawn else np.zeros(states.size)
    fired, small = (states > 0.5) & drawn, size < _SMALL
    sign = moment.sign(layer)
    told = [
        f" · s = {s:.0f} · {sign} = {p:.3f}" if drawn else " · not drawn yet"
        for s, p in zip(states, probabilities)
    ]
    return {
        "ink": probabilities.tolist(),
        "ring": [palette.PHASE[moment.phase] if each else palette.MUTED for each in fired],
        "width": np.where(fired, 2 if small else 4, 1).tolist(),
        "text": [f"{s:.0f}" if drawn and not small else "" for s in states],
        "dim": [1.0 if drawn else 0.35] * states.size,
        "size": [size] * states.size,
        "target": [unit_target(layer, unit) for unit in range(states.size)],
        "note": [unit_name(layer, unit) + text for unit, text in enumerate(told)],
    }


def errors(moment, places):
    """State minus probability under each hidden unit, while they are compared."""
    points, texts = [np.zeros((0, 2))], []
    for layer in moment.layers[1:]:
        found = moment.errors(layer)
        if found is not None and found.size <= _MAX_LABELLED:
            points.append(places.under(layer))
            texts += [signed(error, 2) for error in found]
    # A thick dash of paper under each number keeps the lines from crossing it.
    paper = {"symbol": "line-ew", "size": 13, "color": CLEAR}
    paper["line"] = {"color": palette.PAPER, "width": 14}
    number = {"size": 12, "color": palette.TEXT}
    return _markers(np.concatenate(points), paper, mode="markers+text", text=texts, textfont=number)


def _markers(points, marker, **more):
    x, y = np.asarray(points, float).T.tolist()
    return {
        "type": "scatter",
        **on("2"),
        "mode": "markers",
        "x": x,
        "y": y,
        "marker": marker,
        "hoverinfo": "skip",
    } | more
