"""Tiles whose every cell is a weight: which one, what it is called, and where it stands."""

import numpy as np

from wsviz.engine.parameters import GENERATIVE, RECOGNITION
from wsviz.figures import palette
from wsviz.figures.in_pixels import raster
from wsviz.figures.targets import weight_targets

# Pixels: gaps between narrower cells would change their colour.
_GAPS_FROM = 6
_HOVERS = {
    (GENERATIVE, False): "to pixel %{text} from unit %{customdata[2]} of layer 1",
    (GENERATIVE, True): "to pixel %{text} from its bias",
    (RECOGNITION, False): "to unit %{text} of layer 1 from pixel %{customdata[2]}",
}


def cell_map(places, gallery, tiles, biases=False):
    """The heat map of layer 1's tiles in one direction; with `biases` that of the image's own.

    customdata says which weight a cell is; `text`, a number, what it leads to.
    """
    count, gap = len(gallery.units), 0.5 if places.cell >= _GAPS_FROM else 0
    which = slice(count, None) if biases else slice(0, count)
    corners, (height, width) = gallery.corners[which], places.image_shape
    first = corners.min(0)
    shape = (*(corners.max(0) - first + (height, width)),)
    z = np.full(shape, np.nan, tiles.images.dtype)
    target, text = np.zeros((*shape, 4), np.int16), np.zeros(shape, np.int16)
    names = [None] if biases else gallery.units
    for unit, corner, image in zip(names, corners - first, tiles.images[which]):
        at = np.s_[corner[0] : corner[0] + height, corner[1] : corner[1] + width]
        z[at], target[at] = image, _targets(gallery.direction, unit, places.image_shape)
        text[at] = target[at][..., 1] + 1
    left, top = places.left + first[1] * places.cell, places.top + first[0] * places.cell
    return {
        "type": "heatmap",
        **raster(z, left, top, places.cell),
        "colorscale": palette.WEIGHT,
        "zmin": -tiles.limit,
        "zmax": tiles.limit,
        "zsmooth": False,
        "xgap": gap,
        "ygap": gap,
        "showscale": False,
        "hoverongaps": False,
        "customdata": target,
        "text": text,
        "hovertemplate": _HOVERS[gallery.direction, biases] + ": <b>%{z:.4f}</b><extra></extra>",
    }


def _targets(direction, unit, image_shape):
    """The targets (rows, columns, 4) of a unit's tile, of the image's biases where it is None."""
    pixels = np.arange(np.prod(image_shape)).reshape(image_shape)
    if direction == RECOGNITION:
        return weight_targets(1, unit, pixels + 1, RECOGNITION)
    return weight_targets(0, pixels, 0 if unit is None else unit + 1, GENERATIVE)


def weight_box(places, gallery, moment):
    """Edges of the selected weight's cell in layer 1's tiles, as a list: none where it is not."""
    layer, unit, parent = *moment.selection[:2], moment.parent
    if gallery.direction == RECOGNITION:
        if layer != 1 or parent == 0:
            return []
        (tile,), pixel = np.nonzero(gallery.units == unit), parent - 1
    elif layer == 0:
        shown = [*(gallery.units + 1), 0]
        (tile,), pixel = np.nonzero(np.equal(shown, parent)), unit
    else:
        return []
    corners = gallery.corners[tile] + np.divmod(pixel, places.image_shape[1])
    return places.boxes(corners, 1, 1).tolist()
