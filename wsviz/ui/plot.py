"""Plot: a figure for the page, and what belongs to it there. Knows no Streamlit."""

from collections.abc import Callable
from typing import NamedTuple


class Plot(NamedTuple):
    """A figure with the name of its place, what a screen reader says, and what a click does.

    on_click is called with the whole numbers of the point's customdata, at least one.
    """

    figure: dict
    key: str
    alt: str
    on_click: Callable | None = None
