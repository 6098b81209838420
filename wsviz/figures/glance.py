"""At a glance: weights, activations, dreams and bits in one figure, each small.

One pair of axes for everything but the curve, and few heat maps, for all of it is drawn anew in
every frame of live training.
"""

from itertools import chain
from typing import NamedTuple

import numpy as np

from wsviz.engine.parameters import DIRECTIONS
from wsviz.figures import bits, palette
from wsviz.figures.activations import layered, rows_between
from wsviz.figures.charts import at_zero, mark, told
from wsviz.figures.in_pixels import key, pixel_layout, raster, written
from wsviz.figures.layout import ARROWS, PANEL, hidden_axis, on, outline
from wsviz.figures.mosaic import frames, ink, mosaic, pictures
from wsviz.figures.tile_places import Room, plan
from wsviz.figures.tile_shades import shades, tile_frames
from wsviz.figures.weight_tiles import standing_out
from wsviz.figures.weight_values import tiles_of
from wsviz.measure.curve import last_known

# The panel that a click on each part opens, and its name.
ACTIVATIONS, WEIGHTS, DREAMS, BITS = range(4)
PARTS = ("Activations", "Weights", "Dreams", "Bits")
# Images of the activations, pictures of each kind of dream.
IMAGES = 8
# Pixels: where the left column ends, the right one begins and the bits begin; a line of text; where
# the activations begin; the tallest picture; left, right, top and bottom of the curve.
_SPLIT, _RIGHT, _ABOVE, _EDGE = 304, 318, 304, 3
_LINE, _HEAD, _TALLEST = 20, 24, 34
_CURVE = (44, 296, _ABOVE + 2 * _LINE + 2, 456)
_ROOM = Room((_EDGE, 158), 143, 2 * _LINE, _ABOVE - 6, title=_LINE, foot=2, pitch=14, most=16)


def glance(moment, images, reconstructions, fantasies, activations, curve, cycle):
    """The figure: left the weights over the bits, right the activations over the dreams.

    images, reconstructions, fantasies  (count, visible) of equal count, about IMAGES; fantasies
                 and reconstructions as probabilities of pixels
    activations  of these images, a list a hidden layer of (1, count, units)
    curve        cycle -> wsviz.measure.curve.Point of one learner, up to now
    cycle        of the moment on show
    A click gives [ACTIVATIONS], [WEIGHTS], [DREAMS] or [BITS].
    """
    places = plan(moment, _ROOM)
    shown = list(zip(places.galleries, tiles_of(places, moment.parameters)))
    rows_of = {"data": images, "reconstructions": reconstructions, "fantasies": fantasies}
    laid = _dreams(rows_of, moment.image_shape)
    layers = [part[0].T for part in activations]
    rows = rows_between(_HEAD, laid.tops[0] - _LINE - 6, list(map(len, layers)), least=4)
    units = ink(layered(layers, rows), x=laid.columns, y=rows.edges, xgap=1, ygap=0)
    areas = [area | on("2") | {"hoverinfo": "skip"} for area in bits.stacked(curve)]
    above = [_weight_names(places), _picture_names(laid), _bits_names(curve, cycle)]
    marks = [_row(moment, rows, laid.columns), _now(cycle)]
    return {
        "data": [
            shades(places, shown),
            units | {"hoverinfo": "skip"},
            laid.heat_map,
            *areas,
            _parts(laid.tops[0] - _LINE - 2),
        ],
        "layout": pixel_layout(
            PANEL,
            **_curve_axes(curve),
            annotations=list(chain(*above)),
            shapes=[
                tile_frames(places),
                frames(laid.boxes, xref="x", yref="y"),
                *standing_out(places, moment),
                *filter(None, marks),
            ],
        ),
    }


def alt_text(images, curve, cycle):
    """One sentence for those who hear the picture."""
    return (
        f"Weights of both directions, activations and reconstructions of {len(images)} images, "
        f"fantasies. {bits.alt_text(curve, cycle)}"
    )


class _Laid(NamedTuple):
    """Rows of pictures: their heat map, edges (pictures, 4), tops, and edges of their columns."""

    heat_map: dict
    boxes: np.ndarray
    tops: np.ndarray
    columns: np.ndarray


