"""What units say and what the network dreams, a line of pictures a number of rows."""

import numpy as np

from wsviz.engine import gallery
from wsviz.figures.in_pixels import pixel_layout, raster, written
from wsviz.figures.layout import on
from wsviz.figures.mosaic import frames, ink, mosaic, pictures
from wsviz.figures.weight_values import weight_map

# Pixels: the figure's width, a case's name, a heading, what stays free at the edges, a cell.
_WIDTH, _NAME, _HEAD, _EDGE, _CELL = 1000, 138, 24, 3, 3.0
# Cells between the weights and the dreams, and below a line.
_BETWEEN, _BELOW = 5, 3
_DREAMS = 14


def units_and_dreams(names, parameters, image_shape):
    """The figure: a line a case, left each layer-1 unit's generative weights, right its dreams.

    names, parameters  of the first learner of each case, of one architecture
    Weights are in shares of the line's largest; dreams are the probabilities of their pixels.
    """
    height, _ = image_shape
    units = parameters[0].architecture.hidden[0]
    weights = mosaic(_lines(map(_shares, parameters), image_shape), units, (_BELOW, 1))
    dreams = mosaic(_lines(map(_dreamed, parameters), image_shape), _DREAMS, (_BELOW, 1))
    right = _NAME + (weights.z.shape[1] + _BETWEEN) * _CELL
    top = _EDGE + _HEAD
    size = _WIDTH, top + len(weights.z) * _CELL + _EDGE
    tops = top + _CELL * (height + _BELOW) * np.arange(len(names))
    return {
        "data": [
            _placed(weight_map(weights.z, 1.0) | on(""), _NAME, top),
            _placed(ink(dreams.z), right, top),
        ],
        "layout": pixel_layout(
            size,
            annotations=[
                written("<b>weights of each unit of layer 1</b>", _NAME, _EDGE + _HEAD / 2),
                written("<b>dreams</b>: probability of each pixel", right, _EDGE + _HEAD / 2),
                *(written(name, _EDGE, y + height * _CELL / 2) for name, y in zip(names, tops)),
            ],
            shapes=[
                _frames(laid.corners, left, top, image_shape)
                for laid, left in ((weights, _NAME), (dreams, right))
            ],
        ),
    }


def _shares(parameters):
    weights = parameters.generative.into(0)[0, 1:]
    return weights / max(np.abs(weights).max(), np.finfo(np.float32).tiny)


def _dreamed(parameters):
    return gallery.fantasies(parameters, _DREAMS)[1]


def _lines(images, image_shape):
    """Tiles of all lines, one after the other."""
    return pictures(np.concatenate(list(images)), image_shape)


def _placed(heat_map, left, top):
    """A heat map of square cells whose upper left corner stands there."""
    look = {"xgap": 0, "ygap": 0, "hoverinfo": "skip"}
    return heat_map | raster(heat_map["z"], left, top, _CELL) | look


def _frames(corners, left, top, image_shape):
    y, x = (corners * _CELL + [top, left]).T
    height, width = image_shape
    boxes = np.stack([x, x + width * _CELL, y, y + height * _CELL], 1)
    return frames(boxes, xref="x", yref="y")


def alt_text(names):
    """One sentence for those who hear the picture."""
    return f"Weights of layer 1 and dreams of one learner each: {', '.join(names)}."
