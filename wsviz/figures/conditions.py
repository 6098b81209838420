"""Experiments side by side: where their learners end, and how they came there."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.charts import (
    at_zero,
    line,
    mark,
    over_time,
    plain_axis,
    time_axis,
    value_axis,
)
from wsviz.figures.layout import label, layout

_TICKS = [0.1, 0.2, 0.5, 1, 2, 5]


def ends(last, success_bits):
    """The figure: a dot a learner, its final KL on a log axis, one row an experiment.

    last  title -> kl_bits (learners,), at most as many as palette.COMPARED has colours
    """
    rows = enumerate(zip(last.items(), palette.COMPARED))
    names = {"tickvals": list(range(len(last))), "ticktext": list(last)}
    axis = {"type": "log", "title": {"text": "KL(data‖model), bits"}, "tickvals": _TICKS}
    return {
        "data": [_dots(row, title, kl, color) for row, ((title, kl), color) in rows],
        "layout": layout(
            280,
            margin={"l": 230, "r": 12, "t": 26, "b": 44},
            xaxis=value_axis(**axis),
            yaxis=plain_axis(range=[len(last) - 0.5, -0.5], **names),
            annotations=[label("<b>where each learner ends</b>", 0, 1.01)],
            shapes=[mark(success_bits, color=palette.MUTED, dash="dot")],
        ),
    }


def _dots(row, title, kl, color):
    return {
        "type": "scatter",
        "mode": "markers",
        "x": np.sort(kl),
        "y": row + np.linspace(-0.25, 0.25, kl.size),
        "name": title,
        "marker": {"size": 9, "color": color, "line": {"width": 1, "color": palette.PAPER}},
        "hovertemplate": f"{title}: %{{x:.4f}} bits<extra></extra>",
    }


def medians(curves):
    """The figure: median KL over time, a line an experiment.

    curves  title -> {cycle: wsviz.measure.curve.Point}, at most as many as palette.COMPARED
    """
    lines = []
    for (title, curve), color in zip(curves.items(), palette.COMPARED):
        median = [float(np.median(point.kl_bits)) for point in curve.values()]
        lines.append(line(at_zero(curve), median, title, {"color": color}))
    return {
        "data": lines,
        "layout": over_time(
            300,
            xaxis=time_axis(lines[-1]["x"]),
            yaxis=value_axis(rangemode="tozero"),
            annotations=[label("<b>median KL(data‖model)</b>, bits", 0, 1.01)],
        ),
    }
