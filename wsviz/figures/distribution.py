"""Which pictures the model believes in."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.charts import bars, side_by_side, told, value_axis
from wsviz.figures.layout import hidden_axis, label
from wsviz.figures.mosaic import strip, strip_frames
from wsviz.measure import kl_bits

_QUESTION = "<b>which pictures does it believe in?</b>"


def distribution(images, probabilities, model, rest, image_shape):
    """Which pictures does it believe in? The data's probabilities beside the model's.

    images (count, visible), probabilities and model (count,) of each, `rest` the model's
    probability of all pictures that the data never contain.
    """
    order = np.argsort(-probabilities, kind="stable")
    # All others stand a little apart, for they are no picture and need room for their name.
    last = len(order) * 1.02
    place = np.append(np.arange(len(order)), last)
    data = np.append(probabilities[order], 0.0)
    believed = np.append(model[order], rest)
    thumbnails, squared = strip(images[order], image_shape)
    divergence = told(kl_bits(data, believed))
    under = {"xref": "x", "xanchor": "center", "yanchor": "top"}
    return {
        "data": [
            bars(place, data, "data", palette.TRUTH),
            bars(place, believed, "model", palette.BELIEF),
            thumbnails,
        ],
        "layout": side_by_side(
            230,
            4,
            bargap=0.25,
            xaxis=hidden_axis(-0.6, last + max(0.6, 0.026 * len(order)), anchor="y2"),
            yaxis=value_axis(domain=[0.3, 1], title={"text": "probability"}),
            yaxis2=squared | {"domain": [0, 0.26], "constraintoward": "top"},
            annotations=[
                label(f"{_QUESTION} KL(data‖model) = {divergence} bits", 0, 1.04),
                label("all<br>others", last, 0.28, 12, **under),
            ],
            shapes=[strip_frames(len(order), image_shape)],
        ),
    }
