"""The description length of the data: over time, and picture by picture."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.layout import hidden_axis, label, layout
from wsviz.figures.mosaic import strip, strip_frames
from wsviz.measure import kl_bits

HEIGHT = 356
_QUESTION = "<b>which pictures does it believe in?</b>"
# Where cycle 0 stands on a logarithmic axis.
_ZERO = 0.5
_PARTS = (
    ("entropy_bits", "H(data)", palette.ENTROPY),
    ("kl_bits", "KL(data‖model)", palette.KL),
    ("penalty_bits", "penalty E[KL(Q‖P)]", palette.PENALTY),
)


def bits_over_time(curve, cycle, learner=0, dropped=None):
    """The figure: left H + KL + penalty, stacked, and their sum; right the cost of each layer.

    curve    cycle -> wsviz.measure.curve.Point, at least one
    cycle    of the moment on show, a vertical line
    dropped  the curve of an abandoned future, drawn pale
    """
    cycles, points = np.array(list(curve)), list(curve.values())
    x = np.maximum(cycles, _ZERO)
    traces = [_part(x, points, *part, learner) for part in _PARTS]
    traces.append(_total(x, points, learner))
    traces += _layers(x, points, learner)
    if dropped:
        traces += _pale(dropped, learner)
    return {"data": traces, "layout": _layout(x, points, cycle, learner)}


def alt_text(curve, learner=0):
    """One sentence for those who hear the picture."""
    cycle, point = list(curve.items())[-1]
    values = (f"{name} {told(getattr(point, field)[learner])}" for field, name, _ in _PARTS)
    how = "exact" if point.exact else "sampled"
    return f"Bits an image at cycle {cycle:,}, {how}: {', '.join(values)}."


def told(bits):
    """Bits as text; a model that rules out a picture of the data costs ∞."""
    return f"{bits:.3f}" if np.isfinite(bits) else "∞"


def _part(x, points, field, name, color, learner):
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": np.array([getattr(point, field)[learner] for point in points]),
        "customdata": _targets(x),
        "name": name,
        "stackgroup": "bits",
        "line": {"color": color, "width": 1},
        "hovertemplate": "%{y:.3f} bits",
    }


def _total(x, points, learner):
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": np.array([point.description_length_bits[learner] for point in points]),
        "customdata": _targets(x),
        "name": "their sum",
        "line": {"color": palette.TEXT, "width": 1.5},
        "hovertemplate": "%{y:.3f} bits",
    }


def _layers(x, points, learner):
    """Awake: a full line a layer; asleep: a dotted one a hidden layer, in the same colour."""
    awake = np.array([point.layer_costs_bits[learner] for point in points])
    asleep = np.array([point.dream_costs_bits[learner] for point in points])
    lines = [(layer, "awake", awake[:, layer]) for layer in range(awake.shape[1])]
    lines += [(layer, "asleep", asleep[:, layer - 1]) for layer in range(1, awake.shape[1])]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "xaxis": "x2",
            "yaxis": "y2",
            "x": x,
            "y": cost,
            "customdata": _targets(x),
            "name": f"layer {layer} {phase}" if layer else "image",
            "line": {
                "color": palette.LAYERS[layer],
                "width": 2.5 if phase == "awake" else 1.5,
                "dash": "solid" if phase == "awake" else "dot",
            },
            "hovertemplate": "%{y:.3f} bits",
        }
        for layer, phase, cost in lines
    ]


def _targets(x):
    """The cycle that a click on each point asks for."""
    return [[int(cycle)] for cycle in x]


def _pale(dropped, learner):
    x = np.maximum(np.array(list(dropped)), _ZERO)
    totals = [point.description_length_bits[learner] for point in dropped.values()]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": x,
            "y": np.array(totals),
            "name": "dropped future",
            "line": {"color": palette.MUTED, "width": 2, "dash": "dot"},
            "opacity": 0.6,
            "hovertemplate": "%{y:.3f} bits",
        }
    ]


def _layout(x, points, cycle, learner):
    last = points[-1]
    how = "exact" if last.exact else f"sampled, ± {last.error_bits[learner]:.2f}"
    total = last.description_length_bits[learner]
    axis = time_axis(x)
    line = {"type": "line", "y0": 0, "y1": 1, "line": {"color": palette.TEXT, "width": 1.5}}
    at = max(cycle, _ZERO)
    return layout(
        HEIGHT,
        margin={"l": 48, "r": 12, "t": 30, "b": 66},
        hovermode="x unified",
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": -0.2, "yanchor": "top", "traceorder": "normal"},
        xaxis=axis | {"domain": [0, 0.6], "anchor": "y"},
        yaxis=bits_axis() | {"rangemode": "tozero"},
        xaxis2=axis | {"domain": [0.68, 1], "anchor": "y2"},
        yaxis2=bits_axis() | {"anchor": "x2"},
        annotations=[
            label(f"<b>description length</b>, bits an image ({how}): {told(total)}", 0, 1.02),
            label("<b>cost of each layer</b>, bits", 0.68, 1.02),
        ],
        shapes=[
            line | {"x0": at, "x1": at, "xref": "x", "yref": "y domain"},
            line | {"x0": at, "x1": at, "xref": "x2", "yref": "y2 domain"},
        ],
    )


def time_axis(x):
    """A logarithmic axis for the cycles x, 0 at its left end."""
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
    }


def bits_axis():
    """A quiet axis for values."""
    return {"fixedrange": True, "gridcolor": palette.FAINT, "zerolinecolor": palette.FAINT}


def distribution(images, probabilities, model, rest, image_shape):
    """Which pictures does it believe in? The data's probabilities beside the model's.

    images (count, visible), probabilities and model (count,) of each, `rest` the model's
    probability of all pictures that the data never contain.
    """
    order = np.argsort(-probabilities, kind="stable")
    # All others stand a little apart, for they are no picture and need room for their name.
    last = len(order) * 1.02
    place = np.append(np.arange(len(order)), last)
    data = np.append(probabilities[order], 0.0)
    believed = np.append(model[order], rest)
    thumbnails, squared = strip(images[order], image_shape)
    divergence = told(kl_bits(data, believed))
    under = {"xref": "x", "xanchor": "center", "yanchor": "top"}
    return {
        "data": [
            _bars(place, data, "data", palette.ENTROPY),
            _bars(place, believed, "model", palette.KL),
            thumbnails,
        ],
        "layout": layout(
            230,
            margin={"l": 48, "r": 12, "t": 30, "b": 4},
            showlegend=True,
            legend={"orientation": "h", "x": 1, "xanchor": "right", "y": 1.18},
            barmode="group",
            bargap=0.25,
            xaxis=hidden_axis(-0.6, last + max(0.6, 0.026 * len(order)), anchor="y2"),
            yaxis=bits_axis() | {"domain": [0.3, 1], "title": {"text": "probability"}},
            yaxis2=squared | {"domain": [0, 0.26], "constraintoward": "top"},
            annotations=[
                label(f"{_QUESTION} KL(data‖model) = {divergence} bits", 0, 1.04),
                label("all<br>others", last, 0.28, 12, **under),
            ],
            shapes=[strip_frames(len(order), image_shape)],
        ),
    }


def _bars(place, heights, name, color):
    return {
        "type": "bar",
        "x": place,
        "y": heights,
        "name": name,
        "marker": {"color": color},
        "hovertemplate": f"{name} %{{y:.4f}}<extra></extra>",
    }
