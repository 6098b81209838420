"""Dreams that the data never contain, beside what they cost, over time."""

from wsviz.figures import palette
from wsviz.figures.charts import at_zero, line, now, over_time, time_axis, value_axis


def outside_over_time(curve, outside, cycle):
    """The figure: share of dreams outside the data, and KL and penalty on the data, over time.

    curve    cycle -> wsviz.measure.curve.Point of one learner
    outside  cycle -> share, of some of these cycles
    """
    x, points = at_zero(outside), [curve[at] for at in outside]
    kl = [point.kl_bits[0] for point in points]
    penalty = [point.penalty_bits[0] for point in points]
    share = line(x, list(outside.values()), "dreams outside the data", {"color": palette.OUTSIDE})
    return {
        "data": [
            share | {"yaxis": "y2"},
            line(x, kl, "KL(data‖model), bits", {"color": palette.KL}),
            line(x, penalty, "penalty, bits", {"color": palette.PENALTY}),
        ],
        "layout": over_time(
            280,
            margin={"l": 48, "r": 48, "t": 10, "b": 70},
            xaxis=time_axis(x),
            yaxis=value_axis(title={"text": "bits"}, rangemode="tozero"),
            yaxis2=value_axis(
                overlaying="y",
                side="right",
                range=[0, 1.02],
                tickvals=[0, 0.5, 1],
                title={"text": "share"},
                showgrid=False,
            ),
            shapes=[now(cycle)],
        ),
    }
