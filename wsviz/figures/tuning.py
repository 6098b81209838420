"""How well few labels can be learned from each start."""

from wsviz.figures import palette
from wsviz.figures.charts import bars, side_by_side, value_axis


def tuning(rows):
    """The figure: test accuracy by labels a class, a bar a start, with its standard error.

    rows  dicts of labels, start, accuracy and error; at most as many starts as palette.COMPARED
    """
    starts = dict.fromkeys(row["start"] for row in rows)
    return {
        "data": [
            _start(name, [row for row in rows if row["start"] == name], color)
            for name, color in zip(starts, palette.COMPARED)
        ],
        "layout": side_by_side(
            380,
            40,
            xaxis={"fixedrange": True},
            yaxis=value_axis(range=[0, 1.02], title={"text": "test accuracy"}),
        ),
    }


def _start(name, rows, color):
    return bars(
        [f"{row['labels']} labels a class" for row in rows],
        [row["accuracy"] for row in rows],
        f"{name} weights",
        color,
        error_y={"array": [row["error"] for row in rows], "color": palette.TEXT},
        text=[f"{row['accuracy']:.3f}" for row in rows],
        textposition="inside",
        insidetextanchor="start",
        insidetextfont={"color": palette.on_color(color)},
        hovertemplate="%{y:.4f} ± %{error_y.array:.4f}",
    )
