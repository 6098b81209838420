"""Hidden activations over real images, as a heat map under the images themselves."""

from typing import NamedTuple

import numpy as np

from wsviz.figures import palette
from wsviz.figures.layout import hidden_axis, label, layout, outline
from wsviz.figures.mosaic import ink, strip, strip_frames
from wsviz.figures.targets import unit_target
from wsviz.runs.words import unit_name

# Pixels: all rows together, one row, the gap between layers; below _READABLE rows have no names.
_TALLEST, _ROW, _GAP, _READABLE = 372, 30, 6, 12
# And: the width of all columns on a wide page, air above them, the margin.
_WIDTH, _AIR, _MARGIN = 1120, 8, 4


class _Rows(NamedTuple):
    """The rows of the heat map, top layer first.

    units   a (layer, unit) a row, None for the gap between two layers
    edges   (rows + 1,) their upper and lower edges, in pixels from the top
    """

    units: list
    edges: np.ndarray

    @property
    def middles(self):
        """(rows,) the middle of each row."""
        return (self.edges[:-1] + self.edges[1:]) / 2


def activations(moment, images, probabilities):
    """The figure: a column an image, a row a hidden unit, ink the probability q.

    images (count, visible); probabilities of one learner as wsviz.engine.gallery.activations gives
    them: a list a hidden layer of (1, count, units).
    """
    shape = moment.image_shape
    layers = [part[0].T for part in probabilities]
    rows = _rows([len(part) for part in layers])
    below = rows.edges[-1]
    thumbnails, squared = strip(images, shape)
    # In a lower place squares would squeeze the columns.
    thumb = float(np.ptp(squared["range"])) * _WIDTH / len(images)
    inner = below + _AIR + thumb
    name = label("real images", -0.005, 1 - 0.5 * thumb / inner, 12)
    return {
        "data": [_heat_map(layers, rows), thumbnails],
        "layout": layout(
            inner + 2 * _MARGIN,
            margin={"l": 90, "r": 70, "t": _MARGIN, "b": _MARGIN},
            xaxis=hidden_axis(-0.5, len(images) - 0.5, anchor="y"),
            yaxis=_unit_axis(rows, below / inner),
            yaxis2=squared | {"domain": [1 - thumb / inner, 1], "constraintoward": "bottom"},
            annotations=[name | {"xanchor": "right", "yanchor": "middle"}],
            shapes=[strip_frames(len(images), shape), *_marks(moment, rows, images)],
        ),
    }


def alt_text(images, probabilities):
    """One sentence for those who hear the picture."""
    means = "; ".join(
        f"layer {layer}: mean {part.mean():.2f}" for layer, part in enumerate(probabilities, 1)
    )
    return f"Hidden activations of {len(images)} real images. {means}."


def _rows(sizes):
    units = []
    for layer in range(len(sizes), 0, -1):
        units += [None] * bool(units) + [(layer, unit) for unit in range(sizes[layer - 1])]
    # Many units make thin rows, never a taller figure.
    height = min(_ROW, (_TALLEST - _GAP * (len(sizes) - 1)) / sum(sizes))
    heights = [_GAP if at is None else height for at in units]
    return _Rows(units, np.concatenate([[0.0], np.cumsum(heights)]))


def _heat_map(layers, rows):
    count = layers[0].shape[1]
    z = np.full((len(rows.units), count), np.nan)
    z[[at is not None for at in rows.units]] = np.concatenate(layers[::-1])
    # A gap is empty and takes no clicks; it only has to have as many cells as the others.
    units = [at or (0, 0) for at in rows.units]
    names = [unit_name(*at) for at in units]
    thin = _height(rows) < _READABLE
    return ink(
        z,
        y=rows.edges,
        customdata=[[unit_target(*at)] * count for at in units],
        text=[[f"{name} · image {n}" for n in range(1, count + 1)] for name in names],
        xgap=2,
        ygap=0 if thin else 1,
        showscale=True,
        colorbar={
            "title": {"text": "q"},
            "thickness": 10,
            "tickvals": [0, 0.5, 1],
            "outlinewidth": 1,
            "len": 0.8,
        },
        hovertemplate="%{text} · q = %{z:.3f}<extra></extra>",
    )


def _height(rows):
    return rows.edges[1] - rows.edges[0]


def _unit_axis(rows, split):
    named = _unit_ticks(rows) if _height(rows) >= _READABLE else _layer_ticks(rows)
    return {
        "range": [rows.edges[-1], 0],
        "domain": [0, split],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
        "tickvals": list(named),
        "ticktext": list(named.values()),
        "tickfont": {"size": 11},
    }


def _unit_ticks(rows):
    at = zip(rows.middles.tolist(), rows.units)
    return {y: f"layer {unit[0]} · {unit[1] + 1}" for y, unit in at if unit}


def _layer_ticks(rows):
    layers = [at[0] if at else 0 for at in rows.units]
    places = {n: np.mean(rows.middles[np.array(layers) == n]) for n in layers if n}
    return {float(y): f"layer {n}" for n, y in places.items()}


def _marks(moment, rows, images):
    """Round the column of the image on show, its picture included, and round the selected row."""
    marks = []
    if moment.drawn(0):
        # Distinct images: one column at the most.
        (same,) = np.nonzero((images == moment.states(0)).all(1))
        sides = [(column - 0.5, column + 0.5, 0, 1) for column in same.tolist()]
        marks += [outline(edges, palette.TEXT, 2, yref="paper") for edges in sides]
    if moment.selection[:2] in rows.units:
        row = rows.units.index(moment.selection[:2])
        edges = (-0.5, len(images) - 0.5, *rows.edges[row : row + 2].tolist())
        marks.append(outline(edges, palette.SELECTED, 2))
    return marks
