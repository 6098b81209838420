"""The network's lines: connections in use in the phase's colour, the others grey."""

import numpy as np

from wsviz.engine.parameters import GENERATIVE
from wsviz.figures import palette

# More lines than these hide one another; the strongest are drawn.
MAX_LINES = 1_500
# Upper ends of the bins of |weight| relative to the largest: (width, opacity) of their lines.
_BINS = ((0.15, 0.5, 0.25), (0.4, 1.2, 0.45), (0.7, 2.4, 0.7), (1.0, 4.0, 0.95))


def lines(moment, places):
    """A trace of the grey lines, and one a bin of strength of those in use."""
    used = moment.connections
    joined = {each.layer if each.direction == GENERATIVE else each.layer - 1 for each in used}
    idle = [places.segments(n, GENERATIVE) for n in moment.layers[:-1] if n not in joined]
    grey, _ = _strongest(idle, [np.zeros(ends.shape[:2]) for ends in idle])
    ends = [places.segments(each.layer, each.direction) for each in used]
    segments, strength = _strongest(ends, [each.strengths for each in used])
    relative = strength / (strength.max(initial=0) or 1)
    bins = np.digitize(relative, [upper for upper, _, _ in _BINS[:-1]], right=True)
    # Where there are many, thinner lines let the strong ones stand out.
    thin = min(1.0, max(0.3, (150 / max(1, len(segments))) ** 0.5))
    color = palette.PHASE[moment.phase]
    return [
        _trace(grey, {"color": palette.FAINT, "width": 0.5}),
        *(
            _trace(segments[bins == n], {"color": color, "width": width * thin})
            | {"opacity": opacity * max(thin, 0.5)}
            for n, (_, width, opacity) in enumerate(_BINS)
        ),
    ]


def selected_line(moment, places):
    """The trace of the selected weight; empty where it is a bias or there is none."""
    segments = np.zeros((0, 2, 2))
    if moment.parent:
        layer, unit = moment.selection[:2]
        segments = places.segments(layer, moment.way)[moment.parent - 1, [unit]]
    return _trace(segments, {"color": palette.SELECTED, "width": 3})


def _strongest(ends, strengths):
    """Segments (n, 2, 2) and their strengths (n,), at most MAX_LINES of them, the strongest."""
    if not ends:
        return np.zeros((0, 2, 2)), np.zeros(0)
    segments = np.concatenate([each.reshape(-1, 2, 2) for each in ends])
    strength = np.concatenate([each.ravel() for each in strengths])
    if len(segments) > MAX_LINES:
        kept = np.argpartition(strength, -MAX_LINES)[-MAX_LINES:]
        segments, strength = segments[kept], strength[kept]
    return segments, strength


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
