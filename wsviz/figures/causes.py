"""Two causes: the true posterior beside a factorial Q, and what each costs."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.bits import bits_axis
from wsviz.figures.layout import label, layout
from wsviz.measure.two_causes import NAMES

_HEIGHT = 300


def explanations(true, factorial, names=NAMES, title="P(explanation | effect) beside Q"):
    """The figure: explanations, the truth and a factorial Q, as bars with their numbers."""
    bars = [
        _bars(true, "truth P", palette.KL, names),
        _bars(factorial, "factorial Q", palette.PENALTY, names),
    ]
    return {
        "data": bars,
        "layout": layout(
            _HEIGHT,
            margin={"l": 48, "r": 8, "t": 34, "b": 30},
            barmode="group",
            bargap=0.3,
            showlegend=True,
            legend={"orientation": "h", "x": 1, "xanchor": "right", "y": 1.14},
            xaxis={"fixedrange": True, "showgrid": False, "type": "category"},
            yaxis=bits_axis() | {"range": [0, 1.12], "tickvals": [0, 0.5, 1]},
            annotations=[label(f"<b>{title}</b>", 0, 1.03)],
        ),
    }


def alt_text(true, factorial):
    """One sentence for those who hear the picture."""
    parts = (f"{name}: P {p:.3g}, Q {q:.3g}" for name, p, q in zip(NAMES, true, factorial))
    return f"Explanations: {'; '.join(parts)}."


def _bars(values, name, color, names):
    return {
        "type": "bar",
        "x": list(names),
        "y": np.asarray(values),
        "name": name,
        "text": [f"{v:.3g}" for v in values],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": color},
        "hovertemplate": f"{name} %{{y:.6f}}<extra></extra>",
    }


def lessons(true, by_sleep):
    """The figure: one weight, taught by the true posterior and by sleep's factorial Q."""
    steps = np.arange(len(true))
    lines = [
        _line(steps, true, "explained by the truth", palette.KL),
        _line(steps, by_sleep, "explained by sleep's optimum", palette.PENALTY),
    ]
    return {
        "data": lines,
        "layout": layout(
            240,
            margin={"l": 48, "r": 8, "t": 34, "b": 40},
            showlegend=True,
            legend={"orientation": "h", "x": 1, "xanchor": "right", "y": 1.18},
            hovermode="x unified",
            xaxis={
                "fixedrange": True,
                "showgrid": False,
                "title": {"text": "expected wake steps", "standoff": 2},
            },
            yaxis=bits_axis(),
            annotations=[label("<b>the second cause's weight</b>", 0, 1.04)],
        ),
    }


def _line(x, y, name, color):
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "name": name,
        "line": {"color": color, "width": 3},
        "hovertemplate": "%{y:.4f}",
    }
