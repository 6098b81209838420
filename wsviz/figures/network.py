"""The network at one beat: its units, their states and probabilities, its connections in use."""

import numpy as np

from wsviz.engine.learning import sigmoid
from wsviz.engine.step import WAKE
from wsviz.figures import palette
from wsviz.figures.layout import CLEAR, hidden_axis, label, layout, outline
from wsviz.figures.places import Places
from wsviz.narration.beats import (
    COMPARE,
    DREAM,
    RECOGNISE,
    SHOW,
    TEACH,
    drawn_layers,
    predictions_exist,
    status,
    taught_layers,
)
from wsviz.narration.numbers import GENERATIVE
from wsviz.narration.sentences import signed, unit_name

HEIGHT = 400
# More lines than these hide one another; the strongest are drawn.
MAX_LINES = 1_500
# Upper ends of the bins of |weight| relative to the largest: (width, opacity) of their lines.
_BINS = ((0.15, 0.5, 0.25), (0.4, 1.2, 0.45), (0.7, 2.4, 0.7), (1.0, 4.0, 0.95))
_MAX_LABELLED = 16


def network(step, beat, image_shape, selection=None, learner=0):
    """The figure. A unit's ink is its probability, its ring and digit its state.

    Layers that are not drawn yet are dimmed. Connections in use have the phase's colour, the wider
    the larger their weight (at the last beat: their change); the others are grey. The traces are
    the same at every beat.
    """
    places = Places(step.before.architecture, image_shape)
    traces = [
        *_lines(step, beat, places, learner),
        _selected_line(step, beat, places, selection),
        _pixels(step, beat, places, learner),
        _pixel_rings(step, beat, places, learner),
        _halo(places, selection),
        _units(step, beat, places, learner),
        _errors(step, beat, places, learner),
    ]
    return {"data": traces, "layout": _layout(step, beat, places)}


def alt_text(step, beat, learner=0):
    """One sentence for those who hear the picture."""
    sizes = step.before.architecture
    parts = []
    for layer in drawn_layers(beat, sizes.depth):
        states = step.states.units[layer][learner, 0]
        name = f"layer {layer}" if layer else "image"
        bits = (
            "".join(f"{s:.0f}" for s in states) if states.size <= 32 else f"{states.sum():.0f} on"
        )
        parts.append(f"{name} {bits}")
    return f"Network {sizes}, {status(step.cycle, beat)}: {', '.join(parts)}."


def probabilities(step, beat, layer, learner=0):
    """The probabilities that a layer's ink shows at that beat, (units,).

    Those it was drawn from until the taught direction has predicted it; the datum is its own.
    """
    taught = layer in taught_layers(step.phase, step.before.architecture.depth)
    if predictions_exist(beat) and taught:
        return step.predicted.units[layer][learner, 0]
    drawing = step.drawing(layer)
    if drawing is None:
        return step.states.units[layer][learner, 0]
    return sigmoid(drawing.logits[learner, 0])


def _in_use(step, beat, learner):
    """(lower layer, strengths (parents, children), parents above?) of each connection in use."""
    awake = step.phase == WAKE
    if beat.kind == SHOW:
        return []
    if beat.kind == RECOGNISE:
        matrix = step.before.recognition.matrices[beat.layer - 1]
        return [(beat.layer - 1, matrix[learner, 1:], False)]
    depth = step.before.architecture.depth
    if beat.kind == DREAM:
        layers, source, upward = [beat.layer], step.before.generative, True
    else:
        layers = taught_layers(step.phase, depth)
        source = step.change if beat.kind == TEACH else None
        upward = awake
    found = []
    for layer in layers:
        if upward and layer == depth:
            continue
        matrices = source or (step.before.generative if upward else step.before.recognition)
        matrix = matrices.matrices[layer if upward else layer - 1][learner, 1:]
        found.append((layer if upward else layer - 1, matrix, upward))
    return found


def _lines(step, beat, places, learner):
    used = _in_use(step, beat, learner)
    ends, strengths = [], []
    for lower, matrix, parents_above in used:
        ends.append(places.segments(lower, parents_above))
        strengths.append(np.abs(matrix).ravel())
    idle = [n for n in range(step.before.architecture.depth) if n not in {u[0] for u in used}]
    grey = _strongest([places.segments(n, True) for n in idle], None)[0]
    segments, strength = _strongest(ends, strengths)
    relative = strength / (strength.max() if strength.size and strength.max() else 1)
    bins = np.digitize(relative, [upper for upper, _, _ in _BINS[:-1]], right=True)
    traces = [_line_trace(grey, palette.FAINT, 0.5, 1)]
    # Where there are many, thinner lines let the strong ones stand out.
    thin = min(1.0, max(0.3, (150 / max(1, len(segments))) ** 0.5))
    for number, (_, width, opacity) in enumerate(_BINS):
        chosen = segments[bins == number]
        traces.append(
            _line_trace(chosen, palette.PHASE[step.phase], width * thin, opacity * max(thin, 0.5))
        )
    return traces


