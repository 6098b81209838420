"""Hidden activations over real images, as a heat map under the images themselves."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.layout import hidden_axis, label, layout, outline
from wsviz.figures.mosaic import ink, strip

_THUMB = 72
_TALLEST = 300


def activations(images, probabilities, image_shape, selection=None, shown=None, learner=0):
    """The figure: a column an image, a row a hidden unit, ink the probability q.

    images (count, visible); probabilities as wsviz.gallery.activations gives them: a list a hidden
    layer of (learners, count, units). `shown` is the column of the datum on show.
    """
    layers = [part[learner].T for part in probabilities]
    units = [(layer, unit) for layer, part in enumerate(layers, 1) for unit in range(len(part))]
    units.sort(key=lambda at: (-at[0], at[1]))
    z = np.concatenate(layers[::-1])
    cell = min(30, max(2, _TALLEST // len(units)))
    height = _THUMB + cell * len(units) + 30
    split = cell * len(units) / height
    thumbnails, squared = strip(images, image_shape)
    return {
        "data": [_heat_map(z, units), thumbnails],
        "layout": layout(
            height,
            margin={"l": 90, "r": 70, "t": 4, "b": 4},
            xaxis=hidden_axis(-0.5, len(images) - 0.5, anchor="y"),
            yaxis=_unit_axis(units, split),
            yaxis2=squared | {"domain": [1 - _THUMB / height, 1], "constraintoward": "bottom"},
            annotations=[
                label(
                    "real images",
                    -0.005,
                    1 - 0.5 * _THUMB / height,
                    12,
                    xanchor="right",
                    yanchor="middle",
                )
            ],
            shapes=_marks(units, selection, shown, len(images)),
        ),
    }


def alt_text(images, probabilities, learner=0):
    """One sentence for those who hear the picture."""
    means = "; ".join(
        f"layer {layer}: mean {part[learner].mean():.2f}"
        for layer, part in enumerate(probabilities, 1)
    )
    return f"Hidden activations of {len(images)} real images. {means}."


def _heat_map(z, units):
    names = [f"unit {unit + 1} of layer {layer}" for layer, unit in units]
    custom = np.broadcast_to(np.array(units)[:, None], (*z.shape, 2))
    return ink(
        z,
        customdata=custom.tolist(),
        text=[[name] * z.shape[1] for name in names],
        xgap=2,
        ygap=1,
        showscale=True,
        colorbar={
            "title": {"text": "q"},
            "thickness": 10,
            "tickvals": [0, 0.5, 1],
            "outlinewidth": 1,
            "len": 0.8,
        },
        hovertemplate="%{text} · image %{x} · q = %{z:.3f}<extra></extra>",
    )


def _unit_axis(units, split):
    few = len(units) <= 22
    return {
        "range": [len(units) - 0.5, -0.5],
        "domain": [0, split],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
        "tickvals": list(range(len(units))) if few else _middles(units),
        "ticktext": [f"layer {a} · {b + 1}" for a, b in units] if few else _layer_names(units),
        "tickfont": {"size": 11},
    }


def _middles(units):
    layers = [layer for layer, _ in units]
    return [float(np.mean([i for i, at in enumerate(layers) if at == n])) for n in _order(layers)]


def _layer_names(units):
    return [f"layer {n}" for n in _order([layer for layer, _ in units])]


def _order(layers):
    return sorted(set(layers), reverse=True)


def _marks(units, selection, shown, count):
    marks = []
    if shown is not None:
        marks.append(outline(shown - 0.5, shown + 0.5, len(units) - 0.5, -0.5, palette.WAKE, 2))
    if selection is not None and tuple(selection[:2]) in units:
        row = units.index(tuple(selection[:2]))
        marks.append(outline(-0.5, count - 0.5, row - 0.5, row + 0.5, palette.SELECTED, 2))
    return marks
