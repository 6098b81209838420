"""Which class was taken for which."""

import numpy as np

from wsviz.figures.charts import plain_axis
from wsviz.figures.layout import layout
from wsviz.figures.mosaic import ink


def confusion(counts):
    """The figure: rows the true class, columns the class of the shortest description.

    counts (classes, classes).
    """
    counts = np.asarray(counts)
    digits = [str(n) for n in range(len(counts))]
    cells = ink(
        counts,
        x=digits,
        y=digits,
        text=np.where(counts, counts.astype(str), "").tolist(),
        texttemplate="%{text}",
        zmax=int(counts.max()),
        xgap=1,
        ygap=1,
        hovertemplate="a %{y} described shortest as %{x}: %{z}<extra></extra>",
    )
    shortest = {"title": {"text": "shortest description"}, "constrain": "domain"}
    true = {"title": {"text": "true class"}, "autorange": "reversed", "scaleanchor": "x"}
    return {
        "data": [cells],
        "layout": layout(
            380,
            margin={"l": 60, "r": 8, "t": 30, "b": 40},
            xaxis=plain_axis(type="category", ticks="", constraintoward="left", **shortest),
            yaxis=plain_axis(type="category", ticks="", **true),
        ),
    }
