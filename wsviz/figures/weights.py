"""Both directions' weights: as images, and every single number as a heat map."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.layout import hidden_axis, label, layout, outline
from wsviz.figures.mosaic import mosaic, pictures
from wsviz.narration.numbers import DIRECTIONS

_HALVES = {"generative": (0.0, 0.47), "recognition": (0.53, 1.0)}
_ARROWS = {"generative": "generative ↓", "recognition": "recognition ↑"}
_COLUMNS = 8
_HALF_PAGE = 520
_MAX_TILES = 64
_TITLE = 30
_MATRIX_HEIGHT = 250


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
    """A tile a hidden unit: its weights to and from the pixels, its own bias in the cell below."""
    depth = parameters.architecture.depth
    rows = [-(-min(_MAX_TILES, n) // _COLUMNS) for n in parameters.architecture.hidden]
    tile_row = _HALF_PAGE / _COLUMNS * (image_shape[0] + 3) / (image_shape[1] + 1)
    height = tile_row * sum(rows) + _TITLE * depth + 8
    figure = {"data": [], "layout": layout(height, annotations=[], shapes=[])}
    projected = projections(parameters, learner)
    top = 0.0
    for layer in range(depth, 0, -1):
        bottom = top + (_TITLE + tile_row * rows[layer - 1]) / height
        for direction, half in _HALVES.items():
            tiles = projected[direction][layer - 1][:_MAX_TILES]
            biases = _own_biases(parameters, direction, layer, learner)[:_MAX_TILES]
            z = _with_biases(pictures(tiles, image_shape), biases)
            _add_tiles(
                figure,
                z,
                direction,
                layer,
                image_shape,
                half,
                (1 - bottom, 1 - top - 24 / height),
            )
        top = bottom
    _select_tiles(figure, selection, image_shape, depth)
    return figure


def _own_biases(parameters, direction, layer, learner):
    index = layer if direction == "generative" else layer - 1
    return getattr(parameters, direction).matrices[index][learner, 0]


def _with_biases(tiles, biases):
    """Tiles two rows taller: a gap, and the bias in the middle of the last row."""
    count, height, width = tiles.shape
    taller = np.full((count, height + 2, width), np.nan)
    taller[:, :height] = tiles
    taller[:, height + 1, (width - 1) // 2 : width // 2 + 1] = biases[:, None]
    return taller


def _add_tiles(figure, tiles, direction, layer, image_shape, half, domain):
    number = len(figure["data"]) + 1
    axis = "" if number == 1 else str(number)
    laid = mosaic(tiles, _COLUMNS)
    limit = nice_limit(tiles[np.isfinite(tiles)])
    height, width = laid.z.shape
    figure["data"].append(
        _heat_map(laid.z, limit, number)
        | {
            "customdata": _tile_targets(laid, tiles.shape, direction, layer, image_shape),
            "showscale": number == 1,
        }
    )
    figure["layout"][f"xaxis{axis}"] = hidden_axis(
        -1,
        width,
        domain=list(half),
        anchor=f"y{axis}",
        constrain="domain",
        constraintoward="left",
    )
    figure["layout"][f"yaxis{axis}"] = hidden_axis(
        height,
        -1,
        domain=list(domain),
        anchor=f"x{axis}",
        scaleanchor=f"x{axis}",
        constrain="domain",
        constraintoward="top",
    )
    how = "" if layer == 1 else ", projected to the pixels"
    text = f"<b>{_ARROWS[direction]}</b> layer {layer}{how} (±{limit:g})"
    figure["layout"]["annotations"].append(label(text, half[0], domain[1]))


def _tile_targets(laid, shape, direction, layer, image_shape):
    """For each cell the Selection that it stands for: (layer, unit, parent, direction's index)."""
    rows, columns = image_shape
    target = np.zeros((*laid.z.shape, 4), int)
    target[..., 3] = DIRECTIONS.index(direction)
    pixel = np.arange(rows * columns).reshape(rows, columns)
    for unit, (top, left) in enumerate(laid.corners):
        cell = target[top : top + rows + 2, left : left + columns]
        cell[..., :3] = (layer, unit, 0)
        if layer == 1:
            image = cell[:rows]
            if direction == "generative":
                image[..., 0], image[..., 1], image[..., 2] = 0, pixel, unit + 1
            else:
                image[..., 2] = pixel + 1
    return target.tolist()


def _heat_map(z, limit, number):
    axis = "" if number == 1 else str(number)
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
        "hovertemplate": "%{z:.4f}<extra></extra>",
        "colorbar": {
            "thickness": 10,
            "len": 0.9,
            "tickvals": [-limit, 0, limit],
            "ticktext": ["−range", "0", "+range"],
            "outlinewidth": 1,
        },
    }


