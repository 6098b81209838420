"""Many learners side by side: receptive fields, curves, and where each of them stands."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.charts import at_zero, line, plain_axis, time_axis, value_axis
from wsviz.figures.layout import label, layout, on, outline, square_axes
from wsviz.figures.mosaic import boxes, mosaic, pictures
from wsviz.figures.weight_tiles import nice_limit, weight_map

_COLUMNS = 10
_TILE = 128
_SHOWN = 9
# Empty rows, which hold the names, and columns between two learners.
_GAP = (3, 2)


def receptive_fields(parameters, kl_bits, image_shape, chosen=None):
    """The figure: a small square of tiles a learner, its generative weights to the pixels.

    In the order of the learners; a click gives [learner]. `kl_bits` (learners,) is written above.
    """
    matrix = parameters.generative.into(0)[:, 1:]
    columns = int(np.ceil(np.sqrt(min(_SHOWN, matrix.shape[1]))))
    tiles = [mosaic(pictures(units[:_SHOWN], image_shape), columns).z for units in matrix]
    size = tiles[0].shape
    laid = mosaic(np.stack(tiles), min(_COLUMNS, len(tiles)), _GAP)
    learners = np.broadcast_to(np.arange(len(tiles))[:, None, None], (len(tiles), *size))
    target = np.nan_to_num(mosaic(learners, min(_COLUMNS, len(tiles)), _GAP).z, nan=-1)
    axes = square_axes("", laid.z.shape, (0, 1), (0, 1))
    axes["yaxis"]["range"] = [len(laid.z), -_GAP[0]]
    told = {
        "customdata": target.astype(int)[..., None].tolist(),
        "hovertemplate": "learner %{customdata[0]} · %{z:.3f}<extra></extra>",
    }
    chosen = [] if chosen is None else boxes(laid.corners[[chosen]], *size) + [-0.5, 0.5] * 2
    return {
        "data": [weight_map(laid.z, nice_limit(matrix), legend=True) | told],
        "layout": layout(
            -(-len(tiles) // _COLUMNS) * _TILE + 10,
            **axes,
            annotations=_names(laid.corners.tolist(), kl_bits),
            shapes=[outline(edges, palette.SELECTED) for edges in chosen],
        ),
    }


def _names(corners, kl_bits):
    return [
        label(f"{learner} · {kl:.3f}", left, top - 0.6, 11, xref="x", yref="y")
        for learner, ((top, left), kl) in enumerate(zip(corners, kl_bits))
    ]


def kl_over_time(curve, chosen=None):
    """The figure: left the KL of every learner over time, right where they stand now, sorted.

    curve  cycle -> wsviz.measure.curve.Point; a click on a learner gives [learner]
    """
    x = at_zero(curve)
    kl = np.array([point.kl_bits for point in curve.values()])
    how = "exact" if next(reversed(curve.values())).exact else "sampled, an upper bound"
    sorted_axis = {"title": {"text": "learners, sorted", "standoff": 2}}
    return {
        "data": [*_lines(x, kl, chosen), _dots(kl[-1], chosen)],
        "layout": layout(
            300,
            margin={"l": 48, "r": 12, "t": 30, "b": 40},
            xaxis=time_axis(x, domain=[0, 0.62]),
            yaxis=value_axis(rangemode="tozero"),
            xaxis2=plain_axis(domain=[0.69, 1], anchor="y2", **sorted_axis),
            yaxis2=value_axis(anchor="x2", rangemode="tozero"),
            annotations=[
                label(f"<b>KL(data‖model)</b> of each learner, bits ({how})", 0, 1.02),
                label(f"<b>where they stand</b>: median {np.median(kl[-1]):.3f}", 0.69, 1.02),
            ],
        ),
    }


def _lines(x, kl, chosen):
    for learner, values in enumerate(kl.T):
        picked = learner == chosen
        color = palette.SELECTED if picked else palette.KL
        hover = f"learner {learner}, cycle %{{x:,.0f}}: %{{y:.4f}} bits<extra></extra>"
        yield line(
            x,
            values,
            f"learner {learner}",
            {"color": color, "width": 3 if picked else 1.2},
            customdata=[[learner]] * len(x),
            opacity=1 if picked else 0.55,
            hovertemplate=hover,
        )


def _dots(kl, chosen):
    order = np.argsort(kl)
    colors = [palette.SELECTED if learner == chosen else palette.KL for learner in order]
    return {
        "type": "scatter",
        "mode": "markers",
        **on("2"),
        "x": np.arange(1, kl.size + 1),
        "y": kl[order],
        "customdata": order[:, None].tolist(),
        "marker": {"size": 9, "color": colors},
        "hovertemplate": "learner %{customdata[0]}: %{y:.4f} bits<extra></extra>",
    }


def alt_text(curve):
    """One sentence for those who hear the picture."""
    cycle, point = list(curve.items())[-1]
    kl = point.kl_bits
    return (
        f"{kl.size} learners at cycle {cycle:,}: KL from {kl.min():.3f} to {kl.max():.3f} bits, "
        f"median {np.median(kl):.3f}."
    )
