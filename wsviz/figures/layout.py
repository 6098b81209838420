"""What all figures have in common: clear paper, still axes, quiet labels."""

from wsviz.engine.parameters import GENERATIVE, RECOGNITION
from wsviz.figures import palette

ARROWS = {GENERATIVE: "↓", RECOGNITION: "↑"}
CLEAR = "rgba(0,0,0,0)"

# (width, height) in pixels that the Stage's figures are made for; the page scales them to its room.
NETWORK = (480, 500)
PANEL = (600, 480)
# A figure that stands beside a painted picture.
BESIDE = (400, 480)
# A projector at 150 % shows them at some nine tenths: then no text is below 13 pixels.
TEXT_SIZE = 15
HOVER = {"bgcolor": palette.PAPER, "font": {"color": palette.TEXT, "size": TEXT_SIZE}}
MARGIN = {"l": 4, "r": 4, "t": 4, "b": 4}


def layout(height, **more):
    """A layout of that height in pixels, with nothing to drag and no legend."""
    return {
        "height": height,
        "margin": MARGIN,
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "hoverlabel": {"bgcolor": palette.PAPER, "font": {"color": palette.TEXT}},
    } | more


def suffix(number):
    """How Plotly marks the number-th pair of axes (from 1), the first one not at all."""
    return "" if number == 1 else str(number)


def on(axis):
    """The axes with that suffix, as a trace names them."""
    return {"xaxis": f"x{axis}", "yaxis": f"y{axis}"}


def refs(axis):
    """The axes with that suffix, as a shape or label names them."""
    return {"xref": f"x{axis}", "yref": f"y{axis}"}


def hidden_axis(low, high, **more):
    """An axis with a fixed range that is not drawn itself."""
    return {"visible": False, "range": [low, high], "fixedrange": True} | more


def named_axis(low, high, names, **more):
    """An axis whose hovers say names, a dict value -> name, and that is not drawn itself."""
    return (
        hidden_axis(low, high)
        | {
            "visible": True,
            "showticklabels": False,
            "ticks": "",
            "showgrid": False,
            "zeroline": False,
            "tickvals": list(names),
            "ticktext": list(names.values()),
        }
        | more
    )


def square_axes(axis, z_shape, across, down):
    """The pair of hidden axes that keep the cells of a mosaic (height, width) square.

    Row 0 lies at the top; `across` and `down` are their domains. The picture keeps to the upper
    left.
    """
    height, width = z_shape
    kept = {"constrain": "domain"}
    return {
        f"xaxis{axis}": hidden_axis(-1, width, domain=list(across), anchor=f"y{axis}")
        | kept
        | {"constraintoward": "left"},
        f"yaxis{axis}": hidden_axis(height, -1, domain=list(down), anchor=f"x{axis}")
        | kept
        | {"constraintoward": "top", "scaleanchor": f"x{axis}"},
    }


def label(text, x, y, size=13, color=palette.MUTED, **more):
    """A line of text; in the paper's coordinates where no axis is named."""
    return {
        "text": text,
        "x": x,
        "y": y,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": size, "color": color},
    } | more


def outline(edges, color, width=2.5, **more):
    """A rectangle without a filling; edges are x0, x1, y0, y1."""
    line = {"color": color, "width": width}
    return {"type": "rect", **dict(zip(("x0", "x1", "y0", "y1"), edges)), "line": line} | more
