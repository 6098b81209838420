"""How well few labels can be learned from each start: recorded, and step by step."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.charts import at_zero, line, over_time, plain_axis, time_axis, value_axis
from wsviz.figures.layout import label

# How far apart the starts of one number of labels stand.
_APART = 0.11
# The axis of steps is at least so long.
_FEWEST_STEPS = 100
_ACCURACY = "<b>share of the test %s named rightly</b>"


def tuning(found):
    """The figure: mean test accuracy by labels a class, a dot a start, with its standard error.

    found  {start: {labels a class: Mean}}, at most as many starts as palette.COMPARED
    """
    each = list(next(iter(found.values())))
    shift = (np.arange(len(found)) - (len(found) - 1) / 2) * _APART
    dots = [
        _dots(name, np.arange(len(each)) + by, list(means.values()), color)
        for (name, means), by, color in zip(found.items(), shift, palette.COMPARED)
    ]
    names = {"tickvals": list(range(len(each))), "ticktext": [f"{n} labels a class" for n in each]}
    return {
        "data": dots,
        "layout": over_time(
            380,
            hovermode="closest",
            xaxis=plain_axis(range=[-0.5, len(each) - 0.5], **names),
            yaxis=value_axis(),
            annotations=[label(_ACCURACY % "digits", 0, 1.01)],
        ),
    }


def _dots(name, x, means, color):
    return {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": np.array([mean.mean for mean in means]),
        "error_y": {
            "array": [mean.standard_error for mean in means],
            "color": color,
            "thickness": 2,
        },
        "name": name,
        "marker": {"size": 10, "color": color},
        "hovertemplate": "%{y:.4f} ± %{error_y.array:.4f}",
    }


def over_steps(curve, recorded, pictures="digits"):
    """The figure: test accuracy by gradient step, a line a start; dotted what is recorded.

    curve     gradient step -> {start: accuracy}, from step 0; empty before
    recorded  {start: Mean} at its end, in the order of the colours; {start: None} where nothing is
    pictures  what the test is made of
    """
    steps = at_zero(curve or [0])
    ends = [steps[0], max(_FEWEST_STEPS, steps[-1])]
    lines = []
    for (name, mean), color in zip(recorded.items(), palette.COMPARED):
        pen = {"color": color, "width": 1.5, "dash": "dot"}
        if mean is not None:
            lines.append(line(ends, [mean.mean] * 2, name, pen, hoverinfo="skip", showlegend=False))
        live = [point[name] for point in curve.values()]
        lines.append(line(steps[: len(live)], live, name, {"color": color}))
    dotted = "; dotted: recorded means" if any(recorded.values()) else ""
    return {
        "data": lines,
        "layout": over_time(
            380,
            xaxis=time_axis(ends, title={"text": "gradient step", "standoff": 2}),
            yaxis=value_axis(range=[0, 1]),
            annotations=[label(_ACCURACY % pictures + dotted, 0, 1.01)],
        ),
    }
