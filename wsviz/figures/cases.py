"""Recorded cases side by side: a measure over the examples seen, and over the time that took."""

from wsviz.figures import palette
from wsviz.figures.charts import at_zero, over_time, spread, time_axis, value_axis
from wsviz.figures.layout import label, on

_BITS = {"type": "log", "tickvals": [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 40, 60, 100]}


def over_work(cases, measure, title):
    """The figure: left over examples, right over CPU-seconds; means ± standard error, in bits.

    cases  list of wsviz.runs.experiment.Case, at most as many as palette.COMPARED has colours
    """
    works = (
        ("examples seen", [case.examples for case in cases]),
        (
            "CPU-seconds of all learners together",
            [case.seconds * case.cycles / case.cycles[-1] for case in cases],
        ),
    )
    places = ("", [0, 0.47]), ("2", [0.53, 1])
    traces, axes = [], {}
    for (name, work), (axis, domain) in zip(works, places):
        for case, x, color in zip(cases, map(at_zero, work), palette.COMPARED):
            pair = spread(
                x, case.measured[measure], case.name, {"color": color}, showlegend=not axis
            )
            traces += [trace | on(axis) for trace in pair]
        longest = at_zero(max(work, key=lambda x: x[-1]))
        about = {"title": {"text": name, "standoff": 2}}
        axes[f"xaxis{axis}"] = time_axis(longest, domain=domain, anchor=f"y{axis}", **about)
        axes[f"yaxis{axis}"] = value_axis(anchor=f"x{axis}", **_BITS)
    return {
        "data": traces,
        "layout": over_time(360, **axes, annotations=[label(f"<b>{title}</b>, bits", 0, 1.01)]),
    }
