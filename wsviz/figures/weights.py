"""Both directions' weights: as images (weight_tiles), and every single number as a heat map."""

import numpy as np

from wsviz.engine.parameters import DIRECTIONS
from wsviz.figures import palette
from wsviz.figures.in_pixels import pixel_layout
from wsviz.figures.layout import (
    ARROWS,
    PANEL,
    TEXT_SIZE,
    label,
    named_axis,
    outline,
    refs,
    suffix,
)
from wsviz.figures.targets import weight_targets
from wsviz.figures.weight_tiles import nice_limit, projections, weight_images, weight_map
from wsviz.runs.words import layer_name, unit_name, weight_name

__all__ = ["alt_text", "nice_limit", "projections", "weight_images", "weight_matrices"]

# Pixels: a direction has half of the height; its title and its matrices' names above them; a bias
# row's letter beside each matrix; the narrowest matrix with room for its name.
_HALF, _TITLE, _NAMES, _LINE, _LETTER, _NARROWEST = PANEL[1] / 2, 22, 40, 20, 14, 76
# More rows or columns of a matrix than these are too thin to be told apart.
_MOST = 100


def weight_matrices(moment):
    """The figure: a heat map a connection, parents down, children across, the bias first.

    Of a large matrix the part round the selected unit and weight.
    """
    figure = {"data": [], "layout": pixel_layout(PANEL, annotations=[], shapes=[])}
    # A third line says which units are on show where they are not all.
    names = _NAMES + _LINE * (max(moment.architecture.sizes) > _MOST)
    for half, direction in enumerate(DIRECTIONS):
        top = half * _HALF
        found = {n: moment.parameters.into(n, direction) for n in moment.layers}
        matrices = {n: matrix[0] for n, matrix in found.items() if matrix is not None}
        # Roots, so that a small connection beside a large one can still be read.
        roots = np.sqrt([max(2, min(_MOST, matrix.shape[1])) for matrix in matrices.values()])
        spare = PANEL[0] - len(matrices) * (_NARROWEST + _LETTER)
        widths = _NARROWEST + spare * roots / roots.sum()
        lefts = np.cumsum([0, *(widths + _LETTER)]) + _LETTER
        for (layer, matrix), left, width in zip(matrices.items(), lefts, widths):
            place = left, left + width - 6, top + _TITLE + names, top + _HALF - 6
            _add_matrix(figure, moment, matrix, (direction, layer), place)
        title = f"<b>{direction} {ARROWS[direction]}</b> rows: bias (b), then a parent each; "
        middle = 1 - (top + _TITLE / 2) / PANEL[1]
        named = label(title + "columns: units", 0, middle, TEXT_SIZE, yanchor="middle")
        figure["layout"]["annotations"].append(named)
    return figure


def _add_matrix(figure, moment, matrix, whose, place):
    direction, layer = whose
    axis, limit = suffix(len(figure["data"]) + 1), nice_limit(matrix)
    rows, columns = _shown(moment, matrix.shape, whose)
    parent, unit = np.meshgrid(rows, columns, indexing="ij")
    cells = weight_map(matrix[np.ix_(rows, columns)], limit, axis)
    figure["data"].append(
        cells
        | {"x0": int(columns[0]), "y0": int(rows[0]), "xgap": 0, "ygap": 0}
        | {"hovertemplate": "to %{x} from %{y}: <b>%{z:.4f}</b><extra></extra>"}
        | {"customdata": weight_targets(layer, unit, parent, direction).astype(np.int16)}
    )
    figure["layout"] |= _axes(axis, rows, columns, whose, place)
    figure["layout"]["annotations"] += _names(rows, columns, matrix.shape, whose, limit, axis)
    if (moment.way, moment.selection.layer) == whose:
        figure["layout"]["shapes"].append(_mark(moment, axis))


def _shown(moment, shape, whose):
    """The rows and columns on show: all, or as many as can be seen round the selected ones."""
    chosen = moment.selection
    here = (moment.way, chosen.layer) == whose
    middles = (moment.parent, chosen.unit) if here else (0, 0)
    firsts = [max(0, min(n - _MOST, at - _MOST // 2)) for n, at in zip(shape, middles)]
    return [np.arange(first, min(n, first + _MOST)) for n, first in zip(shape, firsts)]


def _axes(axis, rows, columns, whose, place):
    """The axes of a matrix in x0, x1, y0, y1 pixels; hovers call columns and rows by name."""
    direction, layer = whose
    left, right, top, bottom = place
    across = {int(unit): unit_name(layer, unit) for unit in columns}
    down = {int(parent): weight_name(direction, layer, int(parent)) for parent in rows}
    beside = {"domain": [left / PANEL[0], right / PANEL[0]], "anchor": f"y{axis}"}
    below = {"domain": [1 - bottom / PANEL[1], 1 - top / PANEL[1]], "anchor": f"x{axis}"}
    ends = rows[-1] + 0.5, rows[0] - 0.5
    return {
        f"xaxis{axis}": named_axis(columns[0] - 0.5, columns[-1] + 0.5, across, **beside),
        f"yaxis{axis}": named_axis(*ends, down, **below),
    }


def _names(rows, columns, shape, whose, limit, axis):
    """Where the matrix leads and its range, and a letter beside its biases."""
    over = {"xref": f"x{axis}", "yref": f"y{axis} domain", "align": "left"}
    name = f"{ARROWS[whose[0]]} <b>{layer_name(whose[1])}</b>"
    part = f"<br>{columns[0] + 1}–{columns[-1] + 1}" if len(columns) < shape[1] else ""
    found = [label(f"{name}{part}<br>±{limit:g}", columns[0] - 0.5, 1, TEXT_SIZE, **over)]
    if rows[0] == 0:
        beside = refs(axis) | {"xanchor": "right", "yanchor": "middle"}
        found.append(label("b", columns[0] - 0.5, 0, TEXT_SIZE, **beside))
    return found


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
