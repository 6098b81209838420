"""The description length of the data over time."""

from wsviz.figures import palette
from wsviz.figures.charts import at_zero, line, now, over_time, time_axis, told, value_axis
from wsviz.figures.layout import label, on

_PARTS = (
    ("entropy_bits", "H(data)", palette.ENTROPY),
    ("kl_bits", "KL(data‖model)", palette.KL),
    ("penalty_bits", "penalty E[KL(Q‖P)]", palette.PENALTY),
)


def bits_over_time(curve, cycle, dropped=None):
    """The figure: left H + KL + penalty, stacked, and their sum; right the cost of each layer.

    curve    cycle -> wsviz.measure.curve.Point of one learner, at least one
    cycle    of the moment on show, a vertical line
    dropped  the curve of an abandoned future, drawn pale
    """
    lines = [*_parts(curve), _total(curve, "their sum"), *_layers(curve)]
    if dropped:
        pen = {"color": palette.MUTED, "width": 2, "dash": "dot"}
        lines.append(_total(dropped, "dropped future") | {"line": pen, "opacity": 0.6})
    x = at_zero(curve)
    return {
        "data": lines,
        "layout": over_time(
            356,
            xaxis=time_axis(x, domain=[0, 0.6], anchor="y"),
            yaxis=value_axis(rangemode="tozero"),
            xaxis2=time_axis(x, domain=[0.68, 1], anchor="y2"),
            yaxis2=value_axis(anchor="x2"),
            annotations=_titles(next(reversed(curve.values()))),
            shapes=[now(cycle), now(cycle, "2")],
        ),
    }


def alt_text(curve, cycle):
    """One sentence for those who hear the picture, about the last point up to that cycle."""
    at = max((known for known in curve if known <= cycle), default=min(curve))
    point = curve[at]
    values = (f"{name} {told(getattr(point, field)[0])}" for field, name, _ in _PARTS)
    how = "exact" if point.exact else "sampled"
    return f"Bits an image at cycle {at:,}, {how}: {', '.join(values)}."


def _line(curve, values, name, pen):
    """A line over a curve; a click on a point asks for its cycle."""
    targets = [[cycle] for cycle in curve]
    told = {"customdata": targets, "hovertemplate": "%{y:.3f} bits"}
    return line(at_zero(curve), values, name, pen, **told)


def _parts(curve):
    for field, name, color in _PARTS:
        values = [getattr(point, field)[0] for point in curve.values()]
        yield _line(curve, values, name, {"color": color, "width": 1}) | {"stackgroup": "bits"}


def _total(curve, name):
    values = [point.description_length_bits[0] for point in curve.values()]
    return _line(curve, values, name, {"color": palette.TEXT, "width": 1.5})


def _layers(curve):
    """Awake: a full line a layer; asleep: a dotted one a hidden layer, in the same colour."""
    awake = zip(*(point.layer_costs_bits[0] for point in curve.values()))
    asleep = zip(*(point.dream_costs_bits[0] for point in curve.values()))
    for phase, first, costs in (("awake", 0, awake), ("asleep", 1, asleep)):
        pen = {"dash": "dot", "width": 1.5} if first else {"dash": "solid"}
        for layer, cost in enumerate(costs, start=first):
            name = f"layer {layer} {phase}" if layer else "image"
            yield _line(curve, cost, name, pen | {"color": palette.LAYERS[layer]}) | on("2")


def _titles(point):
    how = "exact" if point.exact else f"sampled, ± {point.error_bits[0]:.2f}"
    total = told(point.description_length_bits[0])
    return [
        label(f"<b>description length</b>, bits an image ({how}): {total}", 0, 1.02),
        label("<b>cost of each layer</b>, bits", 0.68, 1.02),
    ]
