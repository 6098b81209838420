"""Which class was taken for which."""

import numpy as np

from wsviz.figures.charts import plain_axis
from wsviz.figures.layout import layout
from wsviz.figures.mosaic import ink

# Where there are more classes a count has no room in its cell; the hover says it.
_WRITTEN = 12


def confusion(counts, labels=None):
    """The figure: rows the true class, columns the class of the shortest description.

    counts  (classes, classes)
    labels  (classes,) whole numbers, of digits 0 to 9 where they are not given
    """
    counts = np.asarray(counts)
    names = [str(n) for n in (range(len(counts)) if labels is None else labels)]
    written = len(counts) <= _WRITTEN
    cells = ink(
        counts,
        x=names,
        y=names,
        text=np.where((counts > 0) & written, counts.astype(str), "").tolist(),
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
