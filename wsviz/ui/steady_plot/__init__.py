"""steady_plot: a Plotly figure that is redrawn in place, never replaced."""

from pathlib import Path

import streamlit as st
from plotly.io import to_json

_HERE = Path(__file__).parent
_mount = st.components.v2.component(
    "steady_plot",
    css=(_HERE / "steady_plot.css").read_text(),
    js=(_HERE / "steady_plot.js").read_text(),
    isolate_styles=False,
)


def steady_plot(figure, *, key, alt, on_click=None):
    """Show a figure (a dict with "data" and "layout", its height in the layout).

    The node stays the same from run to run: Plotly.react changes what differs. `alt` is what a
    screen reader says. `on_click` is called after a click with the point's customdata.
    """
    height = figure["layout"]["height"]
    message = to_json({"figure": figure, "alt": alt}, validate=False).encode()

    def clicked():
        point = st.session_state[key]["click"]
        if on_click is not None and point is not None:
            on_click(point)

    _mount(key=key, data=message, height=height, on_click_change=clicked)
