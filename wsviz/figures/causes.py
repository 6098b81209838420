"""Two causes: the true posterior beside a factorial Q, and what each costs."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.charts import bars, line, plain_axis, side_by_side, value_axis
from wsviz.figures.layout import label
from wsviz.measure.two_causes import NAMES


def explanations(true, factorial, names=NAMES, title="P(explanation | effect) beside Q"):
    """The figure: explanations, the truth and a factorial Q, as bars with their numbers."""
    return {
        "data": [
            _numbered(names, true, "truth P", palette.TRUTH),
            _numbered(names, factorial, "factorial Q", palette.BELIEF),
        ],
        "layout": side_by_side(
            300,
            30,
            bargap=0.3,
            xaxis=plain_axis(type="category"),
            yaxis=value_axis(range=[0, 1.12], tickvals=[0, 0.5, 1]),
            annotations=[label(f"<b>{title}</b>", 0, 1.03)],
        ),
    }


def _numbered(names, values, name, color):
    return bars(
        list(names),
        values,
        name,
        color,
        text=[f"{value:.3g}" for value in values],
        textposition="outside",
        cliponaxis=False,
        hovertemplate=f"{name} %{{y:.6f}}<extra></extra>",
    )


def alt_text(true, factorial):
    """One sentence for those who hear the picture."""
    parts = (f"{name}: P {p:.3g}, Q {q:.3g}" for name, p, q in zip(NAMES, true, factorial))
    return f"Explanations: {'; '.join(parts)}."


def lessons(true, by_sleep):
    """The figure: one weight, taught by the true posterior and by sleep's factorial Q."""
    steps, hover = np.arange(len(true)), {"hovertemplate": "%{y:.4f}"}
    pens = [{"color": color, "width": 3} for color in (palette.TRUTH, palette.BELIEF)]
    title = {"text": "expected wake steps", "standoff": 2}
    return {
        "data": [
            line(steps, true, "explained by the truth", pens[0], **hover),
            line(steps, by_sleep, "explained by sleep's optimum", pens[1], **hover),
        ],
        "layout": side_by_side(
            240,
            40,
            hovermode="x unified",
            xaxis={"fixedrange": True, "showgrid": False, "title": title},
            yaxis=value_axis(),
            annotations=[label("<b>the second cause's weight</b>", 0, 1.04)],
        ),
    }
