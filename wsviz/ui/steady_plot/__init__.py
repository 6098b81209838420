"""steady_plot: a Plotly figure that is redrawn in place, never replaced."""

import re
from pathlib import Path

from wsviz.figures.wire import as_json
from wsviz.ui.component import component
from wsviz.ui.plotly_js import ADDRESS
from wsviz.ui.session import sent

_mount = component(Path(__file__).parent)


def steady_plot(figure, *, key, alt, on_click=None, one_screen=False, of=""):
    """Show a figure (a dict with "data" and "layout", its height in the layout).

    A figure with a width too is drawn at that size and made smaller where there is less room; with
    `one_screen` it is scaled to the room down to the window's end.

    The node stays the same from run to run: Plotly.react changes what differs. `alt` is what a
    screen reader says. `on_click` is called after a click with the point's customdata, a list of
    whole numbers; points without them are no targets. `of` says what it is a picture of, in the
    name of its file.
    """
    layout = figure["layout"]
    height = "content" if "width" in layout else layout["height"]
    name = "-".join(re.findall(r"[a-z0-9]+", f"{key} {of}".lower()))
    parts = {"name": name, "figure": figure, "alt": alt, "source": ADDRESS}
    message = as_json(parts | {"oneScreen": one_screen}).encode()

    def clicked():
        target = whole_numbers(sent(key, "click"))
        if on_click is not None and target is not None:
            on_click(target)

    _mount(key=key, data=message, height=height, on_click_change=clicked)


def whole_numbers(payload):
    """What a browser sent, as a list of ints; None unless it is a list of whole numbers."""
    if not isinstance(payload, list) or not payload:
        return None
    if not all(type(n) is int or (type(n) is float and n.is_integer()) for n in payload):
        return None
    return [int(n) for n in payload]
