"""Learning rules side by side: what the model and its recognition cost over time."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.charts import at_zero, line, over_time, time_axis, value_axis
from wsviz.figures.layout import label, on


def variants(cycles, curves):
    """The figure: median KL (left) and penalty (right) over time, a line a variant.

    cycles (n,); curves: name -> (kl_bits, penalty_bits), each (n, learners), at most as many as
    palette.COMPARED has colours.
    """
    x = at_zero(cycles)
    lines = [
        line(x, _median(values), name, {"color": color}, showlegend=not axis) | on(axis)
        for (name, parts), color in zip(curves.items(), palette.COMPARED)
        for values, axis in zip(parts, ("", "2"))
    ]
    return {
        "data": lines,
        "layout": over_time(
            340,
            xaxis=time_axis(x, domain=[0, 0.48]),
            yaxis=value_axis(rangemode="tozero"),
            xaxis2=time_axis(x, domain=[0.54, 1], anchor="y2"),
            yaxis2=value_axis(anchor="x2", rangemode="tozero"),
            annotations=[
                label("<b>median KL(data‖model)</b>, bits", 0, 1.01),
                label("<b>median penalty</b>, bits", 0.54, 1.01),
            ],
        ),
    }


def _median(values):
    # What floats round off is no bit: an axis would fill its height with it.
    return np.median(values, 1).round(9)