def _strongest(ends, strengths):
    """Segments (n, 2, 2) and their strengths, at most MAX_LINES of them, the strongest."""
    if not ends:
        return np.zeros((0, 2, 2)), np.zeros(0)
    segments = np.concatenate(ends)
    strength = np.concatenate(strengths) if strengths else np.zeros(len(segments))
    if len(segments) > MAX_LINES:
        kept = np.argpartition(strength, -MAX_LINES)[-MAX_LINES:]
        segments, strength = segments[kept], strength[kept]
    return segments, strength


def _line_trace(segments, color, width, opacity):
    # NaN between the segments lifts the pen.
    points = np.full((len(segments), 3, 2), np.nan, np.float32)
    points[:, :2] = segments
    points = points.reshape(-1, 2)
    return {
        "type": "scatter",
        "mode": "lines",
        "x": points[:, 0],
        "y": points[:, 1],
        "line": {"color": color, "width": width, "simplify": False},
        "opacity": opacity,
        "hoverinfo": "skip",
    }


def _selected_line(step, beat, places, selection):
    segments = np.zeros((0, 2, 2))
    if selection is not None and selection.parent:
        neighbour = selection.layer + (1 if selection.way(step.phase) == GENERATIVE else -1)
        units = step.before.architecture.sizes
        if 0 <= neighbour < len(units) and selection.parent <= units[neighbour]:
            ends = (places.units[neighbour][selection.parent - 1], places.of(selection))
            segments = np.array([ends])
    return _line_trace(segments, palette.SELECTED, 3, 1)


def _pixels(step, beat, places, learner):
    known = 0 in drawn_layers(beat, step.before.architecture.depth)
    ink = probabilities(step, beat, 0, learner) if known else np.full(len(places.units[0]), np.nan)
    rows, columns = places.image_shape
    unit = np.arange(rows * columns).reshape(rows, columns)
    states = step.states.units[0][learner, 0].reshape(rows, columns)
    sign = "p" if step.phase != WAKE or predictions_exist(beat) else "datum"
    return {
        "type": "heatmap",
        "xaxis": "x2",
        "yaxis": "y2",
        "z": ink.reshape(rows, columns),
        "x": places.pixel_x,
        "y": places.pixel_y,
        "customdata": np.stack([np.zeros_like(unit), unit, states.astype(int)], -1).tolist(),
        "colorscale": palette.INK,
        "zmin": 0,
        "zmax": 1,
        "zsmooth": False,
        "showscale": False,
        "xgap": 1,
        "ygap": 1,
        "hovertemplate": f"pixel %{{customdata[1]}} · s = %{{customdata[2]}} · {sign} = "
        "%{z:.3f}<extra></extra>",
    }


def _pixel_rings(step, beat, places, learner):
    """States of the pixels, once their ink is a prediction."""
    on = step.states.units[0][learner, 0] > 0.5
    taught = 0 in taught_layers(step.phase, step.before.architecture.depth)
    shown = on & (predictions_exist(beat) and taught)
    return {
        "type": "scatter",
        "xaxis": "x2",
        "yaxis": "y2",
        "mode": "markers",
        "x": places.units[0][shown, 0],
        "y": places.units[0][shown, 1],
        "marker": {
            "symbol": "square-open",
            "size": places.pixel_pixels * 0.62,
            "color": palette.PHASE[step.phase],
            "line": {"width": 2.5},
        },
        "hoverinfo": "skip",
    }


def _halo(places, selection):
    at = [] if selection is None else [places.of(selection)]
    hidden = selection is not None and selection.layer > 0
    size = places.marker[selection.layer] + 14 if hidden else places.pixel_pixels + 4
    return {
        "type": "scatter",
        "xaxis": "x2",
        "yaxis": "y2",
        "mode": "markers",
        "x": [x for x, _ in at],
        "y": [y for _, y in at],
        "marker": {
            "symbol": "circle-open" if hidden else "square-open",
            "size": size,
            "color": palette.SELECTED,
            "line": {"width": 3},
        },
        "hoverinfo": "skip",
    }


