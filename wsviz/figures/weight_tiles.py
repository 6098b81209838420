"""Both directions' weights as images: a tile a hidden unit."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.layout import hidden_axis, label, layout
from wsviz.figures.mosaic import boxes, frames, gaps, mosaic, pictures
from wsviz.figures.tile_places import COLUMNS, TILE, Gallery, footer, outlines, targets
from wsviz.narration.numbers import DIRECTIONS, GENERATIVE

HALVES = {"generative": (0.0, 0.47), "recognition": (0.53, 1.0)}
ARROWS = {"generative": "generative ↓", "recognition": "recognition ↑"}
# Units count from 1, as everywhere on the screen. Above layer 1 a pixel's cell is no single weight.
_HOVER = (
    "to unit %{customdata[4]} of layer %{customdata[0]}, from %{customdata[2]} (0: bias): "
    "<b>%{z:.4f}</b><extra></extra>"
)
_HOVER_ABOVE = "unit %{customdata[4]} of layer %{customdata[0]}: <b>%{z:.4f}</b><extra></extra>"
_MAX_TILES = 64
_TITLE = 30


def nice_limit(values):
    """The largest |value| rounded up to 1, 2 or 5 · 10ⁿ: a range that rarely moves."""
    largest = float(np.abs(values).max()) if np.size(values) else 0.0
    if largest == 0:
        return 1.0
    power = 10.0 ** np.floor(np.log10(largest))
    return float(next(power * step for step in (1, 2, 5, 10) if largest <= power * step * 1.0001))


def projections(parameters, learner=0):
    """Each hidden layer's units in terms of pixels, a list of (units, visible) a direction.

    Layer 1 as it is; above it the product of the weight matrices down to the pixels, biases left
    out: what a unit would add to the pixels' logits if every layer between were linear.
    """
    down, up = [], []
    for layer, matrix in enumerate(parameters.generative.matrices[:-1]):
        weights = matrix[learner, 1:].astype(float)
        down.append(weights if not layer else weights @ down[-1])
    for layer, matrix in enumerate(parameters.recognition.matrices):
        weights = matrix[learner, 1:].astype(float).T
        up.append(weights if not layer else weights @ up[-1])
    return {"generative": down, "recognition": up}


def weight_images(parameters, image_shape, selection=None, learner=0):
    """A tile a hidden unit: its weights to and from the pixels, its number and own bias below.

    One more tile beside generative layer 1 holds the image's own biases.
    """
    sizes = parameters.architecture.hidden
    tall = TILE * (image_shape[0] + footer(image_shape) + 1) / (image_shape[1] + 1)
    heights = [_TITLE + tall * -(-min(_MAX_TILES, n) // COLUMNS) for n in sizes[::-1]]
    figure = {"data": [], "layout": layout(sum(heights) + 8, annotations=[], shapes=[])}
    tops = 1 - np.cumsum([0, *heights]) / sum(heights)
    title = (_TITLE - 6) / sum(heights)
    projected = projections(parameters, learner)
    for row, layer in enumerate(range(len(sizes), 0, -1)):
        for place, direction in enumerate(DIRECTIONS):
            axis = str(2 * row + place + 1) if row + place else ""
            count = min(_MAX_TILES, sizes[layer - 1])
            gallery = Gallery(direction, layer, count, image_shape, axis)
            z = _values(gallery, parameters, projected[direction][layer - 1], learner)
            _add(figure, gallery, z, [tops[row + 1], tops[row] - title])
            _entitle(figure, gallery, z, sizes[layer - 1])
            figure["layout"]["shapes"] += outlines(gallery, selection)
    # Heat maps first, the numbers after them.
    figure["data"].sort(key=lambda trace: trace["type"] != "heatmap")
    return figure


def _values(gallery, parameters, tiles, learner):
    """z of a gallery: tiles, each unit's own bias under its tile, the image's biases beside."""
    rows, columns = gallery.image_shape
    shown = pictures(tiles[: gallery.count], gallery.image_shape)
    below = np.full((gallery.count, footer(gallery.image_shape), columns), np.nan)
    z = mosaic(np.concatenate([shown, below], 1), min(COLUMNS, gallery.count)).z
    own = gallery.layer if gallery.direction == GENERATIVE else gallery.layer - 1
    values = getattr(parameters, gallery.direction).matrices[own][learner, 0]
    for (first, last, left, right), bias in zip(gallery.biases, values):
        z[first : last + 1, left : right + 1] = bias
    if gallery.has_image_biases:
        beside = np.full((len(z), columns + 1), np.nan)
        image = parameters.generative.matrices[0][learner, 0]
        beside[:rows, 1:] = image.reshape(gallery.image_shape)
        z = np.concatenate([z, beside], 1)
    return z


def _add(figure, gallery, z, domain):
    """A gallery's heat map with its axes and frames, and the numbers of its units."""
    axis, wide = gallery.axis, (COLUMNS + 1) * (gallery.image_shape[1] + 1) - 1
    figure["data"] += [
        weight_map(z, nice_limit(z[np.isfinite(z)]), axis, not figure["data"])
        | {
            "customdata": targets(gallery, z.shape),
            "hovertemplate": _HOVER if gallery.layer == 1 else _HOVER_ABOVE,
        }
        | gaps(gallery.image_shape),
        _numbers(gallery),
    ]
    # The same cells across everywhere, so that tiles of all layers have one size.
    figure["layout"][f"xaxis{axis}"] = hidden_axis(
        -1, wide, domain=list(HALVES[gallery.direction]), anchor=f"y{axis}", constrain="domain"
    ) | {"constraintoward": "left"}
    figure["layout"][f"yaxis{axis}"] = hidden_axis(
        len(z), -1, domain=domain, anchor=f"x{axis}", scaleanchor=f"x{axis}", constrain="domain"
    ) | {"constraintoward": "top"}
    edges = boxes(gallery.corners, *gallery.image_shape)
    own = gallery.biases[:, [2, 3, 0, 1]] + [-0.5, 0.5, -0.5, 0.5]
    figure["layout"]["shapes"].append(frames(np.concatenate([edges, own]), **gallery.refs))


