"""Both directions' weights: as images (weight_tiles), and every single number as a heat map."""

import numpy as np

from wsviz.engine.parameters import DIRECTIONS
from wsviz.figures import palette
from wsviz.figures.layout import ARROWS, label, layout, named_axis, outline, refs, suffix
from wsviz.figures.targets import weight_targets
from wsviz.figures.weight_tiles import HALVES, nice_limit, projections, weight_images, weight_map
from wsviz.runs.words import layer_name, unit_name, weight_name

__all__ = ["alt_text", "nice_limit", "projections", "weight_images", "weight_matrices"]

_HEIGHT = 272
# Of the height: the matrices' own top; their names and the halves' titles stand above it.
_TOP = 0.78


def weight_matrices(moment):
    """The figure: a heat map a connection, parents down, children across, the bias first."""
    margin = {"l": 16, "r": 4, "t": 4, "b": 4}
    figure = {"data": [], "layout": layout(_HEIGHT, margin=margin, annotations=[], shapes=[])}
    for direction, (left, right) in HALVES.items():
        found = {n: moment.parameters.into(n, direction) for n in moment.layers}
        matrices = {n: matrix[0] for n, matrix in found.items() if matrix is not None}
        # Roots, so that a small connection beside a large one can still be read.
        widths = np.sqrt([max(2, matrix.shape[1]) for matrix in matrices.values()])
        edges = left + (right - left) * np.cumsum([0, *widths / widths.sum()])
        for (layer, matrix), start, stop in zip(matrices.items(), edges, edges[1:]):
            _add_matrix(figure, matrix, (direction, layer), (start, stop - 0.015))
            if (moment.way, moment.selection.layer) == (direction, layer):
                figure["layout"]["shapes"].append(_mark(moment, suffix(len(figure["data"]))))
        title = f"<b>{direction} {ARROWS[direction]}</b> rows: bias (b), then a parent each"
        figure["layout"]["annotations"].append(label(f"{title}; columns: units", left, 0.93))
    return figure


def _add_matrix(figure, matrix, whose, domain):
    direction, layer = whose
    axis, limit = suffix(len(figure["data"]) + 1), nice_limit(matrix)
    parent, unit = np.indices(matrix.shape)
    targets = weight_targets(layer, unit, parent, direction).tolist()
    hover = "to %{x} from %{y}: <b>%{z:.4f}</b><extra></extra>"
    cells = weight_map(matrix, limit, axis, legend=not figure["data"])
    figure["data"].append(cells | {"hovertemplate": hover, "customdata": targets})
    figure["layout"] |= _axes(axis, matrix.shape, whose, domain)
    at = {"xref": "paper", "yref": "paper", "align": "left"}
    name = label(f"{ARROWS[direction]} {layer_name(layer)}<br>±{limit:g}", domain[0], _TOP, 12)
    bias = label("b", -0.5, 0, 11, **refs(axis)) | {"xanchor": "right", "yanchor": "middle"}
    figure["layout"]["annotations"] += [name | at, bias]


def _axes(axis, shape, whose, domain):
    """The axes of a matrix; hovers call its columns and rows by their names."""
    direction, layer = whose
    parents, children = shape
    across = {unit: unit_name(layer, unit) for unit in range(children)}
    down = {parent: weight_name(direction, layer, parent) for parent in range(parents)}
    beside = {"domain": list(domain), "anchor": f"y{axis}"}
    below = {"domain": [0.0, _TOP], "anchor": f"x{axis}"}
    return {
        f"xaxis{axis}": named_axis(-0.5, children - 0.5, across, **beside),
        f"yaxis{axis}": named_axis(parents - 0.5, -0.5, down, **below),
    }


def _mark(moment, axis):
    """Round the selected weight."""
    column, row = moment.selection.unit, moment.parent
    edges = (column - 0.5, column + 0.5, row - 0.5, row + 0.5)
    return outline(edges, palette.SELECTED, **refs(axis))


def alt_text(moment):
    """One sentence for those who hear the picture."""
    parts = [
        f"{name} from {side.flat.min():.2f} to {side.flat.max():.2f}"
        for name, side in zip(DIRECTIONS, moment.parameters)
    ]
    return f"Weights and biases: {', '.join(parts)}."
