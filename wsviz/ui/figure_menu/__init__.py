"""figure_menu: what stands on every figure, to take it along as a picture: PNG or SVG.

The pictures are made by the browser of what it has drawn, in the theme on the screen. A PNG is
drawn with the page's font. An SVG names that font and does not hold it: its 230 kB would make the
network of MNIST one of 326 kB; where the font is missing, another stands in. One component for the
whole page: what it needs travels once, and not with every figure at every beat.
"""

from pathlib import Path

from wsviz.ui.component import component

_mount = component(Path(__file__).parent)


def figure_menu():
    """Give every steady_plot of the page its menu. It takes no room of its own."""
    _mount(key="figure_menu", height="content")