def _units(step, beat, places, learner):
    depth = step.before.architecture.depth
    known = drawn_layers(beat, depth)
    sign = "q" if (step.phase == WAKE) != predictions_exist(beat) else "p"
    columns = {name: [] for name in ("ink", "ring", "width", "text", "dim", "size", "data", "note")}
    for layer in range(1, depth + 1):
        states = step.states.units[layer][learner, 0]
        drawn = layer in known
        ink = probabilities(step, beat, layer, learner) if drawn else np.zeros(states.size)
        small = places.marker[layer] < 14
        columns["ink"].append(ink)
        columns["size"] += [places.marker[layer]] * states.size
        columns["dim"] += [1.0 if drawn else 0.35] * states.size
        for unit, (s, p) in enumerate(zip(states, ink)):
            on = drawn and s > 0.5
            columns["ring"].append(palette.PHASE[step.phase] if on else palette.MUTED)
            columns["width"].append((2 if small else 4) if on else 1)
            columns["text"].append(f"{s:.0f}" if drawn and not small else "")
            columns["data"].append([layer, unit])
            told = f" · s = {s:.0f} · {sign} = {p:.3f}" if drawn else " · not drawn yet"
            columns["note"].append(unit_name(layer, unit) + told)
    ink = np.concatenate(columns["ink"])
    points = np.concatenate(places.units[1:])
    return {
        "type": "scatter",
        "xaxis": "x2",
        "yaxis": "y2",
        "mode": "markers+text",
        "x": points[:, 0],
        "y": points[:, 1],
        "text": columns["text"],
        "textfont": {"size": 13, "color": np.where(ink > 0.5, "#ffffff", "#000000").tolist()},
        "marker": {
            "size": columns["size"],
            "color": ink,
            "colorscale": palette.INK,
            "cmin": 0,
            "cmax": 1,
            "opacity": columns["dim"],
            "line": {"color": columns["ring"], "width": columns["width"]},
        },
        "customdata": columns["data"],
        "hovertext": columns["note"],
        "hoverinfo": "text",
    }


def _errors(step, beat, places, learner):
    """State minus probability under each hidden unit, while they are compared."""
    points, texts, sizes = [], [], []
    depth = step.before.architecture.depth
    for layer in taught_layers(step.phase, depth) if beat.kind == COMPARE else ():
        if layer and len(places.units[layer]) <= _MAX_LABELLED:
            error = (step.states.units[layer] - step.predicted.units[layer])[learner, 0]
            points += places.units[layer].tolist()
            texts += [signed(e, 2) for e in error]
            sizes += [places.marker[layer]] * error.size
    return {
        "type": "scatter",
        "xaxis": "x2",
        "yaxis": "y2",
        "mode": "markers+text",
        "x": [x for x, _ in points],
        "y": [y for _, y in points],
        "text": texts,
        "textposition": "bottom center",
        "textfont": {"size": 12, "color": palette.PHASE[step.phase]},
        # Unseen, but the text keeps clear of them.
        "marker": {"size": sizes, "color": CLEAR},
        "hoverinfo": "skip",
    }


def _layout(step, beat, places):
    across = hidden_axis(0, places.width, constrain="domain")
    up = hidden_axis(0, places.height, constrain="domain")
    return layout(
        HEIGHT,
        xaxis=across,
        yaxis=up | {"scaleanchor": "x"},
        # A second pair of axes, in the same place, lies above the lines.
        xaxis2=across | {"overlaying": "x"},
        yaxis2=up | {"overlaying": "y", "scaleanchor": "x2"},
        shapes=[_paper(places)],
        annotations=[*_layer_names(places), _direction(step, beat, places)],
    )


def _paper(places):
    """A sheet behind the pixels: what shows between them is their grid."""
    half = places.side / 2 + 0.03
    x, y = places.pixel_x, places.pixel_y
    sheet = outline(x[0] - half, x[-1] + half, y[-1] - half, y[0] + half, palette.GRID, 0)
    return sheet | {"layer": "below", "fillcolor": palette.GRID}


def _layer_names(places):
    return [
        label(
            f"layer {layer}" if layer else "image",
            0.1,
            float(points[:, 1].mean()),
            xref="x",
            yref="y",
            yanchor="middle",
        )
        for layer, points in enumerate(places.units)
    ]


def _direction(step, beat, places):
    """Which direction is at work, in words and with an arrow."""
    upward = beat.kind == RECOGNISE or (step.phase != WAKE and predictions_exist(beat))
    words = "" if beat.kind == SHOW else "recognition ↑" if upward else "generative ↓"
    return label(
        words,
        places.width - 0.1,
        float(places.units[0][:, 1].mean()),
        15,
        palette.PHASE[step.phase],
        xref="x",
        yref="y",
        xanchor="right",
        yanchor="middle",
    )
