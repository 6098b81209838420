"""What recognition wastes on each datum."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.charts import bars, value_axis
from wsviz.figures.layout import hidden_axis, label, layout
from wsviz.figures.mosaic import strip, strip_frames


def penalties(images, penalty_bits, image_shape, name="penalty of each datum"):
    """The figure: what recognition wastes on each datum, the worst first, in bits.

    images (count, visible) and penalty_bits (count,) in that order; name of these bits.
    """
    thumbnails, squared = strip(images, image_shape)
    worst = float(np.max(penalty_bits))
    wasted = bars(np.arange(len(images)), penalty_bits, "penalty", palette.PENALTY)
    return {
        "data": [
            wasted | {"hovertemplate": "KL(Q‖P) %{y:.4f} bits<extra></extra>"},
            thumbnails,
        ],
        "layout": layout(
            230,
            margin={"l": 48, "r": 12, "t": 30, "b": 4},
            bargap=0.35,
            xaxis=hidden_axis(-0.6, len(images) - 0.4, anchor="y2"),
            yaxis=value_axis(domain=[0.32, 1], range=[0, max(0.1, 1.08 * worst)]),
            yaxis2=squared | {"domain": [0, 0.28], "constraintoward": "top"},
            annotations=[label(f"<b>{name}</b>, bits, the worst first", 0, 1.04)],
            shapes=[strip_frames(len(images), image_shape)],
        ),
    }
