"""The terms of b + Σ s w, a bar each: which parents push the selected unit on, which off."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.charts import bars, plain_axis, value_axis
from wsviz.figures.layout import HOVER, PANEL, TEXT_SIZE, label, layout, outline
from wsviz.figures.targets import weight_targets
from wsviz.narration import numbers
from wsviz.runs.words import plain, unit_name

SIZE = (PANEL[0], 150)
_MARGIN = {"l": 52, "r": 6, "t": 26, "b": 24}
# Room above and below the bars, in shares of their range.
_AIR = 0.12


def terms(moment):
    """The figure: a bar a term, the bias first; the bar of a parent that is off has no height.

    A click gives the target of a weight. Before the unit is drawn there are no bars.
    """
    summed = numbers.summed(moment)
    values = np.zeros(1) if summed is None else np.array([s * w for s, w in summed.sum.terms])
    low, high = min(0.0, values.min()), max(0.0, values.max())
    air = _AIR * (high - low) or 1.0
    edges = low - air, high + air
    return {
        "data": [] if summed is None else [_bars(moment, summed, values)],
        "layout": layout(
            SIZE[1],
            width=SIZE[0],
            margin=_MARGIN,
            bargap=0.15,
            font={"size": TEXT_SIZE},
            hoverlabel=HOVER,
            xaxis=plain_axis(range=[-0.6, len(values) - 0.4], **_names(len(values) - 1)),
            yaxis=value_axis(range=list(edges), nticks=4, zerolinecolor=palette.MUTED),
            annotations=[label(_told(moment, summed), 0, 1, TEXT_SIZE, palette.TEXT, yshift=3)],
            shapes=_selected(moment, summed, edges),
        ),
    }


def alt_text(moment):
    """What the bars say, in one line."""
    return _told(moment, numbers.summed(moment))


def _told(moment, summed):
    if summed is None:
        return "Terms s w: none yet"
    whole = summed.sum
    return (
        f"Terms s w of {unit_name(*moment.selection[:2])}: together {plain(whole.logit, 2)}, "
        f"on with {plain(whole.probability, 2)}"
    )


def _bars(moment, summed, values):
    layer, unit = moment.selection[:2]
    parents = np.arange(len(values))
    return bars(parents, values.astype(np.float32), "s w", palette.PHASE[moment.phase]) | {
        "customdata": weight_targets(layer, unit, parents, summed.direction).astype(np.int16)
    }


def _names(parents):
    """The bias, and numbers of parents, few enough to be read."""
    step = max(1, -(-parents // 16))
    places = [0, *range(step, parents + 1, step)]
    return {"tickvals": places, "ticktext": ["b", *map(str, places[1:])], "tickangle": 0}


def _selected(moment, summed, edges):
    """Round the selected weight's term, where it is among the bars."""
    if summed is None or moment.way != summed.direction or moment.parent is None:
        return []
    at = moment.parent
    return [outline((at - 0.5, at + 0.5, *edges), palette.SELECTED, 2, xref="x", yref="y")]
