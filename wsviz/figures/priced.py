"""What a picture costs: its explanation, its reconstruction, and its place among the data."""

import re

import numpy as np

from wsviz.figures import palette
from wsviz.figures.charts import percent, told
from wsviz.figures.in_pixels import LINE, pixel_layout, written
from wsviz.figures.layout import BESIDE, outline
from wsviz.figures.mosaic import frames
from wsviz.figures.rooms import in_room
from wsviz.figures.state_columns import cell_frames, cells, side_by_side, unit_axis

# Pixels: rooms of reconstruction and nearest datum; the states; the words; the data's bars.
_ROOMS = ((3, 193, 26, 166), (207, 397, 26, 166))
_STATES, _WORDS, _CHART, _WIDEST = (198, 220), 240, (6, 394, 372, 448), 22
# The narrowest unit that has a gap beside it; bars of the data.
_SEPARATE, _BINS = 5, 24


def priced(moment, shown):
    """The figure, of BESIDE's size; shown is a wsviz.narration.priced.Priced."""
    if shown.image is None:
        words = [written(f"<b>{shown.name}</b> has no image yet", 3, 12)]
        return {"data": [], "layout": pixel_layout(BESIDE, annotations=words)}
    pictures = [
        in_room(values[None], moment.image_shape, room, **more)
        for values, room, more in zip((shown.rebuilt, shown.nearest), _ROOMS, (_HOVER, {}))
    ]
    layers = side_by_side(moment.architecture.hidden, 3, 397, widest=_WIDEST)
    chart, mark = _chart(shown.cost)
    boxes = np.concatenate([each for _, each in pictures])
    rims = frames(boxes, xref="x", yref="y"), cell_frames(layers, np.array(_STATES))
    return {
        "data": [*(heat_map for heat_map, _ in pictures), _explained(shown, layers), chart],
        "layout": pixel_layout(
            BESIDE,
            xaxis=unit_axis(layers, BESIDE[0]),
            annotations=[*_titles(shown), *_words(shown.cost), *_ends(shown.cost)],
            shapes=[*rims, *mark],
        ),
    }


def _explained(shown, layers):
    """The cells of the recognised states."""
    states = {layer: part[None] for layer, part in enumerate(shown.states, start=1)}
    look = {"hovertemplate": "%{x}: %{z}<extra></extra>", "xgap": _gap(layers), "ygap": 0}
    return cells(layers, states, np.array(_STATES), **look)


def alt_text(shown):
    """One sentence for those who hear the picture."""
    if shown.image is None:
        return f"What {shown.name} costs: it has no image yet."
    words = re.sub("<.*?>", "", " ".join(_sentences(shown.cost)))
    return f"What {shown.name} costs: {words}"


_HOVER = {"hoverinfo": "all", "hovertemplate": "%{z:.3f}<extra></extra>"}


def _titles(shown):
    return [
        written("<b>its reconstruction</b>", _ROOMS[0][0], 12),
        written(f"<b>nearest datum</b>, {_away(shown.distance)}", _ROOMS[1][0], 12),
        written("<b>its explanation</b>, recognised once, layer 1 first", 3, _STATES[0] - 12),
    ]


def _gap(layers):
    """What shows between units, where they are wide enough for it."""
    return 1 if min(x[1] - x[0] for x in layers.values()) >= _SEPARATE else 0


def _away(distance):
    """In how many pixels the nearest datum differs, in a word or two."""
    return f"{distance} away" if distance else "the same"


def _words(cost):
    return [written(line, 3, _WORDS + LINE * n) for n, line in enumerate(_sentences(cost))]


def _sentences(cost):
    """What it costs and whether it is likelier than the data's own, a line each."""
    surprise, paid = cost.surprise_bits, cost.description_bits
    if cost.exact:
        lost = max(0.0, paid.mean - surprise)
        return [
            f"−log₂ P(d) = {told(surprise)} bits: at best it costs that.",
            f"C(d) = {told(paid.mean)} bits: what this machine pays for it,",
            f"as recognition wastes KL(Q‖P) = {told(lost)} bits.",
            f"<b>{_part(cost.share)} of the data is likelier to it</b>, exactly.",
            "The data by their −log₂ P(d), and this picture:",
        ]
    count, (low, high) = len(cost.data_bits), map(percent, cost.between)
    hits = round(cost.share * count)
    return [
        f"−log₂ P(d) ≲ {told(surprise, 1)} bits: a bound, on average.",
        f"C(d) = {told(paid.mean, 1)} ± {told(paid.standard_error, 1)} bits: what this machine",
        f"pays for it; {cost.particles} explanations were sampled.",
        f"<b>{hits} of {count} images drawn from the data are likelier</b>,",
        f"by bounds: of all data {low} to {high} (95% interval).",
        "These images by their bounds, and this picture:",
    ]


def _part(share):
    """A share in words: all or nothing only where it is just that."""
    return {0: "None", 1: "All"}.get(share) or percent(share)


def _span(cost):
    """From where to where the bits of the data and of the picture lie, never nothing."""
    every = np.append(cost.data_bits, cost.surprise_bits)
    low, high = np.floor(every.min()), np.ceil(every.max())
    return low, max(high, low + 1)


def _chart(cost):
    """Bars of the data's bits, upwards from their line, and the mark of the picture."""
    left, right, top, bottom = _CHART
    low, high = _span(cost)
    shares, ends = np.histogram(cost.data_bits, _BINS, (low, high), weights=cost.weights)
    pitch = (right - left) / _BINS
    bars = {
        "type": "bar",
        "x": left + pitch * (np.arange(_BINS) + 0.5),
        "y": -(bottom - top) * shares / shares.max(),
        "base": bottom,
        "width": 0.9 * pitch,
        "marker": {"color": palette.TRUTH},
        "text": [f"{a:.1f} to {b:.1f} bits: {s:.1%}" for a, b, s in zip(ends, ends[1:], shares)],
        "textposition": "none",
        "hovertemplate": "%{text} of the data<extra></extra>",
    }
    x = left + (right - left) * (cost.surprise_bits - low) / (high - low)
    return bars, [
        outline((left, right, bottom, bottom), palette.MUTED, 1),
        outline((x, x, top - 6, bottom), palette.SELECTED, 3),
    ]


def _ends(cost):
    """The bits at both ends of the chart."""
    left, right, _, bottom = _CHART
    low, high = _span(cost)
    middle = bottom + LINE / 2 + 2
    return [
        written(f"{low:g}", left - 3, middle, palette.MUTED),
        written(f"{high:g} bits", right, middle, palette.MUTED, xanchor="right"),
    ]
