"""Pictures of the laboratories that show recorded runs."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.bits import bits_axis, time_axis
from wsviz.figures.layout import hidden_axis, label, layout
from wsviz.figures.mosaic import strip

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


def variants(cycles, curves):
    """The figure: median KL (left) and penalty (right) over time, a line a variant.

    cycles (n,); curves: name -> (kl_bits, penalty_bits), each (n, learners).
    """
    x = np.maximum(np.asarray(cycles), 0.5)
    lines = []
    for (name, parts), color in zip(curves.items(), _COLORS):
        for values, axis in zip(parts, ("", "2")):
            line = _line(x, np.median(values, 1), name, color, f"y{axis}", ".3f")
            lines.append(line | {"xaxis": f"x{axis}", "showlegend": not axis})
    axis = time_axis(x)
    return {
        "data": lines,
        "layout": layout(
            340,
            margin={"l": 48, "r": 12, "t": 28, "b": 70},
            hovermode="x unified",
            showlegend=True,
            legend={"orientation": "h", "x": 0, "y": -0.22, "yanchor": "top"},
            xaxis=axis | {"domain": [0, 0.48]},
            yaxis=bits_axis() | {"rangemode": "tozero"},
            xaxis2=axis | {"domain": [0.54, 1], "anchor": "y2"},
            yaxis2=bits_axis() | {"anchor": "x2", "rangemode": "tozero"},
            annotations=[
                label("<b>median KL(data‖model)</b>, bits", 0, 1.01),
                label("<b>median penalty</b>, bits", 0.54, 1.01),
            ],
        ),
    }


def confusion(counts):
    """The figure: rows the true class, columns the class of the shortest description."""
    counts = np.asarray(counts)
    digits = [str(n) for n in range(len(counts))]
    still = {"fixedrange": True, "showgrid": False, "zeroline": False, "ticks": ""}
    return {
        "data": [
            {
                "type": "heatmap",
                "z": counts,
                "x": digits,
                "y": digits,
                "text": np.where(counts, counts.astype(str), "").tolist(),
                "texttemplate": "%{text}",
                "colorscale": palette.INK,
                "zmin": 0,
                "zmax": int(counts.max()),
                "showscale": False,
                "xgap": 1,
                "ygap": 1,
                "hovertemplate": "a %{y} described shortest as %{x}: %{z}<extra></extra>",
            }
        ],
        "layout": layout(
            380,
            margin={"l": 60, "r": 8, "t": 30, "b": 40},
            xaxis=still
            | {
                "type": "category",
                "title": {"text": "shortest description"},
                "constrain": "domain",
                "constraintoward": "left",
            },
            yaxis=still
            | {
                "type": "category",
                "autorange": "reversed",
                "scaleanchor": "x",
                "title": {"text": "true class"},
            },
        ),
    }


def tuning(rows):
    """The figure: test accuracy by labels a class, a bar a start, with its standard error."""
    starts = dict.fromkeys(row["start"] for row in rows)
    bars = []
    for name, color in zip(starts, (palette.WAKE, palette.ENTROPY)):
        own = [row for row in rows if row["start"] == name]
        bars.append(
            {
                "type": "bar",
                "x": [f"{row['labels']} labels a class" for row in own],
                "y": [row["accuracy"] for row in own],
                "error_y": {"array": [row["error"] for row in own], "color": palette.TEXT},
                "name": f"{name} weights",
                "marker": {"color": color},
                "text": [f"{row['accuracy']:.3f}" for row in own],
                "textposition": "inside",
                "insidetextanchor": "start",
                "hovertemplate": "%{y:.4f} ± %{error_y.array:.4f}",
            }
        )
    return {
        "data": bars,
        "layout": layout(
            380,
            margin={"l": 48, "r": 8, "t": 30, "b": 40},
            barmode="group",
            showlegend=True,
            legend={"orientation": "h", "x": 0, "y": 1.12},
            xaxis={"fixedrange": True},
            yaxis=bits_axis() | {"range": [0, 1.02], "title": {"text": "test accuracy"}},
        ),
    }


def penalties(images, penalty_bits, image_shape):
    """The figure: what recognition wastes on each datum, the worst first, in bits.

    images (count, visible) and penalty_bits (count,) in that order.
    """
    thumbnails, squared = strip(images, image_shape)
    worst = float(np.max(penalty_bits))
    bars = {
        "type": "bar",
        "x": np.arange(len(images)),
        "y": np.asarray(penalty_bits),
        "marker": {"color": palette.PENALTY},
        "hovertemplate": "KL(Q‖P) %{y:.4f} bits<extra></extra>",
    }
    return {
        "data": [bars, thumbnails],
        "layout": layout(
            230,
            margin={"l": 48, "r": 12, "t": 30, "b": 4},
            bargap=0.35,
            xaxis=hidden_axis(-0.6, len(images) - 0.4, anchor="y2"),
            yaxis=bits_axis() | {"domain": [0.32, 1], "range": [0, max(0.1, 1.08 * worst)]},
            yaxis2=squared | {"domain": [0, 0.28], "constraintoward": "top"},
            annotations=[label("<b>penalty of each datum</b>, bits, the worst first", 0, 1.04)],
        ),
    }
