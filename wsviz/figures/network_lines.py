"""The network's lines: connections in use in the phase's colour, the others grey."""

import numpy as np

from wsviz.engine.parameters import GENERATIVE
from wsviz.figures import palette

# Upper ends of the bins of |weight| relative to the largest: (width, opacity) of their lines.
_BINS = ((0.2, 1.2, 0.5), (0.6, 2.2, 0.75), (1.0, 4.0, 1.0))
# Lines that stand apart are as strong as that; more of them are paler.
_APART = 80
_GOLDEN = 0.618034


def lines(moment, places):
    """A trace of the grey lines, and one a bin of strength of those in use."""
    used = moment.connections
    largest = max((float(each.strengths.max()) for each in used), default=0.0) or 1.0
    found = [_strongest(moment, places, each, largest) for each in used]
    segments = np.concatenate([np.zeros((0, 2, 2)), *(ends for ends, _ in found)])
    bins = np.concatenate([np.zeros(0, int), *(bins for _, bins in found)])
    pale = _paleness(len(segments))
    color = palette.PHASE[moment.phase]
    return [
        _idle(moment, places),
        *(
            _trace(segments[bins == n], {"color": color, "width": max(1.2, width * pale)})
            | {"opacity": opacity * max(pale, 0.7)}
            for n, (_, width, opacity) in enumerate(_BINS)
        ),
    ]


def selected_line(moment, places):
    """The trace of the selected weight; empty where it is a bias or there is none."""
    segments = np.zeros((0, 2, 2))
    if moment.parent:
        layer, unit = moment.selection[:2]
        line = (moment.parent - 1) * moment.architecture.sizes[layer] + unit
        segments = places.ends(layer, moment.way, np.array([line]))
    return _trace(segments, {"color": palette.SELECTED, "width": 3.5})


def lower(used):
    """The lower of the two layers that a Used joins."""
    return used.layer - (used.direction != GENERATIVE)


def _idle(moment, places):
    """The trace of the connections that are not in use; of many lines an even choice."""
    used = {lower(each) for each in moment.connections}
    sizes = moment.architecture.sizes
    segments = [np.zeros((0, 2, 2))]
    for layer in moment.layers[:-1]:
        if layer not in used:
            count = sizes[layer] * sizes[layer + 1]
            limit = places.most_lines(layer)
            # Multiples of the golden section spread evenly over parents and children.
            spread = np.unique((np.arange(limit) * _GOLDEN % 1 * count).astype(int))
            chosen = np.arange(count) if count <= limit else spread
            segments.append(places.ends(layer, GENERATIVE, chosen))
    segments = np.concatenate(segments)
    pen = {"color": palette.MUTED, "width": 1.2}
    return _trace(segments, pen) | {"opacity": 0.85 * max(_paleness(len(segments)), 0.2)}


def _strongest(moment, places, used, largest):
    """Ends (n, 2, 2) and bins (n,) of the strongest lines, and of all into the selected unit."""
    strength, limit = used.strengths.ravel(), places.most_lines(lower(used))
    bins = np.digitize(strength / largest, [upper for upper, _, _ in _BINS[:-1]], right=True)
    chosen = np.arange(strength.size)
    if strength.size > limit:
        chosen = np.argpartition(strength, -limit)[-limit:]
        if used.layer == moment.selection.layer:
            own = np.arange(moment.selection.unit, strength.size, used.strengths.shape[1])
            chosen = np.union1d(chosen, own)
            # Among so many lines thin ones could not be followed, where they are few themselves.
            bins[own] = np.maximum(bins[own], own.size <= _APART)
    return places.ends(used.layer, used.direction, chosen), bins[chosen]


def _paleness(count):
    return min(1.0, (_APART / max(1, count)) ** 0.5)


def _trace(segments, pen):
    # NaN between the segments lifts the pen.
    points = np.full((len(segments), 3, 2), np.nan, np.float32)
    points[:, :2] = segments
    x, y = points.reshape(-1, 2).T
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": pen | {"simplify": False},
        "hoverinfo": "skip",
    }
