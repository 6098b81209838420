"""The rows of a step: data, dreams or explanations, and what each counts in the change."""

import numpy as np

from wsviz.engine.step import WAKE
from wsviz.figures import palette
from wsviz.figures.charts import value_axis
from wsviz.figures.in_pixels import named_pixels, pixel_layout, written
from wsviz.figures.layout import PANEL, outline
from wsviz.figures.state_columns import (
    cell_frames,
    cells,
    over_columns,
    side_by_side,
    unit_axis,
)
from wsviz.runs.words import layer_name

# Pixels: the heading, the bars' axis below, the tallest row, the lowest with a number.
_HEAD, _FOOT, _ROW, _READABLE = 28, 30, 30, 17
# From where to where the states and the bars stand; the narrowest layer.
_STATES, _BARS, _NARROWEST = (40, 404), (424, 590), 60


def explanations(moment):
    """The figure: left the hidden states, a row each; right what each row counts.

    A click gives [row]; the row on show is outlined.
    """
    tall = min(_ROW, (PANEL[1] - _HEAD - _FOOT) / moment.rows)
    y = _HEAD + tall * np.arange(moment.rows + 1)
    middles = (y[:-1] + y[1:]) / 2
    numbers = [str(n + 1) for n in range(moment.rows)]
    across = {"domain": [edge / PANEL[0] for edge in _BARS], "anchor": "free"}
    layers = side_by_side(moment.architecture.hidden, *_STATES, _NARROWEST)
    drawn = {layer: x for layer, x in layers.items() if moment.drawn(layer)}
    row = (2, PANEL[0] - 2, *y[moment.row : moment.row + 2].tolist())
    return {
        "data": [_states(moment, layers, y), _shares(moment, middles, tall)],
        "layout": pixel_layout(
            PANEL,
            xaxis=unit_axis(layers, PANEL[0]),
            yaxis=named_pixels(PANEL[1], 0, middles, numbers),
            xaxis2=value_axis(**across, rangemode="tozero", nticks=4, showgrid=False)
            | {"position": 1 - float(y[-1]) / PANEL[1]},
            annotations=[*_heading(moment, layers), *_numbers(numbers, middles, tall)],
            shapes=[cell_frames(drawn, y), outline(row, palette.TEXT, 2)],
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


def _states(moment, layers, y):
    """Layers side by side, empty where they are not drawn."""
    drawn = {n: moment.step.states.units[n][0] for n in layers if moment.drawn(n)}
    gap = 1 if y[1] - y[0] >= _READABLE else 0
    hover = f"{_noun(moment)} %{{y}}, %{{x}}: %{{z}}<extra></extra>"
    found = cells(layers, drawn, y, hovertemplate=hover, xgap=gap, ygap=gap)
    rows = np.arange(moment.rows)[:, None, None]
    return found | {"customdata": np.broadcast_to(rows, (*found["z"].shape, 1))}


def _shares(moment, middles, tall):
    """Bars to the right, empty while the rows are not weighed."""
    shares = moment.weights if moment.weighed else np.full(moment.rows, np.nan)
    return {
        "type": "bar",
        "orientation": "h",
        "xaxis": "x2",
        "x": shares,
        "y": middles,
        "width": 0.8 * tall,
        "customdata": [[row] for row in range(moment.rows)],
        "marker": {"color": palette.BELIEF},
        "hovertemplate": f"{_noun(moment)} %{{y}} counts %{{x:.4f}}<extra></extra>",
    }


def _heading(moment, layers):
    """The layers' names, and at last what the bars are."""
    share = "normalised weight" if moment.step.log_weights is not None else "share of the change"
    names = over_columns(layers, layer_name, _HEAD / 2)
    return [*names, written(f"<b>{share}</b>", _BARS[0], _HEAD / 2)]


def _numbers(numbers, middles, tall):
    """The rows' numbers where rows are tall enough, otherwise none."""
    if tall < _READABLE:
        return []
    edge = _STATES[0] - 5
    return [
        written(number, edge, middle, palette.MUTED, xanchor="right")
        for number, middle in zip(numbers, middles)
    ]
