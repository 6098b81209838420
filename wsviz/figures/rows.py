"""Numbers of rows side by side: how alike the units become, and what an image costs."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.charts import at_zero, over_time, spread, time_axis, value_axis
from wsviz.figures.layout import label, on
from wsviz.narration import rows

EXAMPLES, UPDATES = "examples seen", "updates made"
_TITLES = {
    rows.LIKENESS: "<b>likeness of the units</b>: mean |correlation|",
    rows.BITS: "<b>description length</b> of held-out images, bits",
}
_TICKS = [25, 30, 40, 50, 60, 80, 100, 150, 200]


def over(cases, count):
    """The figure: likeness (left) and bits (right), mean ± standard error, a line a case.

    cases  list of wsviz.runs.experiment.Case; `count` is EXAMPLES or UPDATES, the axis. A dashed
           line is of a rate that grows with the rows; equal rows have one colour.
    """
    along = [case.examples if count == EXAMPLES else case.cycles for case in cases]
    longest = max(along, key=lambda x: x[-1])
    time = {"title": {"text": count, "standoff": 2}}
    return {
        "data": [
            trace
            for measure, axis in zip(_TITLES, ("", "2"))
            for case, x, pen in zip(cases, along, _pens(cases))
            for trace in _spread(case, measure, x, pen, axis)
        ],
        "layout": over_time(
            360,
            xaxis=time_axis(longest, domain=[0, 0.47], **time),
            yaxis=value_axis(range=[0, 1.02]),
            xaxis2=time_axis(longest, domain=[0.53, 1], anchor="y2", **time),
            yaxis2=value_axis(anchor="x2", type="log", tickvals=_TICKS),
            annotations=[label(title, x, 1.01) for title, x in zip(_TITLES.values(), (0, 0.53))],
        ),
    }


def _pens(cases):
    """A colour a number of rows; dashed where the rate grows with them."""
    counts = sorted({case.recipe.rows for case in cases})
    colors = dict(zip(counts, palette.COMPARED))
    _, _, times = rows.groups(cases)
    for case in cases:
        dash = "dot" if any(case is other for other in times) else "solid"
        yield {"color": colors[case.recipe.rows], "dash": dash}


def _spread(case, measure, x, pen, axis):
    """A line and its band from where every learner's figure is known."""
    values = case.measured[measure]
    known = np.isfinite(values).all(1)
    named = {"showlegend": axis == ""}
    for trace in spread(at_zero(x[known]), values[known], case.name, pen, **named):
        yield trace | on(axis)


def alt_text(cases):
    """One sentence for those who hear the picture."""
    ends = (
        f"{case.name}: likeness {case.ends[rows.LIKENESS].mean():.2f}, "
        f"{case.ends[rows.BITS].mean():.1f} bits"
        for case in cases
    )
    return f"After {cases[0].examples[-1]:,} examples, {'; '.join(ends)}."
