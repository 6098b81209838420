"""The rows of a step: data, dreams or explanations, and what each counts in the change."""

import numpy as np

from wsviz.engine.step import WAKE
from wsviz.figures import palette
from wsviz.figures.charts import value_axis
from wsviz.figures.layout import label, layout, named_axis, on, outline, refs
from wsviz.figures.mosaic import frames, ink
from wsviz.runs.words import layer_name, unit_name

# Pixels: a row, all rows, the frame above and below; rows of less than _READABLE have no number.
_ROW, _MOST, _TOP, _BOTTOM, _READABLE = 20, 600, 34, 34, 11
# Columns between two layers, and of the page's width the end of the states and the bars' start.
_GAP, _STATES, _BARS = 1, 0.68, 0.72


def explanations(moment):
    """The figure: left the hidden states, a row each; right what each row counts.

    A click gives [row]; the row on show is outlined.
    """
    row = min(_ROW, _MOST / moment.rows)
    numbers = {n: str(n + 1) for n in range(moment.rows)}
    down = named_axis(moment.rows - 0.5, -0.5, numbers)
    share = "normalised weight" if moment.step.log_weights is not None else "share of the change"
    edges = (moment.row - 0.5, moment.row + 0.5)
    return {
        "data": [_states(moment), _shares(moment)],
        "layout": layout(
            moment.rows * row + _TOP + _BOTTOM,
            margin={"l": 40, "r": 12, "t": _TOP, "b": _BOTTOM},
            xaxis=_across(moment) | {"domain": [0, _STATES]},
            yaxis=down | {"showticklabels": row >= _READABLE},
            xaxis2=value_axis(domain=[_BARS, 1], anchor="y2", rangemode="tozero"),
            yaxis2=down | {"anchor": "x2"},
            annotations=[*_layer_names(moment), label(f"<b>{share}</b>", _BARS, 1.0)],
            shapes=[_frames(moment), outline((0, 1, *edges), palette.TEXT, 2, xref="paper")],
        ),
    }


def alt_text(moment):
    """One sentence for those who hear the picture."""
    heaviest = int(moment.weights.argmax())
    text = f"{moment.rows} rows, {_noun(moment)} {moment.row + 1} on show"
    if not moment.weighed:
        return f"{text}."
    counts = f"{moment.weights[heaviest]:.2f}"
    return f"{text}; {_noun(moment)} {heaviest + 1} counts most, {counts} of 1."


def _noun(moment):
    if moment.step.log_weights is not None:
        return "explanation"
    return "datum" if moment.phase == WAKE else "dream"


def _places(moment):
    """The columns of each hidden layer's units, layer -> (units,)."""
    starts = np.cumsum([0, *(units + _GAP for units in moment.architecture.hidden)])
    sizes = zip(starts, moment.architecture.hidden)
    return {n: start + np.arange(units) for n, (start, units) in enumerate(sizes, start=1)}


def _states(moment):
    places = _places(moment)
    z = np.full((moment.rows, places[len(places)][-1] + 1), np.nan)
    for layer in filter(moment.drawn, places):
        z[:, places[layer]] = moment.step.states.units[layer][0]
    targets = [[[row]] * z.shape[1] for row in range(moment.rows)]
    hover = f"{_noun(moment)} %{{y}}, %{{x}}: %{{z}}<extra></extra>"
    gap = 1 if _MOST / moment.rows >= _READABLE else 0
    return ink(z, customdata=targets, hovertemplate=hover, xgap=1, ygap=gap)


def _frames(moment):
    """Round the states of each layer that is drawn, and between them."""
    drawn = [columns for layer, columns in _places(moment).items() if moment.drawn(layer)]
    edges = [(each[0] - 0.5, each[-1] + 0.5, -0.5, moment.rows - 0.5) for each in drawn]
    return frames(edges, **refs(""))


def _shares(moment):
    """Bars to the right, empty while the rows are not weighed."""
    shares = moment.weights if moment.weighed else np.full(moment.rows, np.nan)
    return {
        "type": "bar",
        "orientation": "h",
        **on("2"),
        "x": shares,
        "y": np.arange(moment.rows),
        "customdata": [[row] for row in range(moment.rows)],
        "marker": {"color": palette.BELIEF},
        "hovertemplate": f"{_noun(moment)} %{{y}} counts %{{x:.4f}}<extra></extra>",
    }


def _across(moment):
    """The axis over the states; hovers call its columns by their units."""
    places = _places(moment)
    names = {
        int(column): unit_name(layer, unit)
        for layer, columns in places.items()
        for unit, column in enumerate(columns)
    }
    return named_axis(-0.5, max(names) + 0.5, names)


def _layer_names(moment):
    return [
        label(layer_name(layer), float(columns.mean()), 1.0, xref="x", xanchor="center")
        for layer, columns in _places(moment).items()
    ]
