"""Both directions' weights as images: a tile a hidden unit."""

import numpy as np

from wsviz.engine.parameters import DIRECTIONS
from wsviz.figures import palette
from wsviz.figures.in_pixels import pixel_layout, rims, written
from wsviz.figures.layout import ARROWS, PANEL, outline
from wsviz.figures.targets import weight_targets
from wsviz.figures.tile_cells import cell_map, weight_box
from wsviz.figures.tile_places import Room, plan
from wsviz.figures.tile_shades import hits, shades, tile_frames
from wsviz.figures.weight_values import changed, nice_limit, projections, tiles_of, weight_map

__all__ = ["nice_limit", "projections", "weight_images", "weight_map"]

_HEAD = 24
_ROOM = Room((3, 308), 290, _HEAD, PANEL[1] - 2, title=22, foot=20, pitch=36, most=1000)
# Pixels: the side of a bias. Tiles of more pixels than these are hit as a whole.
_BIAS, _CELLS = 10, 256
# A pixel outward, of x0, x1, y0, y1.
_AROUND = np.array([-1, 1, -1, 1])


def weight_images(moment):
    """The figure: a tile a hidden unit, its weights to and from the pixels, its bias and number.

    One more tile behind generative layer 1 holds the image's own biases. Upper layers are
    projected. At the last beat the tiles whose weights changed stand out.
    """
    places = plan(moment, _ROOM)
    shown = list(zip(places.galleries, tiles_of(places, moment.parameters)))
    by_cell = [each for each in shown if _by_cell(each[0], places)]
    whole = [each for each in shown if not _by_cell(each[0], places)]
    cells = [cell_map(places, *each, image) for each in by_cell for image in _parts(each[0])]
    coarse = [shades(places, whole), hits(places, whole)] if whole else []
    return {
        "data": [*cells, *coarse, _biases(places, shown)],
        "layout": pixel_layout(
            PANEL,
            annotations=[*_head(), *_titles(places, shown)],
            shapes=[tile_frames(places), *_marks(places, moment)],
        ),
    }


def _by_cell(gallery, places):
    return gallery.layer == 1 and np.prod(places.image_shape) <= _CELLS


def _parts(gallery):
    """The units' tiles, and apart from them that of the image's biases."""
    return (False, True) if gallery.has_image_biases else (False,)


def _biases(places, shown):
    """A square a bias under its tile, in shares of its gallery's range, and the unit's number."""
    found = [_gallery_biases(places, *each) for each in shown]
    x, y, shares, targets, numbers, values = map(np.concatenate, zip(*found))
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": x,
        "y": y,
        "text": numbers.tolist(),
        "textposition": "middle right",
        "textfont": {"color": palette.TEXT},
        "customdata": targets.tolist(),
        "hovertext": values,
        "hovertemplate": "to unit %{text} of layer %{customdata[0]} from its bias: "
        "<b>%{hovertext:.4f}</b><extra></extra>",
        "marker": {
            "symbol": "square",
            "size": _BIAS,
            "color": shares,
            "colorscale": palette.WEIGHT,
            "cmin": -1,
            "cmax": 1,
            "line": {"color": palette.GRID, "width": 1},
        },
        "cliponaxis": False,
    }


def _gallery_biases(places, gallery, tiles):
    x0, _, _, y1 = places.tiles(gallery)[: len(gallery.units)].T
    targets = weight_targets(gallery.layer, gallery.units, 0, gallery.direction)
    numbers = np.array([str(unit + 1) for unit in gallery.units])
    below = y1 + _foot(places) / 2
    return x0 + _BIAS / 2, below, tiles.biases / tiles.limit, targets, numbers, tiles.biases


def _foot(places):
    return max(places.cell, np.ceil(_ROOM.foot / places.cell) * places.cell)


def _head():
    """The names of both halves, and what colours mean."""
    blocks = "".join(f'<span style="color:{color}">■</span>' for _, color in palette.WEIGHT[1::2])
    names = [
        written(f"<b>{direction} {ARROWS[direction]}</b>", left, _HEAD / 2)
        for direction, left in zip(DIRECTIONS, _ROOM.lefts)
    ]
    scale = written(f"− {blocks} +", PANEL[0], _HEAD / 2, xanchor="right")
    return [*names, scale]


def _titles(places, shown):
    """A line over each gallery, and the name of the image's biases under their tile."""
    found = []
    for gallery, tiles in shown:
        edges = places.tiles(gallery)
        name = f"<b>layer {gallery.layer}</b> ±{tiles.limit:g}{_part(gallery)}"
        # A projection is named where there is room.
        how = " projected" if gallery.layer > 1 and len(gallery.units) == gallery.size else ""
        middle = edges[0, 2] - _ROOM.title / 2
        found.append(written(name + how, edges[0, 0], middle, palette.MUTED))
        if gallery.has_image_biases:
            below = edges[-1, 3] + _foot(places) / 2
            found.append(written("bias", edges[-1, 0], below, palette.MUTED))
    return found


def _part(gallery):
    """Which units are on show, where not all are."""
    count = len(gallery.units)
    if count == gallery.size:
        return ""
    last = gallery.units[-1] + 1
    if last == count:
        return f" units 1–{count} of {gallery.size}"
    return f" units 1–{count - 1}, {last} of {gallery.size}"


def standing_out(places, moment, below=0):
    """One shape round all tiles that this beat changed, and one round each of the selected unit.

    `below` is what belongs to a tile under it, in pixels.
    """
    tiles = [(each, places.tiles(each)) for each in places.galleries]
    moved = np.concatenate([edges[changed(each, moment)] for each, edges in tiles])
    found = [rims(moved + _AROUND, palette.PHASE[moment.phase])] if len(moved) else []
    for gallery, edges in tiles:
        if gallery.layer == moment.selection.layer:
            (at,) = np.nonzero(gallery.units == moment.selection.unit)
            chosen = edges[at] + 2.5 * _AROUND + np.array([0, 0, 0, below])
            found += [outline(each, palette.SELECTED) for each in chosen.tolist()]
    return found


def _marks(places, moment):
    """What stands out, and the selected weight where it has a cell."""
    found = standing_out(places, moment, _foot(places) - 4)
    for gallery in places.galleries:
        if moment.way == gallery.direction and moment.parent is not None:
            cells = _weight(places, gallery, moment)
            found += [outline(edges, palette.SELECTED) for edges in cells]
    return found


def _weight(places, gallery, moment):
    """Edges of the selected weight in this gallery, as a list: none where it is not here."""
    layer, unit = moment.selection[:2]
    if layer == gallery.layer and moment.parent == 0 and unit in gallery.units:
        (at,) = np.nonzero(gallery.units == unit)[0]
        x0, _, _, y1 = places.tiles(gallery)[at]
        middle = y1 + _foot(places) / 2
        return [[x0 - 1, x0 + _BIAS + 1, middle - _BIAS / 2 - 1, middle + _BIAS / 2 + 1]]
    return weight_box(places, gallery, moment) if _by_cell(gallery, places) else []
