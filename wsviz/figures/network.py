"""The network at one beat: its units, their states and probabilities, its connections in use."""

from wsviz.figures import palette
from wsviz.figures.layout import ARROWS, hidden_axis, label, layout, outline
from wsviz.figures.network_lines import lines, selected_line
from wsviz.figures.network_units import errors, halo, pixel_rings, pixels, units
from wsviz.figures.places import Places
from wsviz.narration.beats import status
from wsviz.runs.words import layer_name

_HEIGHT = 400
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
    above = [draw(moment, places) for draw in (pixels, pixel_rings, halo, units, errors)]
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
    across = hidden_axis(0, places.width, constrain="domain")
    up = hidden_axis(0, places.height, constrain="domain")
    return layout(
        _HEIGHT,
        xaxis=across,
        yaxis=up | {"scaleanchor": "x"},
        # A second pair of axes, in the same place, lies above the lines.
        xaxis2=across | {"overlaying": "x"},
        yaxis2=up | {"overlaying": "y", "scaleanchor": "x2"},
        shapes=[_paper(places)],
        annotations=[*_layer_names(places), _direction(moment, places)],
    )


def _paper(places):
    """A sheet behind the pixels: what shows between them is their grid."""
    half = places.side / 2 + 0.03
    x, y = places.pixel_x, places.pixel_y
    edges = (x[0] - half, x[-1] + half, y[-1] - half, y[0] + half)
    return outline(edges, palette.GRID, 0) | {"layer": "below", "fillcolor": palette.GRID}


def _layer_names(places):
    return [
        _beside(points, layer_name(layer), 0.1, 13) for layer, points in enumerate(places.units)
    ]


def _direction(moment, places):
    """Which direction is at work, in words and with an arrow in the phase's colour."""
    words = ""
    if moment.at_work:
        arrow = f'<span style="color:{palette.PHASE[moment.phase]}">{ARROWS[moment.at_work]}</span>'
        words = f"{moment.at_work} <b>{arrow}</b>"
    right = _beside(places.units[0], words, places.width - 0.1, 15, palette.TEXT)
    return right | {"xanchor": "right"}


def _beside(points, text, x, *look):
    """A label at the height of those units."""
    at = {"xref": "x", "yref": "y", "yanchor": "middle"}
    return label(text, x, float(points[:, 1].mean()), *look, **at)
