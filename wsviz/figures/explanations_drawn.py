"""The rows of a step: data, dreams or explanations, and what each counts in the change."""

import numpy as np

from wsviz.engine.step import WAKE
from wsviz.figures import palette
from wsviz.figures.charts import value_axis
from wsviz.figures.in_pixels import named_pixels, pixel_layout, written
from wsviz.figures.layout import PANEL, outline
from wsviz.figures.mosaic import frames, ink
from wsviz.runs.words import layer_name, unit_name

# Pixels: the heading, the bars' axis below, the tallest row, the lowest with a number.
_HEAD, _FOOT, _ROW, _READABLE = 28, 30, 30, 17
# From where to where the states and the bars stand; the gap between two layers, and the narrowest.
_STATES, _BARS, _GAP, _NARROWEST = (40, 404), (424, 590), 8, 60


def explanations(moment):
    """The figure: left the hidden states, a row each; right what each row counts.

    A click gives [row]; the row on show is outlined.
    """
    tall = min(_ROW, (PANEL[1] - _HEAD - _FOOT) / moment.rows)
    y = _HEAD + tall * np.arange(moment.rows + 1)
    middles = (y[:-1] + y[1:]) / 2
    numbers = [str(n + 1) for n in range(moment.rows)]
    across = {"domain": [edge / PANEL[0] for edge in _BARS], "anchor": "free"}
    layers = _places(moment)
    row = (2, PANEL[0] - 2, *y[moment.row : moment.row + 2].tolist())
    return {
        "data": [_states(moment, layers, y), _shares(moment, middles, tall)],
        "layout": pixel_layout(
            PANEL,
            xaxis=_across(layers),
            yaxis=named_pixels(PANEL[1], 0, middles, numbers),
            xaxis2=value_axis(**across, rangemode="tozero", nticks=4, showgrid=False)
            | {"position": 1 - float(y[-1]) / PANEL[1]},
            annotations=[*_heading(moment, layers), *_numbers(numbers, middles, tall)],
            shapes=[_frames(moment, layers, y), outline(row, palette.TEXT, 2)],
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
    """The edges of each hidden layer's columns in pixels, layer -> (units + 1,)."""
    sizes = np.array(moment.architecture.hidden)
    spare = np.ptp(_STATES) - len(sizes) * _NARROWEST - _GAP * (len(sizes) - 1)
    widths = _NARROWEST + spare * sizes / sizes.sum()
    lefts = _STATES[0] + np.cumsum([0, *(widths + _GAP)])
    found = zip(lefts, widths, sizes.tolist())
    return {
        layer: np.linspace(left, left + width, units + 1)
        for layer, (left, width, units) in enumerate(found, start=1)
    }


def _states(moment, layers, y):
    """Layers side by side, an empty cell between two of them."""
    z = np.full((moment.rows, sum(len(x) for x in layers.values()) - 1), np.nan, np.float32)
    start = 0
    for layer, x in layers.items():
        if moment.drawn(layer):
            z[:, start : start + len(x) - 1] = moment.step.states.units[layer][0]
        start += len(x)
    rows = np.arange(moment.rows)[:, None, None]
    hover = f"{_noun(moment)} %{{y}}, %{{x}}: %{{z}}<extra></extra>"
    gap = 1 if y[1] - y[0] >= _READABLE else 0
    return ink(
        z,
        x=np.concatenate(list(layers.values())),
        y=y,
        customdata=np.broadcast_to(rows, (*z.shape, 1)),
        hovertemplate=hover,
        xgap=gap,
        ygap=gap,
    )


def _frames(moment, layers, y):
    """Round the states of each layer that is drawn, and between them."""
    drawn = [x for layer, x in layers.items() if moment.drawn(layer)]
    return frames([(x[0], x[-1], y[0], y[-1]) for x in drawn], xref="x", yref="y")


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


def _across(layers):
    """The axis of the states; hovers call its columns by their units."""
    places, names = [], []
    for layer, x in layers.items():
        places += ((x[:-1] + x[1:]) / 2).tolist()
        names += [unit_name(layer, unit) for unit in range(len(x) - 1)]
    return named_pixels(0, PANEL[0], places, names)


def _heading(moment, layers):
    """The layers' names, and at last what the bars are."""
    share = "normalised weight" if moment.step.log_weights is not None else "share of the change"
    names = [
        written(layer_name(layer), (x[0] + x[-1]) / 2, _HEAD / 2, palette.MUTED, xanchor="center")
        for layer, x in layers.items()
    ]
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
