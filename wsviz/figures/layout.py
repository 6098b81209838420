"""What all figures have in common: clear paper, still axes, quiet labels."""

from wsviz.figures import palette

CLEAR = "rgba(0,0,0,0)"


def layout(height, **more):
    """A layout of that height in pixels, with nothing to drag and no legend."""
    return {
        "height": height,
        "margin": {"l": 4, "r": 4, "t": 4, "b": 4},
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "hoverlabel": {"bgcolor": palette.PAPER, "font": {"color": palette.TEXT}},
    } | more


def hidden_axis(low, high, **more):
    """An axis with a fixed range that is not drawn itself."""
    return {"visible": False, "range": [low, high], "fixedrange": True} | more


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


def outline(x0, x1, y0, y1, color, width=2.5, **more):
    """A rectangle without a filling."""
    return {
        "type": "rect",
        "x0": x0,
        "x1": x1,
        "y0": y0,
        "y1": y1,
        "line": {"color": color, "width": width},
    } | more
