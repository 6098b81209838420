"""A figure outside the page: in a notebook, or in a file of its own."""

from wsviz.figures import palette


def show(figure):
    """The plotly Figure of a dict {"data", "layout"}, in the colours of the light page.

    The data stay as they are, to the last bit. As the last line of a notebook's cell it displays
    itself; `show(figure).write_html("figure.html")` keeps it, plotly.js within. Raises ValueError,
    which is Plotly's own, for what is no figure.
    """
    # Half a second and many objects, which the page never needs.
    from plotly.graph_objects import Figure

    layout = figure["layout"]
    more = {
        "font": {"family": palette.FONT, "color": palette.TEXT} | layout.get("font", {}),
        "paper_bgcolor": palette.PAPER,
        # The page uses none; without this Plotly's own tints the plot.
        "template": {},
    }
    filled = _filled({"data": figure["data"], "layout": layout | more})
    return Figure(filled["data"], filled["layout"])


def _filled(part):
    """The same, with the light page's colours in the place of the theme's names."""
    if isinstance(part, dict):
        return {name: _filled(value) for name, value in part.items()}
    if isinstance(part, (list, tuple)):
        return [_filled(value) for value in part]
    return palette.LIGHT.get(part, part) if isinstance(part, str) else part
