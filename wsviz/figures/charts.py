"""Lines and bars over quiet axes, their legends and marks: what all charts have in common."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.layout import layout
from wsviz.measure.spread import mean

# Where cycle 0 stands on a logarithmic axis.
_ZERO = 0.5
_MARGIN = {"l": 48, "r": 12, "t": 30, "b": 70}


def line(x, y, name, pen, **more):
    """A line; `pen` is its color, width and dash."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": np.asarray(y),
        "name": name,
        "line": {"width": 2.5} | pen,
        "hovertemplate": "%{y:.3f}",
    } | more


def spread(x, values, name, pen, **more):
    """A line through the means over learners, and a band of a standard error either way.

    x (points,); values (points, learners), at least two of them.
    """
    found = mean(values)
    upper, lower = found.mean + found.standard_error, found.mean - found.standard_error
    band = {
        "type": "scatter",
        "mode": "lines",
        "x": np.concatenate([x, x[::-1]]),
        "y": np.concatenate([upper, lower[::-1]]),
        "fill": "toself",
        "fillcolor": pen["color"],
        "line": {"width": 0},
        "opacity": 0.25,
        "hoverinfo": "skip",
        "showlegend": False,
    }
    return [band, line(x, found.mean, name, pen, **more)]


def bars(x, y, name, color, **more):
    """Upright bars."""
    return {
        "type": "bar",
        "x": x,
        "y": np.asarray(y),
        "name": name,
        "marker": {"color": color},
        "hovertemplate": f"{name} %{{y:.4f}}<extra></extra>",
    } | more


def over_time(height, **more):
    """The layout of lines: one hover for all of them, their names below the axis."""
    inner = height - _MARGIN["t"] - _MARGIN["b"]
    below = {"x": 0, "y": -53 / inner, "yanchor": "top", "traceorder": "normal"}
    return _named(height, below) | {"hovermode": "x unified"} | more


def side_by_side(height, bottom, **more):
    """The layout of grouped bars: their names above them; `bottom` is the lower margin."""
    inner = height - _MARGIN["t"] - bottom
    above = {"x": 1, "xanchor": "right", "y": 1 + 33 / inner}
    return _named(height, above) | {"margin": _MARGIN | {"b": bottom}, "barmode": "group"} | more


def _named(height, place):
    return layout(height, margin=_MARGIN, showlegend=True, legend={"orientation": "h"} | place)


def at_zero(cycles):
    """Where cycles stand on a time axis: as they are, 0 at its left end."""
    return np.maximum(np.asarray(list(cycles)), _ZERO)


def time_axis(x, **more):
    """A logarithmic axis for cycles up to x[-1]."""
    last = max(10.0, float(x[-1]))
    powers = 10.0 ** np.arange(0, np.floor(np.log10(last)) + 1)
    return {
        "type": "log",
        "range": [float(np.log10(_ZERO)), float(np.log10(last)) + 0.02],
        "fixedrange": True,
        "tickvals": [_ZERO, *powers.tolist()],
        "ticktext": ["0", *(f"{int(p):,}" for p in powers)],
        "title": {"text": "cycle", "standoff": 2},
        "gridcolor": palette.FAINT,
        "hoverformat": ",.0f",
    } | more


def value_axis(**more):
    """A quiet axis for values."""
    return {"fixedrange": True, "gridcolor": palette.FAINT, "zerolinecolor": palette.FAINT} | more


def plain_axis(**more):
    """An axis without lines, for counts and names."""
    return {"fixedrange": True, "showgrid": False, "zeroline": False} | more


def mark(x, axis="", **pen):
    """A vertical line over the whole height of the axes with that suffix."""
    return {
        "type": "line",
        "x0": x,
        "x1": x,
        "y0": 0,
        "y1": 1,
        "xref": f"x{axis}",
        "yref": f"y{axis} domain",
        "line": {"color": palette.TEXT, "width": 1.5} | pen,
    }


def now(cycle, axis=""):
    """The mark of the moment on show."""
    return mark(max(cycle, _ZERO), axis)


def percent(share):
    """A share in percent, 0% or 100% only where it is just that: how far it is from both has two
    digits, as in 99.89% and 0.11%.
    """
    rest = min(share, 1 - share)
    digits = 0 if rest <= 0 else max(0, int(np.ceil(-np.log10(rest))) - 1)
    return f"{share:.{digits}%}"


def told(bits, places=3):
    """Bits as text; a model that rules out a picture of the data costs ∞."""
    return f"{bits:.{places}f}" if np.isfinite(bits) else "∞"