def _select_tiles(figure, selection, image_shape, depth):
    """Outline the selected unit's tile in both directions."""
    if selection is None or selection.layer == 0 or selection.unit >= _MAX_TILES:
        return
    height, width = image_shape[0] + 3, image_shape[1] + 1
    top, left = selection.unit // _COLUMNS * height, selection.unit % _COLUMNS * width
    for place in (0, 1):
        number = 2 * (depth - selection.layer) + place + 1
        axis = "" if number == 1 else str(number)
        figure["layout"]["shapes"].append(
            outline(
                left - 0.8,
                left + width - 1.2,
                top - 0.8,
                top + height - 1.2,
                palette.SELECTED,
                xref=f"x{axis}",
                yref=f"y{axis}",
            )
        )


def weight_matrices(parameters, image_shape, selection=None, learner=0):
    """Every weight and bias: a heat map a connection, parents down, children across, bias first."""
    figure = {"data": [], "layout": layout(_MATRIX_HEIGHT, annotations=[], shapes=[])}
    for direction, half in _HALVES.items():
        matrices = getattr(parameters, direction).matrices
        first = 0 if direction == "generative" else 1
        # Roots, so that a small connection beside a large one can still be read.
        widths = np.sqrt([max(2, m.shape[-1]) for m in matrices])
        widths /= widths.sum()
        gap = 0.015
        starts = half[0] + np.concatenate([[0], np.cumsum(widths)[:-1]]) * (half[1] - half[0])
        for matrix, start, share, layer in zip(matrices, starts, widths, range(first, 99)):
            stop = start + share * (half[1] - half[0]) - gap
            _add_matrix(figure, matrix[learner], direction, layer, (start, stop), selection)
    return figure


def _add_matrix(figure, matrix, direction, layer, domain, selection):
    number = len(figure["data"]) + 1
    axis = "" if number == 1 else str(number)
    limit = nice_limit(matrix)
    parents, children = matrix.shape
    target = np.zeros((parents, children, 4), int)
    target[..., 3] = DIRECTIONS.index(direction)
    target[..., 0] = layer
    target[..., 1] = np.arange(children)
    target[..., 2] = np.arange(parents)[:, None]
    below = layer + 1 if direction == "generative" else layer - 1
    figure["data"].append(
        _heat_map(matrix, limit, number)
        | {
            "customdata": target.tolist(),
            "showscale": False,
            "hovertemplate": f"from {below} · row %{{y}} (0 is the bias) to unit %{{x}} of layer "
            f"{layer}: %{{z:.4f}}<extra></extra>",
        }
    )
    figure["layout"][f"xaxis{axis}"] = hidden_axis(
        -0.5, children - 0.5, domain=list(domain), anchor=f"y{axis}"
    )
    figure["layout"][f"yaxis{axis}"] = hidden_axis(
        parents - 0.5, -0.5, domain=[0.02, 0.84], anchor=f"x{axis}"
    ) | {"visible": True, "tickvals": [0], "ticktext": ["b"], "ticks": "", "showgrid": False}
    arrow = "↓" if direction == "generative" else "↑"
    name = "image" if layer == 0 else f"layer {layer}"
    text = f"{arrow} {name}<br>±{limit:g}"
    figure["layout"]["annotations"].append(label(text, domain[0], 0.85, 12, align="left"))
    if _is_selected(selection, direction, layer) and selection.parent < parents:
        figure["layout"]["shapes"].append(
            outline(
                selection.unit - 0.5,
                selection.unit + 0.5,
                selection.parent - 0.5,
                selection.parent + 0.5,
                palette.SELECTED,
                xref=f"x{axis}",
                yref=f"y{axis}",
            )
        )


def _is_selected(selection, direction, layer):
    return (
        selection is not None
        and selection.layer == layer
        and selection.direction in (None, direction)
    )


def alt_text(parameters, learner=0):
    """One sentence for those who hear the picture."""
    parts = [
        f"{name} from {side.flat[learner].min():.2f} to {side.flat[learner].max():.2f}"
        for name, side in zip(("generative", "recognition"), parameters)
    ]
    return f"Weights and biases: {', '.join(parts)}."
