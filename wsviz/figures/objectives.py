"""What wake and what sleep descend: over time, and step by step."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.charts import at_zero, line, now, over_time, side_by_side, time_axis, value_axis
from wsviz.figures.layout import label, on

_LEFT, _RIGHT = [0, 0.48], [0.54, 1]
# Room beyond the outermost dots, in shares of their range: there the corners are named.
_AIR = 0.12


def objectives_over_time(points, cycle):
    """The figure: the penalty on data in its two parts (left), KL(P‖Q) on dreams (right), bits.

    points  cycle -> wsviz.measure.Objectives of one learner, in any order
    cycle   of the moment told of, a vertical line; None for none
    """
    cycles = sorted(points)
    x = at_zero(cycles)
    unavoidable, lag, dreams = (
        np.array([part[0] for part in parts]) for parts in zip(*(points[at] for at in cycles))
    )
    marks = [] if cycle is None else [now(cycle), now(cycle, "2")]
    return {
        "data": [
            _part(x, unavoidable, "best factorial Q leaves it", 0.9),
            _part(x, lag, "recognition lags behind", 0.35),
            line(x, dreams, "KL(P‖Q) on dreams", {"color": palette.SLEEP}) | on("2"),
        ],
        "layout": over_time(
            300,
            xaxis=time_axis(x, domain=_LEFT),
            yaxis=value_axis(rangemode="tozero"),
            xaxis2=time_axis(x, domain=_RIGHT, anchor="y2"),
            yaxis2=value_axis(anchor="x2", matches="y", rangemode="tozero"),
            annotations=[
                label(
                    "<b>penalty E[KL(Q‖P)] on data</b>, bits: part of wake's",
                    _LEFT[0],
                    1.01,
                ),
                label("<b>E[KL(P‖Q)] on dreams</b>, bits: sleep descends it", _RIGHT[0], 1.01),
            ],
            shapes=marks,
        ),
    }


def _part(x, values, name, opacity):
    """A part of the penalty, stacked on the one below it."""
    red, green, blue = (int(palette.PENALTY[i : i + 2], 16) for i in (1, 3, 5))
    filled = {"stackgroup": "penalty", "fillcolor": f"rgba({red},{green},{blue},{opacity})"}
    return line(x, values, name, {"color": palette.PENALTY, "width": 1}, **filled)


def alt_text(points):
    """One sentence for those who hear the picture, about the last point."""
    at = max(points)
    unavoidable, lag, dreams = (float(part[0]) for part in points[at])
    return (
        f"At cycle {at:,}: penalty on data {unavoidable + lag:.4f} bits, of it unavoidable "
        f"{unavoidable:.4f}; KL(P‖Q) on dreams {dreams:.4f} bits."
    )


def steps(found, shown):
    """The figure: a dot a sleep step, what it changed on dreams (across) and on data (up), bits.

    found  wsviz.runs.sleep_steps.SleepSteps
    shown  index of the step told of, None for none

    A click gives a step's cycle.
    """
    single, mean = (_dots(found, after) for after in (found.after, found.mean))
    hover = "cycle %{customdata[0]:,}<br>dreams %{x:+.4f}<br>data %{y:+.4f}<extra></extra>"
    dots = single | {
        "name": "one dream",
        "marker": {"size": 7, "color": palette.SLEEP},
    }
    means = mean | {
        "name": "mean over all dreams",
        "marker": {"size": 7, "color": palette.TEXT, "symbol": "diamond-open"},
    }
    traces = [dots, means, *_ringed(single, shown)]
    return {
        "data": [trace | {"hovertemplate": hover} for trace in traces],
        "layout": side_by_side(
            340,
            52,
            hovermode="closest",
            margin={"l": 64, "r": 12, "t": 34, "b": 52},
            xaxis=_signed("change of KL(P‖Q) on dreams, bits", traces, "x"),
            yaxis=_signed("change of the penalty on data, bits", traces, "y"),
            annotations=_corners(),
        ),
    }


def _dots(found, after):
    changes = zip(after, found.before, strict=True)
    penalty, dreams = (now - before for now, before in changes)
    cycles = np.array(found.cycles)[:, None]
    return {"type": "scatter", "mode": "markers", "x": dreams, "y": penalty, "customdata": cycles}


def _ringed(dots, index):
    """The step that is told of, where there is one."""
    if index is None:
        return []
    one = {axis: dots[axis][index : index + 1] for axis in ("x", "y", "customdata")}
    ring = {
        "size": 15,
        "symbol": "circle-open",
        "color": palette.SELECTED,
        "line": {"width": 2.5, "color": palette.SELECTED},
    }
    return [dots | one | {"name": "told of above", "marker": ring}]


def _signed(title, traces, axis):
    """An axis of changes: its zero is the line that parts better from worse."""
    values = np.concatenate([[0.0], *(trace[axis] for trace in traces)])
    low, high = float(values.min()), float(values.max())
    air = _AIR * (high - low) or 1.0
    return value_axis(
        title={"text": title, "standoff": 4},
        range=[low - air, high + air],
        zerolinecolor=palette.MUTED,
        zerolinewidth=1.5,
        tickformat="+.2f",
    )


def _corners():
    """What the corners mean, inside the frame."""
    upper = {"y": 0.99, "yanchor": "top"}
    return [
        label("serves dreams, harms data", 0.01, **upper),
        label("harms both", 0.99, xanchor="right", **upper),
        label("serves both", 0.01, 0.01),
        label("harms dreams, serves data", 0.99, 0.01, xanchor="right"),
    ]
