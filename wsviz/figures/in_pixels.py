"""Figures of a fixed size on one pair of axes, in pixels: x to the right, y down from the top."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.layout import HOVER, TEXT_SIZE, hidden_axis, label, layout, named_axis

LINE = 20


def pixel_layout(size, **more):
    """The layout of a figure (width, height): axes x and y are its pixels.

    A point of a line counts as hit only where it is drawn, so that a cell beside it stays itself.
    """
    width, height = size
    fixed = {
        "width": width,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "font": {"size": TEXT_SIZE},
        "hoverlabel": HOVER,
        "hoverdistance": 1,
        "xaxis": hidden_axis(0, width),
        "yaxis": hidden_axis(height, 0),
    }
    return layout(height, **fixed | more)


def named_pixels(low, high, places, names):
    """An axis of pixels whose hovers say names at these places."""
    return named_axis(low, high, dict(zip(np.asarray(places).tolist(), names)))


def written(words, x, y, color=palette.TEXT, **more):
    """A line of text that starts at x; y is its middle."""
    at = {"xref": "x", "yref": "y", "yanchor": "middle"}
    return label(words, float(x), float(y), TEXT_SIZE, color, **at | more)


def raster(z, left, top, cell):
    """Where a heat map of square cells stands: evenly, which Plotly draws fastest."""
    return {"z": z, "x0": left + cell / 2, "dx": cell, "y0": top + cell / 2, "dy": cell}


def rims(boxes, color, width=2.5, **more):
    """One shape round all boxes (count, 4) of x0, x1, y0, y1."""
    path = "".join(f"M{x0:g},{y0:g}H{x1:g}V{y1:g}H{x0:g}Z" for x0, x1, y0, y1 in boxes)
    return {"type": "path", "path": path, "line": {"color": color, "width": width}} | more


def key(color, words):
    """A line of a legend: a block of that colour and what it means."""
    return f'<span style="color:{color}">■</span> {words}'
