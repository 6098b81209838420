"""Pictures of the laboratories that show recorded runs."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.bits import bits_axis, time_axis
from wsviz.figures.layout import label, layout

_COLORS = [palette.KL, palette.PENALTY, palette.LAYERS[1], palette.LAYERS[2]]


def outside_over_time(curve, outside, cycle):
    """The figure: share of dreams outside the data, and KL and penalty on the data, over time."""
    cycles = np.array(list(outside))
    x = np.maximum(cycles, 0.5)
    points = [curve[at] for at in outside]
    lines = [
        _line(x, list(outside.values()), "dreams outside the data", palette.SLEEP, "y2", ".3f"),
        _line(x, [p.kl_bits[0] for p in points], "KL(data‖model), bits", palette.KL, "y", ".3f"),
        _line(x, [p.penalty_bits[0] for p in points], "penalty, bits", palette.PENALTY, "y", ".3f"),
    ]
    at = max(cycle, 0.5)
    return {
        "data": lines,
        "layout": layout(
            280,
            margin={"l": 48, "r": 48, "t": 10, "b": 70},
            hovermode="x unified",
            showlegend=True,
            legend={"orientation": "h", "x": 0, "y": -0.3, "yanchor": "top"},
            xaxis=time_axis(x),
            yaxis=bits_axis() | {"title": {"text": "bits"}, "rangemode": "tozero"},
            yaxis2=bits_axis()
            | {
                "overlaying": "y",
                "side": "right",
                "range": [0, 1.02],
                "tickvals": [0, 0.5, 1],
                "title": {"text": "share"},
                "showgrid": False,
            },
            shapes=[
                {
                    "type": "line",
                    "x0": at,
                    "x1": at,
                    "y0": 0,
                    "y1": 1,
                    "yref": "paper",
                    "line": {"color": palette.TEXT, "width": 1.5},
                }
            ],
        ),
    }


def ends(last, success_bits):
    """The figure: a dot a learner, its final KL on a log axis, one row an experiment."""
    dots = [
        {
            "type": "scatter",
            "mode": "markers",
            "x": np.sort(kl),
            "y": row + np.linspace(-0.25, 0.25, kl.size),
            "name": title,
            "marker": {"size": 9, "color": color, "line": {"width": 1, "color": palette.PAPER}},
            "hovertemplate": f"{title}: %{{x:.4f}} bits<extra></extra>",
        }
        for row, ((title, kl), color) in enumerate(zip(last.items(), _COLORS))
    ]
    return {
        "data": dots,
        "layout": layout(
            280,
            margin={"l": 230, "r": 12, "t": 26, "b": 44},
            xaxis=bits_axis()
            | {"type": "log", "title": {"text": "KL(data‖model), bits"}, "tickvals": _TICKS},
            yaxis={
                "range": [len(last) - 0.5, -0.5],
                "fixedrange": True,
                "showgrid": False,
                "zeroline": False,
                "tickvals": list(range(len(last))),
                "ticktext": list(last),
            },
            annotations=[label("<b>where each learner ends</b>", 0, 1.01)],
            shapes=[
                {
                    "type": "line",
                    "x0": success_bits,
                    "x1": success_bits,
                    "y0": 0,
                    "y1": 1,
                    "yref": "paper",
                    "line": {"color": palette.MUTED, "width": 1.5, "dash": "dot"},
                }
            ],
        ),
    }


_TICKS = [0.1, 0.2, 0.5, 1, 2, 5]


def medians(curves):
    """The figure: median KL over time, a line an experiment."""
    lines = []
    for (title, curve), color in zip(curves.items(), _COLORS):
        x = np.maximum(np.array(list(curve)), 0.5)
        median = [float(np.median(point.kl_bits)) for point in curve.values()]
        lines.append(_line(x, median, title, color, "y", ".3f"))
    return {
        "data": lines,
        "layout": layout(
            300,
            margin={"l": 48, "r": 12, "t": 26, "b": 70},
            hovermode="x unified",
            showlegend=True,
            legend={"orientation": "h", "x": 0, "y": -0.26, "yanchor": "top"},
            xaxis=time_axis(x),
            yaxis=bits_axis() | {"rangemode": "tozero"},
            annotations=[label("<b>median KL(data‖model)</b>, bits", 0, 1.01)],
        ),
    }


def _line(x, y, name, color, axis, digits):
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": np.asarray(y),
        "yaxis": axis,
        "name": name,
        "line": {"color": color, "width": 2.5},
        "hovertemplate": f"%{{y:{digits}}}",
    }