def weight_map(z, limit, axis="", legend=False):
    """A heat map of weights from −limit to limit, white at zero, on the axes of that number."""
    return {
        "type": "heatmap",
        "xaxis": f"x{axis}",
        "yaxis": f"y{axis}",
        "z": z,
        "colorscale": palette.WEIGHT,
        "zmin": -limit,
        "zmax": limit,
        "zsmooth": False,
        "xgap": 0.5,
        "ygap": 0.5,
        "hoverongaps": False,
        "showscale": legend,
        "colorbar": {
            "thickness": 10,
            "len": 0.9,
            "tickvals": [-limit, 0, limit],
            "ticktext": ["−range", "0", "+range"],
            "outlinewidth": 1,
        },
    }


def _numbers(gallery):
    top, left = gallery.corners.T
    names = [str(unit + 1) for unit in range(gallery.count)]
    return {
        "type": "scatter",
        "mode": "text",
        "xaxis": f"x{gallery.axis}",
        "yaxis": f"y{gallery.axis}",
        "x": left - 0.5,
        "y": top + gallery.image_shape[0] + (footer(gallery.image_shape) - 1) / 2,
        "text": names + ["biases"] * gallery.has_image_biases,
        "textposition": "middle right",
        "textfont": {"size": 10, "color": palette.MUTED},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _entitle(figure, gallery, z, size):
    """The title of a gallery, its top left corner being that of its axes."""
    how = "" if gallery.layer == 1 else ", projected to the pixels"
    part = "" if gallery.count == size else f", units 1–{gallery.count} of {size}"
    limit = nice_limit(z[np.isfinite(z)])
    text = f"<b>{ARROWS[gallery.direction]}</b> layer {gallery.layer}{how}{part} (±{limit:g})"
    top = figure["layout"][f"yaxis{gallery.axis}"]["domain"][1]
    figure["layout"]["annotations"].append(label(text, HALVES[gallery.direction][0], top))
