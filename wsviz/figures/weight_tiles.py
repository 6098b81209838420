"""Both directions' weights as images: a tile a hidden unit."""

import numpy as np

from wsviz.engine.parameters import DIRECTIONS, GENERATIVE, RECOGNITION
from wsviz.figures import palette
from wsviz.figures.layout import ARROWS, label, layout, on, refs, square_axes, suffix
from wsviz.figures.mosaic import boxes, frames, gaps, mosaic, pictures
from wsviz.figures.tile_places import COLUMNS, TILE, Gallery, cells, footer, outlines

HALVES = {GENERATIVE: (0.0, 0.47), RECOGNITION: (0.53, 1.0)}
_MAX_TILES = 64
_TITLE = 30


def nice_limit(values):
    """The largest |value| rounded up to 1, 2 or 5 · 10ⁿ: a range that rarely moves."""
    largest = float(np.abs(values).max()) if np.size(values) else 0.0
    if largest == 0:
        return 1.0
    power = 10.0 ** np.floor(np.log10(largest))
    return float(next(power * step for step in (1, 2, 5, 10) if largest <= power * step * 1.0001))


def projections(parameters):
    """Each hidden layer's units in terms of pixels: direction -> a list of (units, visible).

    Of one learner. Layer 1 as it is; above it the product of the weight matrices down to the
    pixels, biases left out: what a unit would add to the pixels' logits if every layer between
    were linear.
    """
    found = {direction: [] for direction in DIRECTIONS}
    for matrix in parameters.generative.matrices[:-1]:
        _project(found[GENERATIVE], matrix[0, 1:])
    for matrix in parameters.recognition.matrices:
        _project(found[RECOGNITION], matrix[0, 1:].T)
    return found


def _project(below, weights):
    weights = weights.astype(float)
    below.append(weights @ below[-1] if below else weights)


def weight_images(moment):
    """The figure: a tile a hidden unit, its weights to and from the pixels, its number and bias.

    One more tile beside generative layer 1 holds the image's own biases.
    """
    image_shape, hidden = moment.image_shape, moment.architecture.hidden
    tall = TILE * (image_shape[0] + footer(image_shape) + 1) / (image_shape[1] + 1)
    heights = np.array([_TITLE + tall * -(-min(_MAX_TILES, n) // COLUMNS) for n in hidden[::-1]])
    tops = 1 - np.cumsum([0, *heights]) / heights.sum()
    title = (_TITLE - 6) / heights.sum()
    figure = {"data": [], "layout": layout(heights.sum() + 8, annotations=[], shapes=[])}
    projected = projections(moment.parameters)
    for row, layer in enumerate(moment.layers[:0:-1]):
        for place, direction in enumerate(DIRECTIONS, start=1):
            count = min(_MAX_TILES, hidden[layer - 1])
            gallery = Gallery(direction, layer, count, image_shape, suffix(2 * row + place))
            z = _values(gallery, moment.parameters, projected[direction][layer - 1])
            _add(figure, gallery, z, [tops[row + 1], tops[row] - title])
            _entitle(figure, gallery, nice_limit(z[np.isfinite(z)]), hidden[layer - 1])
            figure["layout"]["shapes"] += outlines(gallery, moment)
    # Heat maps first, the numbers after them.
    figure["data"].sort(key=lambda trace: trace["type"] != "heatmap")
    return figure


def _values(gallery, parameters, tiles):
    """z of a gallery: tiles, each unit's own bias under its tile, the image's biases beside."""
    rows, columns = gallery.image_shape
    shown = pictures(tiles[: gallery.count], gallery.image_shape)
    below = np.full((gallery.count, footer(gallery.image_shape), columns), np.nan)
    z = mosaic(np.concatenate([shown, below], 1), min(COLUMNS, gallery.count)).z
    values = parameters.into(gallery.layer, gallery.direction)[0, 0]
    for (first, last, left, right), bias in zip(gallery.biases, values):
        z[first : last + 1, left : right + 1] = bias
    if gallery.has_image_biases:
        beside = np.full((len(z), columns + 1), np.nan)
        image = parameters.into(0, gallery.direction)[0, 0]
        beside[:rows, 1:] = image.reshape(gallery.image_shape)
        z = np.concatenate([z, beside], 1)
    return z


def _add(figure, gallery, z, down):
    """A gallery's heat map with its axes and frames, and the numbers of its units."""
    axis, wide = gallery.axis, (COLUMNS + 1) * (gallery.image_shape[1] + 1) - 1
    heat_map = weight_map(z, nice_limit(z[np.isfinite(z)]), axis, legend=not figure["data"])
    target, words = cells(gallery, z.shape)
    heat_map |= {
        "customdata": target.tolist(),
        "text": words.tolist(),
        "hovertemplate": "%{text}: <b>%{z:.4f}</b><extra></extra>",
    }
    heat_map |= gaps(gallery.image_shape)
    figure["data"] += [heat_map, _numbers(gallery)]
    # The same cells across everywhere, so that tiles of all layers have one size.
    half = HALVES[gallery.direction]
    figure["layout"] |= square_axes(axis, (len(z), wide), half, down)
    edges = boxes(gallery.corners, *gallery.image_shape)
    own = gallery.biases[:, [2, 3, 0, 1]] + [-0.5, 0.5, -0.5, 0.5]
    figure["layout"]["shapes"].append(frames(np.concatenate([edges, own]), **refs(axis)))


def weight_map(z, limit, axis="", legend=False):
    """A heat map of weights from −limit to limit, white at zero, on the axes of that number."""
    return {
        "type": "heatmap",
        **on(axis),
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
        **on(gallery.axis),
        "x": left - 0.5,
        "y": top + gallery.image_shape[0] + (footer(gallery.image_shape) - 1) / 2,
        "text": names + ["biases"] * gallery.has_image_biases,
        "textposition": "middle right",
        "textfont": {"size": 10, "color": palette.MUTED},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _entitle(figure, gallery, limit, size):
    """The title of a gallery, its top left corner being that of its axes."""
    direction, layer = gallery.direction, gallery.layer
    how = "" if layer == 1 else ", projected to the pixels"
    part = "" if gallery.count == size else f", units 1–{gallery.count} of {size}"
    named = f"<b>{direction} {ARROWS[direction]}</b> layer {layer}"
    top = figure["layout"][f"yaxis{gallery.axis}"]["domain"][1]
    title = label(f"{named}{how}{part} (±{limit:g})", HALVES[direction][0], top)
    figure["layout"]["annotations"].append(title)
