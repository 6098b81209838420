"""Both directions' weights: as images (weight_tiles), and every single number as a heat map."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.layout import hidden_axis, label, layout, outline
from wsviz.figures.weight_tiles import (
    ARROWS,
    HALVES,
    nice_limit,
    projections,
    weight_images,
    weight_map,
)
from wsviz.narration.numbers import DIRECTIONS

__all__ = ["alt_text", "nice_limit", "projections", "weight_images", "weight_matrices"]

_HEIGHT = 272
# Of the height: the matrices' own top; their names and the halves' titles stand above it.
_TOP = 0.78


def weight_matrices(parameters, image_shape, selection=None, learner=0):
    """Every weight and bias: a heat map a connection, parents down, children across, bias first."""
    margin = {"l": 16, "r": 4, "t": 4, "b": 4}
    figure = {"data": [], "layout": layout(_HEIGHT, margin=margin, annotations=[], shapes=[])}
    for direction, (left, right) in HALVES.items():
        matrices = getattr(parameters, direction).matrices
        first = DIRECTIONS.index(direction)
        # Roots, so that a small connection beside a large one can still be read.
        widths = np.sqrt([max(2, m.shape[-1]) for m in matrices])
        edges = left + (right - left) * np.cumsum([0, *widths / widths.sum()])
        for matrix, start, stop, layer in zip(matrices, edges, edges[1:], range(first, 99)):
            _add_matrix(figure, matrix[learner], (direction, layer), (start, stop - 0.015))
            figure["layout"]["shapes"] += _outline(figure, selection, direction, layer)
        title = f"<b>{ARROWS[direction]}</b> rows: bias (b), then a parent each; columns: units"
        figure["layout"]["annotations"].append(label(title, left, 0.93))
    return figure


def _add_matrix(figure, matrix, whose, domain):
    direction, layer = whose
    number = len(figure["data"]) + 1
    axis = "" if number == 1 else str(number)
    limit = nice_limit(matrix)
    parents, children = matrix.shape
    # Columns count from 1, as units do everywhere on the screen; row 0 is the bias.
    heat_map = weight_map(matrix, limit, axis, number == 1)
    child = f"unit %{{x}} of layer {layer}" if layer else "pixel %{x}"
    told = f"to {child}, from %{{y}} (b: bias): <b>%{{z:.4f}}</b>"
    more = {"x0": 1, "hovertemplate": f"{told}<extra></extra>"}
    figure["data"].append(heat_map | more | {"customdata": _targets(matrix.shape, *whose)})
    figure["layout"][f"xaxis{axis}"] = hidden_axis(
        0.5, children + 0.5, domain=list(domain), anchor=f"y{axis}"
    )
    still = {"ticks": "", "showgrid": False, "zeroline": False}
    figure["layout"][f"yaxis{axis}"] = (
        hidden_axis(parents - 0.5, -0.5, domain=[0.0, _TOP], anchor=f"x{axis}")
        | {"visible": True, "tickvals": [0], "ticktext": ["b"]}
        | still
    )
    name = "image" if layer == 0 else f"layer {layer}"
    text = f"{ARROWS[direction][-1]} {name}<br>±{limit:g}"
    figure["layout"]["annotations"].append(label(text, domain[0], _TOP, 12, align="left"))


def _targets(shape, direction, layer):
    """For each cell its Selection: (layer, unit, parent, direction's index)."""
    parent, unit = np.indices(shape)
    parts = np.broadcast_arrays(layer, unit, parent, DIRECTIONS.index(direction))
    return np.stack(parts, -1).tolist()


def _outline(figure, selection, direction, layer):
    """Round the selected weight, as a list: none where it is not in the newest matrix."""
    number, parents = len(figure["data"]), len(figure["data"][-1]["z"])
    if selection is None or selection.layer != layer or selection.parent >= parents:
        return []
    if selection.direction not in (None, direction):
        return []
    axis = "" if number == 1 else str(number)
    column, row = selection.unit + 1, selection.parent
    edges = (column - 0.5, column + 0.5, row - 0.5, row + 0.5)
    return [outline(*edges, palette.SELECTED, xref=f"x{axis}", yref=f"y{axis}")]


def alt_text(parameters, learner=0):
    """One sentence for those who hear the picture."""
    parts = [
        f"{name} from {side.flat[learner].min():.2f} to {side.flat[learner].max():.2f}"
        for name, side in zip(DIRECTIONS, parameters)
    ]
    return f"Weights and biases: {', '.join(parts)}."