def _dreams(rows_of, image_shape):
    """The pictures at the lower end of the right column, a row a kind."""
    height, width = image_shape
    laid = [mosaic(pictures(images, image_shape), len(images)) for images in rows_of.values()]
    across = max(each.z.shape[1] for each in laid)
    cell = min((PANEL[0] - _EDGE - _RIGHT) / (across + 1), _TALLEST / height)
    title = int(np.ceil(_LINE / cell))
    starts = title + (title + height) * np.arange(len(laid))
    z = np.full((starts[-1] + height, across), np.nan, np.float32)
    top = PANEL[1] - _EDGE - len(z) * cell
    for start, each in zip(starts, laid):
        z[start : start + height, : each.z.shape[1]] = each.z
    corners = np.concatenate(
        [each.corners + np.array([start, 0]) for start, each in zip(starts, laid)]
    )
    left = _RIGHT + cell / 2
    y, x = (corners * cell + [top, left]).T
    boxes = np.stack([x, x + width * cell, y, y + height * cell], 1)
    columns = _RIGHT + cell * (width + 1) * np.arange((across + 1) // (width + 1) + 1)
    look = raster(z, left, top, cell) | {"hoverinfo": "skip", "xgap": 0, "ygap": 0}
    return _Laid(ink(z) | look, boxes, top + starts * cell, columns)


def _parts(dreams):
    """Unseen cells over everything: which part is clicked. `dreams`, where these begin."""
    y = sorted((_ABOVE, dreams))
    parts = [
        [WEIGHTS if middle < _ABOVE else BITS, ACTIVATIONS if middle < dreams else DREAMS]
        for middle in (0, sum(y) / 2, PANEL[1])
    ]
    return {
        "type": "heatmap",
        "z": np.zeros((3, 2), np.int8),
        "x": [0, _SPLIT, PANEL[0]],
        "y": [0, *y, PANEL[1]],
        "customdata": np.array(parts, np.int8)[..., None],
        "text": [[PARTS[part] for part in row] for row in parts],
        "opacity": 0,
        "showscale": False,
        "hovertemplate": "open %{text}<extra></extra>",
    }


def _curve_axes(curve):
    """Axes over all of the figure that put the curve into the lower left corner.

    So there is one plane for clicks, and no labels of axes have to be laid out.
    """
    left, right, top, bottom = _CURVE
    first, last = np.log10(at_zero([0, max(10, *curve)]))
    across = (last - first) / (right - left)
    up = _highest(curve) / (bottom - top)
    x = hidden_axis(first - left * across, first + (PANEL[0] - left) * across)
    y = hidden_axis(-(PANEL[1] - bottom) * up, bottom * up)
    return {
        "xaxis2": x | {"type": "log", "overlaying": "x"},
        "yaxis2": y | {"overlaying": "y"},
    }


def _highest(curve):
    totals = np.array([point.description_length_bits[0] for point in curve.values()])
    return float(totals[np.isfinite(totals)].max(initial=0)) or 1.0


def _weight_names(places):
    names = [
        written(f"{ARROWS[direction]} {direction}", left, 1.5 * _LINE)
        for direction, left in zip(DIRECTIONS, _ROOM.lefts)
    ]
    tops = {each.layer: places.tiles(each)[0, 2] for each in places.galleries}
    layers = [
        written(f"layer {layer}", _EDGE, top - _LINE / 2, palette.MUTED)
        for layer, top in tops.items()
    ]
    return [written("<b>weights</b>, upper layers projected", _EDGE, _LINE / 2), *names, *layers]


def _picture_names(laid):
    first = written("<b>activations</b>, top layer first", _RIGHT, _LINE / 2)
    kinds = ("<b>data</b>", "<b>reconstructions</b>", "<b>fantasies</b>")
    return [
        first,
        *(written(kind, _RIGHT, top - _LINE / 2) for kind, top in zip(kinds, laid.tops.tolist())),
    ]


def _bits_names(curve, cycle):
    point = curve[last_known(curve, cycle)]
    names = ("H", "KL", "penalty") if point.exact else ("H", "KL ≤", "penalty ≥")
    keys = [*map(key, (palette.ENTROPY, palette.KL, palette.PENALTY), names)]
    if bits.holds_out(point):
        keys.append(f"<b>held out</b> {told(point.held_out_bits[0], 1)}")
    left, right, top, bottom = _CURVE
    return [
        written(
            f"<b>bits</b> an image: {bits.total(point)} ({bits.how_known(point)})",
            _EDGE,
            _ABOVE + _LINE / 2,
        ),
        written("  ".join(keys), _EDGE, _ABOVE + 1.5 * _LINE),
        written(f"{_highest(curve):.3g}", left - 4, top + 8, palette.MUTED, xanchor="right"),
        written("0", left - 4, bottom - 6, palette.MUTED, xanchor="right"),
        written(f"cycle {max(10, *curve):,}", right, bottom + 11, palette.MUTED, xanchor="right"),
    ]


def _row(moment, rows, columns):
    """Round the selected unit's activations; None where a pixel is selected."""
    if moment.selection[:2] not in rows.units:
        return None
    at = rows.units.index(moment.selection[:2])
    return outline((columns[0], columns[-1], *rows.edges[at : at + 2]), palette.SELECTED, 2)


def _now(cycle):
    """The mark of the moment on show, over the curve."""
    return mark(at_zero([cycle])[0]) | {
        "xref": "x2",
        "yref": "y",
        "y0": _CURVE[2],
        "y1": _CURVE[3],
    }
