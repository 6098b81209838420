"""The network at one beat: its units, their states and probabilities, its connections in use."""

import numpy as np

from wsviz.engine.parameters import GENERATIVE, RECOGNITION
from wsviz.engine.step import WAKE
from wsviz.figures import palette
from wsviz.figures.layout import (
    ARROWS,
    NETWORK,
    TEXT_SIZE,
    hidden_axis,
    label,
    layout,
    outline,
)
from wsviz.figures.network_lines import lines, lower, selected_line
from wsviz.figures.network_marks import biases, errors
from wsviz.figures.network_units import halo, pixel_rings, pixels, units
from wsviz.figures.places import NAMES, WORDS, Places
from wsviz.narration.beats import status
from wsviz.runs.words import layer_name

UP, DOWN = ARROWS[RECOGNITION], ARROWS[GENERATIVE]
PHASE_SIZE = 25
# Alpha of the tint of the layer that is drawn.
_TINT = "2b"
_ARROW, _ARROW_X = 7, 24
# Lines between smaller pixels would hide them.
_APART = 10
# The last traces, from below to above.
_ABOVE = (pixels, pixel_rings, halo, units, biases, errors)
# More states than these are counted.
_SPOKEN = 32


def network(moment):
    """The figure. A unit's ink is its probability, its ring and digit its state.

    Layers that are not drawn yet are dimmed. Connections in use have the phase's colour, the wider
    the larger their weight (at the last beat: their change); the others are grey. The traces are
    the same at every beat.
    """
    places = Places(moment.architecture, moment.image_shape)
    below = [*lines(moment, places), selected_line(moment, places)]
    above = [draw(moment, places) for draw in _ABOVE]
    return {"data": below + above, "layout": _layout(moment, places)}


def alt_text(moment):
    """One sentence for those who hear the picture."""
    parts = []
    for layer in filter(moment.drawn, moment.layers):
        states = moment.states(layer)
        told = "".join(f"{state:.0f}" for state in states)
        on = told if states.size <= _SPOKEN else f"{states.sum():.0f} on"
        parts.append(f"{layer_name(layer)} {on}")
    where = status(moment.cycle, moment.beat)
    return f"Network {moment.architecture}, {where}: {', '.join(parts)}."


def _layout(moment, places):
    width, height = NETWORK
    across, up = hidden_axis(0, width), hidden_axis(0, height)
    return layout(
        height,
        width=width,
        margin=dict.fromkeys("lrtb", 0),
        xaxis=across,
        yaxis=up,
        # A second pair of axes, in the same place, lies above the lines.
        xaxis2=across | {"overlaying": "x"},
        yaxis2=up | {"overlaying": "y"},
        shapes=[_band(moment, places), _arrows(moment, places), _grid(places)],
        annotations=[*_layer_names(places), *_words(moment, places)],
    )


def _grid(places):
    """Lines between the pixels where they are large, and round the image."""
    left, right, low, high = places.frame
    rows, columns = places.image_shape if places.side >= _APART else (1, 1)
    across, up = np.linspace(left, right, columns + 1), np.linspace(low, high, rows + 1)
    path = "".join(f"M{x:.1f},{low:.1f}V{high:.1f}" for x in across)
    path += "".join(f"M{left:.1f},{y:.1f}H{right:.1f}" for y in up)
    return {"type": "path", "path": path, "line": {"color": palette.GRID, "width": 1}}


def _band(moment, places):
    """Round the layer that this very beat draws, in the phase's colour; clear where none is."""
    drawn = moment.beat.layer is not None
    color = palette.PHASE[moment.phase]
    edges = places.bands[moment.beat.layer or 0]
    look = {"layer": "below", "fillcolor": color + _TINT, "visible": drawn}
    return outline(edges, color, 2.5) | look


def _arrows(moment, places):
    """Left of each connection in use, in the phase's colour: which way it goes."""
    middles = [points[:, 1].mean() for points in places.units]
    path = ""
    for used in moment.connections:
        y = np.mean(middles[lower(used) :][:2])
        tip = -_ARROW if used.direction == GENERATIVE else _ARROW
        path += f"M{_ARROW_X - 8},{y - tip:.0f}H{_ARROW_X + 8}L{_ARROW_X},{y + tip:.0f}Z"
    look = {"type": "path", "path": path or "M0,0Z", "line": {"width": 0}, "layer": "below"}
    return look | {"fillcolor": palette.PHASE[moment.phase], "visible": bool(path)}


def _layer_names(places):
    return [
        _beside(points, layer_name(layer), NAMES, TEXT_SIZE)
        for layer, points in enumerate(places.units)
    ]


def _words(moment, places):
    """The phase, large, and which direction is at work, with an arrow in the phase's colour."""
    way = UP if moment.phase == WAKE else DOWN
    phase = _colored(moment, f"{moment.phase.upper()} {way}")
    direction = ""
    if moment.at_work:
        direction = f"{moment.at_work} {_colored(moment, ARROWS[moment.at_work])}"
    return [
        _beside(places.units[0], text, WORDS, size, palette.TEXT)
        | {"xanchor": "right", "yshift": up}
        for text, size, up in ((phase, PHASE_SIZE, 14), (direction, TEXT_SIZE, -14))
    ]


def _colored(moment, text):
    return f'<b style="color:{palette.PHASE[moment.phase]}">{text}</b>'


def _beside(points, text, x, *look):
    """A label at the height of those units."""
    at = {"xref": "x", "yref": "y", "yanchor": "middle"}
    return label(text, x, float(points[:, 1].mean()), *look, **at)
