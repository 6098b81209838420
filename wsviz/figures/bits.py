"""The description length of the data over time."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.charts import at_zero, line, mark, now, over_time, time_axis, told, value_axis
from wsviz.figures.in_pixels import key
from wsviz.figures.layout import HOVER, PANEL, TEXT_SIZE, label, on
from wsviz.measure.curve import last_known

_PARTS = (
    ("entropy_bits", "H(data)", palette.ENTROPY),
    ("kl_bits", "KL(data‖model)", palette.KL),
    ("penalty_bits", "penalty E[KL(Q‖P)]", palette.PENALTY),
)
_CYCLE = {"text": "cycle", "standoff": 2, "font": {"size": TEXT_SIZE}}
_MARGIN = {"l": 52, "r": 10, "t": 48, "b": 42}
# Domains of the axes; lines of text stand over each, so much higher one over another, and begin
# so far left of the axes.
_ABOVE, _BELOW = (0.5, 1.0), (0.0, 0.36)
_LINE, _OUTDENT = 21, 46


def bits_over_time(curve, cycle, dropped=None, listed=None, turns=()):
    """The figure: H + KL + penalty, stacked, and their sum; below it the cost of each layer.

    curve    cycle -> wsviz.measure.curve.Point of one learner, at least one
    cycle    of the moment on show, a vertical line
    dropped  the curve of an abandoned future, drawn pale
    listed   how many images the KL counts, where they are but a sample of a larger world
    turns    cycles at which other layers begin to learn, dotted vertical lines
    """
    lines = [*stacked(curve), _total(curve, "their sum"), *_unseen(curve), *_layers(curve)]
    if dropped:
        pen = {"color": palette.MUTED, "width": 2, "dash": "dot"}
        lines.append(_total(dropped, "dropped future") | {"line": pen, "opacity": 0.6})
    x = at_zero(curve)
    shown = curve[last_known(curve, cycle)]
    titles = _titles(shown, listed)
    margin = _MARGIN | {"t": 6 + _LINE * len(titles)}
    return {
        "data": lines,
        "layout": over_time(
            PANEL[1],
            width=PANEL[0],
            margin=margin,
            showlegend=False,
            font={"size": TEXT_SIZE},
            hoverlabel=HOVER,
            xaxis=time_axis(x, anchor="y", showticklabels=False, title={"text": ""}),
            yaxis=value_axis(rangemode="tozero", domain=_ABOVE, nticks=5),
            xaxis2=time_axis(x, anchor="y2", title=_CYCLE),
            yaxis2=value_axis(anchor="x2", domain=_BELOW, nticks=4),
            annotations=[*_over(_ABOVE[1], *titles), *_over(_BELOW[1], *_layer_keys(shown))],
            shapes=[*_turns(turns, x[-1]), now(cycle), now(cycle, "2")],
        ),
    }


def _turns(turns, last):
    """Lines through both pairs of axes, as far as the curve goes."""
    pen = {"color": palette.MUTED, "dash": "dot", "width": 1}
    return [mark(turn, axis, **pen) for turn in turns if turn <= last for axis in ("", "2")]


def alt_text(curve, cycle):
    """One sentence for those who hear the picture, about the last point up to that cycle."""
    at = last_known(curve, cycle)
    point = curve[at]
    values = [
        f"{name} {sign} {told(getattr(point, field)[0])}"
        for (field, name, _), sign in zip(_PARTS, signs(point))
    ]
    if holds_out(point):
        values.append(f"held-out images {held_out(point)}")
    return f"Bits an image at cycle {at:,}, {how_known(point)}: {', '.join(values)}."


def stacked(curve):
    """The three parts, an area each, over one another."""
    for field, name, color in _PARTS:
        values = [getattr(point, field)[0] for point in curve.values()]
        yield _line(curve, values, name, {"color": color, "width": 1}) | {"stackgroup": "bits"}


def signs(point):
    """How each part is to the figure told for it.

    Sampled, the KL is in expectation at most that, the penalty at least: wsviz.measure.sampled.
    """
    return ("=", "=", "=") if point.exact else ("=", "≤", "≥")


def total(point):
    """The description length, sampled ± one standard error of the sum."""
    bits = point.description_length_bits[0]
    return told(bits) if point.exact else f"{told(bits, 2)} ± {point.error_bits[0]:.2f}"


def how_known(point):
    """Whether every explanation was summed over."""
    return "exact" if point.exact else "sampled"


def held_out(point):
    """What a held-out image costs, ± one standard error."""
    return f"{told(point.held_out_bits[0], 2)} ± {point.held_out_error_bits[0]:.2f}"


def holds_out(point):
    """Whether the world holds images out."""
    return not np.isnan(point.held_out_bits[0])


def _line(curve, values, name, pen):
    """A line over a curve; a click on a point asks for its cycle."""
    targets = np.array(list(curve))[:, None]
    told = {"customdata": targets, "hovertemplate": "%{y:.3f} bits"}
    return line(at_zero(curve), values, name, pen, **told)


def _total(curve, name):
    values = [point.description_length_bits[0] for point in curve.values()]
    return _line(curve, values, name, {"color": palette.TEXT, "width": 1.5})


def _unseen(curve):
    """A dashed line of what held-out images cost, the same sum over other images."""
    if any(map(holds_out, curve.values())):
        pen = {"color": palette.TEXT, "width": 1.5, "dash": "dash"}
        values = [point.held_out_bits[0] for point in curve.values()]
        yield _line(curve, values, "held-out images", pen)


def _layers(curve):
    """Awake: a full line a layer; asleep: a dotted one a hidden layer, in the same colour."""
    awake = zip(*(point.layer_costs_bits[0] for point in curve.values()))
    asleep = zip(*(point.dream_costs_bits[0] for point in curve.values()))
    for phase, first, costs in (("awake", 0, awake), ("asleep", 1, asleep)):
        pen = {"dash": "dot", "width": 1.5} if first else {"dash": "solid"}
        for layer, cost in enumerate(costs, start=first):
            name = f"layer {layer} {phase}" if layer else "image"
            yield _line(curve, cost, name, pen | {"color": palette.LAYERS[layer]}) | on("2")


def _titles(point, listed):
    """Two lines, and between them one about images that are not learned, where there are others."""
    how = "exact" if point.exact else "one standard error, sampled"
    first = f"<b>description length</b>, bits an image: {total(point)} ({how})"
    keys = "  ".join(
        key(color, f"{name} {sign} {told(getattr(point, field)[0], 2)}")
        for (field, name, color), sign in zip(_PARTS, signs(point))
    )
    return [first, *_beyond(point, listed), keys]


def _beyond(point, listed):
    if holds_out(point):
        yield f"– – <b>held-out images</b>, not among the data: {held_out(point)}"
    elif listed:
        yield f"H and KL are of the {listed:,} images learned; none are held out to judge it by"


def _layer_keys(point):
    names = ["image", "layer 1", *range(2, point.layer_costs_bits.shape[1])]
    keys = "  ".join(key(color, name) for color, name in zip(palette.LAYERS, names))
    return "<b>cost of each layer</b>, bits (dotted: of recognising dreams)", keys


def _over(top, *lines):
    """Lines of text over a pair of axes."""
    return [
        label(words, 0, top, TEXT_SIZE, palette.TEXT, yshift=shift, xshift=-_OUTDENT)
        for words, shift in zip(lines, range(1 + _LINE * (len(lines) - 1), 0, -_LINE))
    ]
