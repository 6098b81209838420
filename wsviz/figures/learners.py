"""Many learners side by side: receptive fields, curves, and where each of them stands."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.bits import bits_axis, time_axis
from wsviz.figures.layout import hidden_axis, label, layout, outline
from wsviz.figures.mosaic import pictures
from wsviz.figures.weights import nice_limit

_COLUMNS = 10
_TILE = 128
_SHOWN = 9


def receptive_fields(parameters, kl_bits, image_shape, chosen=None):
    """The figure: a small square of tiles a learner, its generative weights to the pixels.

    In the order of the learners; a click gives [learner]. `kl_bits` (learners,) is written above.
    """
    matrix = parameters.generative.matrices[0][:, 1:]
    tiles = np.stack([_square(pictures(units[:_SHOWN], image_shape)) for units in matrix])
    height, width = tiles.shape[1:]
    count = len(tiles)
    columns = min(_COLUMNS, count)
    rows = -(-count // columns)
    step_y, step_x = height + 3, width + 2
    z = np.full((rows * step_y, columns * step_x), np.nan)
    target = np.full((*z.shape, 1), -1)
    names = []
    for learner, tile in enumerate(tiles):
        top, left = learner // columns * step_y + 2, learner % columns * step_x
        z[top : top + height, left : left + width] = tile
        target[top : top + height, left : left + width] = learner
        text = f"{learner} · {kl_bits[learner]:.3f}"
        names.append(label(text, left, top - 0.6, 11, xref="x", yref="y"))
    limit = nice_limit(matrix)
    shapes = [] if chosen is None else [_frame(chosen, columns, step_x, step_y, width, height)]
    heat_map = {
        "type": "heatmap",
        "z": z,
        "customdata": target.tolist(),
        "colorscale": palette.WEIGHT,
        "zmin": -limit,
        "zmax": limit,
        "zsmooth": False,
        "hoverongaps": False,
        "hovertemplate": "learner %{customdata[0]} · %{z:.3f}<extra></extra>",
        "colorbar": {"thickness": 10, "len": 0.9, "tickvals": [-limit, 0, limit]},
    }
    return {
        "data": [heat_map],
        "layout": layout(
            rows * _TILE + 10,
            xaxis=hidden_axis(-1, z.shape[1], constrain="domain", constraintoward="left"),
            yaxis=hidden_axis(z.shape[0], -1, scaleanchor="x", constrain="domain"),
            annotations=names,
            shapes=shapes,
        ),
    }


def _square(tiles):
    """Tiles of one learner in a square of their own, gaps empty."""
    count, height, width = tiles.shape
    columns = int(np.ceil(np.sqrt(count)))
    rows = -(-count // columns)
    z = np.full((rows * (height + 1) - 1, columns * (width + 1) - 1), np.nan)
    for i, tile in enumerate(tiles):
        top, left = i // columns * (height + 1), i % columns * (width + 1)
        z[top : top + height, left : left + width] = tile
    return z


def _frame(learner, columns, step_x, step_y, width, height):
    left, top = learner % columns * step_x, learner // columns * step_y + 2
    return outline(left - 1, left + width, top - 1, top + height, palette.SELECTED)


def kl_over_time(curve, chosen=None):
    """The figure: left the KL of every learner over time, right where they stand now, sorted.

    curve  cycle -> wsviz.measure.curve.Point; a click on a learner gives [learner]
    """
    cycles = np.maximum(np.array(list(curve)), 0.5)
    kl = np.array([point.kl_bits for point in curve.values()])
    order = np.argsort(kl[-1])
    lines = [_line(cycles, kl[:, n], n, n == chosen) for n in range(kl.shape[1])]
    dots = {
        "type": "scatter",
        "mode": "markers",
        "xaxis": "x2",
        "yaxis": "y2",
        "x": np.arange(1, kl.shape[1] + 1),
        "y": kl[-1][order],
        "customdata": order[:, None].tolist(),
        "marker": {
            "size": 9,
            "color": [palette.SELECTED if n == chosen else palette.KL for n in order],
        },
        "hovertemplate": "learner %{customdata[0]}: %{y:.4f} bits<extra></extra>",
    }
    how = "exact" if next(reversed(curve.values())).exact else "sampled"
    height = 300
    return {
        "data": [*lines, dots],
        "layout": layout(
            height,
            margin={"l": 48, "r": 12, "t": 30, "b": 40},
            xaxis=time_axis(cycles) | {"domain": [0, 0.62]},
            yaxis=bits_axis() | {"rangemode": "tozero"},
            xaxis2={
                "domain": [0.69, 1],
                "anchor": "y2",
                "fixedrange": True,
                "showgrid": False,
                "title": {"text": "learners, sorted", "standoff": 2},
            },
            yaxis2=bits_axis() | {"anchor": "x2", "rangemode": "tozero"},
            annotations=[
                label(f"<b>KL(data‖model)</b> of each learner, bits ({how})", 0, 1.02),
                label(f"<b>where they stand</b>: median {np.median(kl[-1]):.3f}", 0.69, 1.02),
            ],
        ),
    }


def _line(cycles, kl, learner, chosen):
    return {
        "type": "scatter",
        "mode": "lines",
        "x": cycles,
        "y": kl,
        "customdata": [[learner]] * len(cycles),
        "line": {
            "color": palette.SELECTED if chosen else palette.KL,
            "width": 3 if chosen else 1.2,
        },
        "opacity": 1 if chosen else 0.55,
        "hovertemplate": f"learner {learner}, cycle %{{x:,.0f}}: %{{y:.4f}} bits<extra></extra>",
    }


def alt_text(curve):
    """One sentence for those who hear the picture."""
    cycle, point = list(curve.items())[-1]
    kl = point.kl_bits
    return (
        f"{kl.size} learners at cycle {cycle:,}: KL from {kl.min():.3f} to {kl.max():.3f} bits, "
        f"median {np.median(kl):.3f}."
    )
