"""The truth beside Q: how one image could be explained, and how recognition explains it."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.charts import told
from wsviz.figures.in_pixels import key, pixel_layout, written
from wsviz.figures.layout import PANEL, hidden_axis, outline
from wsviz.figures.mosaic import frames, picture_clicks
from wsviz.figures.rooms import in_room
from wsviz.figures.state_columns import cell_frames, cells, over_columns, side_by_side, unit_axis
from wsviz.figures.weight_values import nice_limit

# Pixels: the middles of the lines of text, the top of the first row, a row's height,
# the room of the axis below the last; a state's width.
_HEAD, _NAME, _CLICK, _COLUMNS, _TOP, _ROW, _FOOT, _WIDEST = 14, 38, 58, 138, 150, 27, 22, 20
# Left, right, top and bottom of the image's room and of the strip's; pictures side by side there.
_IMAGE, _STRIP, _ACROSS = (3, 87, 30, 114), (98, 597, 70, 124), 15
# From where to where the states may stand and the bars; right edges of the numbers.
_STATES, _BARS, _NUMBERS = (62, 254), (270, 470), (532, 596)
_SIDES = (("P", "truth P", palette.TRUTH), ("Q", "recognition Q", palette.BELIEF))


def explanation(moment, shown, images):
    """The figure: the image over its likeliest explanations, a row each, P beside Q.

    shown   wsviz.narration.explained.Explained
    images  (count, visible) to choose from; a click on one gives its target
    """
    image_shape = moment.image_shape
    strip, boxes = in_room(images, image_shape, _STRIP, min(_ACROSS, len(images)))
    data, marks = [strip, picture_clicks(images, boxes)], [_same(shown, images, boxes)]
    words = [written(f"<b>{shown.name}</b>; {shown.note}", _STRIP[0], _NAME)]
    words.append(written("or click a picture:", _STRIP[0], _CLICK, palette.MUTED))
    layers = side_by_side(moment.architecture.hidden, *_STATES, widest=_WIDEST)
    more = {}
    if shown.found is not None:
        image, box = in_room(shown.image[None], image_shape, _IMAGE)
        boxes = np.concatenate([box, boxes])
        y = _TOP + _ROW * np.arange(len(shown.found.states) + 1)
        data += [image, _states(shown.found, layers, y), *_bars(shown.found, y)]
        words += [*_head(shown.found), *_columns(layers), *_ends(shown.found, y)]
        words += [*_numbers(shown, y), *_mark(shown, y)]
        marks += [cell_frames(layers, y), *_drawn(shown, y)]
        more = {"xaxis2": _across(shown.found)}
    return {
        "data": data,
        "layout": pixel_layout(
            PANEL,
            xaxis=unit_axis(layers, PANEL[0]),
            annotations=words,
            shapes=[frames(boxes, xref="x", yref="y"), *filter(None, marks)],
            **more,
        ),
    }


def alt_text(shown):
    """One sentence for those who hear the picture."""
    found = shown.found
    if found is None:
        return f"Explanation of {shown.name}: {shown.note}."
    text = f"Explanation of {shown.name}: {_divergences(found)}"
    if shown.drawn is None:
        return f"{text}."
    at = found.index(shown.drawn)
    both = f"P {_share(found.true[at])}, Q {_share(found.recognised[at])}"
    return f"{text}; the one marked “{shown.mark}” has {both}."


def _same(shown, images, boxes):
    """Round the picture of the strip that is the image; None where it is none of them."""
    if shown.image is None:
        return None
    same = np.flatnonzero((images == shown.image).all(1))
    if not len(same):
        return None
    return outline((boxes[same[0]] + [-2, 2, -2, 2]).tolist(), palette.TEXT, 2)


def _states(found, layers, y):
    """The hidden states of each explanation, layers side by side."""
    ends = np.cumsum([len(x) - 1 for x in layers.values()])
    parts = np.split(found.states, ends[:-1], axis=1)
    hover = "%{x}: %{z}<extra></extra>"
    return cells(layers, dict(zip(layers, parts)), y, hovertemplate=hover, xgap=1, ygap=1)


def _bars(found, y):
    """P over Q, two bars a row."""
    middles, tall = (y[:-1] + y[1:]) / 2, 0.38 * _ROW
    return [
        {
            "type": "bar",
            "orientation": "h",
            "xaxis": "x2",
            "x": shares,
            "y": middles + side * tall / 2,
            "width": tall,
            "marker": {"color": color},
            "hovertemplate": f"{sign}(α|d) = %{{x:.4g}}<extra></extra>",
        }
        for side, shares, (sign, _, color) in zip((-1, 1), (found.true, found.recognised), _SIDES)
    ]


def _across(found):
    """The axis of the bars, over all of the figure: so there is one plane for clicks."""
    left, right = _BARS
    a_pixel = _limit(found) / (right - left)
    return hidden_axis(-left * a_pixel, (PANEL[0] - left) * a_pixel, overlaying="x")


def _limit(found):
    """The probability at the right end of the bars' room."""
    return nice_limit(np.maximum(found.true, found.recognised))


def _ends(found, y):
    """What the ends of the bars' room mean, below the last row."""
    middle = y[-1] + _FOOT / 2
    return [
        written(words, edge, middle, palette.MUTED, xanchor="center")
        for words, edge in zip(("0", f"{_limit(found):g}"), _BARS)
    ]


def _head(found):
    keys = "  ".join(key(color, name) for _, name, color in _SIDES)
    bits = written(f"<b>{_divergences(found)}</b>", PANEL[0] - 3, _HEAD, xanchor="right")
    return [written(keys, 3, _HEAD), bits]


def _divergences(found):
    return f"KL(Q‖P) = {told(found.penalty_bits)}, KL(P‖Q) = {told(found.forward_bits)} bits"


def _columns(layers):
    """What stands in each column, above the first row."""
    numbers = [
        written(key(color, sign), right, _COLUMNS, xanchor="right")
        for (sign, _, color), right in zip(_SIDES, _NUMBERS)
    ]
    return [
        written("layer", 3, _COLUMNS, palette.MUTED),
        *over_columns(layers, str, _COLUMNS),
        written("probability", _BARS[0], _COLUMNS, palette.MUTED),
        *numbers,
    ]


def _numbers(shown, y):
    """Both probabilities of each row as text; below, what all others have together."""
    found = shown.found
    rows = list(zip(y[:-1], found.true, found.recognised))
    words = []
    if found.others:
        rows.append((y[-1] + _FOOT, *found.rest))
        words.append(written(f"the other {found.others:,} together", 3, y[-1] + _FOOT + _ROW / 2))
    return words + [
        written(_share(share), right, top + _ROW / 2, xanchor="right")
        for top, *shares in rows
        for share, right in zip(shares, _NUMBERS)
    ]


def _drawn(shown, y):
    """Round the row of the explanation that was drawn, both bars included."""
    if shown.drawn is None:
        return []
    at = shown.found.index(shown.drawn)
    return [outline((2, PANEL[0] - 2, *y[at : at + 2].tolist()), palette.TEXT, 2)]


def _mark(shown, y):
    if shown.drawn is None:
        return []
    at = shown.found.index(shown.drawn)
    return [written(shown.mark, 6, (y[at] + y[at + 1]) / 2)]


def _share(probability):
    """A probability as text; one that is small is not called 0."""
    return f"{probability:.1e}" if 0 < probability < 0.001 else f"{probability:.3f}"
