"""Which pictures the model believes in."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.activations import picture_row
from wsviz.figures.charts import bars, told, value_axis
from wsviz.figures.in_pixels import key, pixel_layout, written
from wsviz.figures.layout import PANEL
from wsviz.figures.mosaic import frames, picture_clicks
from wsviz.measure import kl_bits

_QUESTION = "<b>which pictures does it believe in?</b>"
# Pixels: two lines of text, the axis' labels, the pictures' top, and the room of "others".
_HEAD, _LEFT, _PICTURES, _OTHERS = 62, 56, 388, 62


def distribution(images, probabilities, model, rest, image_shape, listable=False):
    """Which pictures does it believe in? The data's probabilities beside the model's.

    images (count, visible), probabilities and model (count,) of each, `rest` the model's
    probability of all pictures that the data never contain. Where explanations are `listable` a
    click on a picture gives its target.
    """
    order = np.argsort(-probabilities, kind="stable")
    columns = np.linspace(_LEFT, PANEL[0] - _OTHERS, len(order) + 1)
    pitch = columns[1] - columns[0]
    # All others stand apart, for they are no picture and need room for their name.
    last = PANEL[0] - _OTHERS / 2
    place = np.append((columns[:-1] + columns[1:]) / 2, last)
    data = np.append(probabilities[order], 0.0)
    believed = np.append(model[order], rest)
    thumbnails, edges = picture_row(images[order], image_shape, columns, _PICTURES)
    clicks = [picture_clicks(images[order], edges)] if listable else []
    width = min(0.4 * pitch, 20)
    divergence = told(kl_bits(data, believed))
    over = {"yaxis": "y2", "width": width}
    domain = [1 - (_PICTURES - 8) / PANEL[1], 1 - _HEAD / PANEL[1]]
    return {
        "data": [
            bars(place, data, "data", palette.TRUTH, offset=-width, **over),
            bars(place, believed, "model", palette.BELIEF, offset=0, **over),
            thumbnails,
            *clicks,
        ],
        "layout": pixel_layout(
            PANEL,
            yaxis2=value_axis(domain=domain, rangemode="tozero", nticks=5)
            | {"anchor": "free", "position": _LEFT / PANEL[0]},
            annotations=[
                written(f"{_QUESTION} KL(data‖model) = {divergence} bits", 3, 14),
                written(f"{key(palette.TRUTH, 'data')}  {key(palette.BELIEF, 'model')}", 3, 36),
                written("others", last, _PICTURES + 12, palette.MUTED, xanchor="center"),
            ],
            shapes=[frames(edges, xref="x", yref="y")],
        ),
    }
