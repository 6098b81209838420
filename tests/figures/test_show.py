"""A figure in a notebook: the page's own data, the light page's colours, made by Plotly itself."""

import re
import subprocess
import sys

import numpy as np
import pytest

from tests.browser.app import ROOT
from tests.ui.page import array
from wsviz.figures import palette, show
from wsviz.ui import panels
from wsviz.ui.visit import Visit

CELL = """
from wsviz.figures import show
from wsviz.figures.weights import weight_images
from wsviz.narration.cursor import Cursor
from wsviz.narration.moment import moment
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run

run = Run(PRESETS["bars"])
run.advance(30)
shown = show(weight_images(moment(run, Cursor(30, "wake", 6))))
print(shown.to_html(include_plotlyjs=False))
"""


def leaves(part, path=()):
    """(path, value) of all that a figure holds; lists of numbers and arrays are one value."""
    if isinstance(part, dict):
        for name, value in part.items():
            yield from leaves(value, (*path, name))
    elif isinstance(part, (list, tuple)) and any(isinstance(each, dict) for each in part):
        for n, value in enumerate(part):
            yield from leaves(value, (*path, n))
    else:
        yield path, part


def found_at(part, path):
    """What a Plotly Figure as a dict holds there."""
    for name in path:
        part = part[name]
    return part


@pytest.mark.parametrize("preset", ["kirby", "bars", "digits-quick"])
def test_every_panel_is_shown_with_the_pages_own_data(preset):
    explorer = Visit({"preset": preset, "cycle": "5"}).explorer
    moment = explorer.moment
    plots = [panels.network(moment, explorer), panels.terms(moment, explorer)]
    for name in panels.offered(moment):
        plots += [view(moment, explorer) for view in panels.views(moment, name).values()]
    assert len(plots) > 6
    for plot in plots:
        shown = show(plot.figure).to_dict()
        assert len(shown["data"]) == len(plot.figure["data"])
        for path, value in leaves(plot.figure["data"]):
            other = found_at(shown["data"], path)
            if isinstance(value, np.ndarray) and value.dtype.kind in "iuf":
                np.testing.assert_array_equal(array(other), value)
            elif isinstance(value, str):
                assert other == palette.LIGHT.get(value, value)


def test_it_looks_as_the_light_page_does():
    shown = show({"data": [], "layout": {"height": 80, "font": {"size": 15}}})
    assert shown.layout.paper_bgcolor == "#FFFFFF"
    assert shown.layout.font.color == palette.LIGHT[palette.TEXT]
    assert (shown.layout.font.size, shown.layout.height) == (15, 80)
    assert not shown.layout.template.to_plotly_json().get("layout")


def test_what_is_no_figure_is_refused_by_plotly():
    with pytest.raises(ValueError, match="zz"):
        show({"data": [{"type": "scatter", "zz": 1}], "layout": {}})


def test_the_light_colours_are_those_the_browser_starts_from():
    script = (ROOT / "wsviz/ui/steady_plot/steady_plot.js").read_text()
    assert re.findall(r'\|\| "([^"]+)"', script)[:2] == [
        palette.LIGHT[palette.TEXT],
        palette.LIGHT[palette.PAPER],
    ]
    red, green, blue = (int(palette.LIGHT[palette.TEXT][n : n + 2], 16) for n in (1, 3, 5))
    for token in (palette.MUTED, palette.FAINT):
        (share,) = re.findall(rf"\{token}: mix\((\d+)\)", script)
        assert palette.LIGHT[token] == f"rgba({red},{green},{blue},{int(share) / 100:g})"


def test_a_notebooks_cell_needs_no_page():
    told = subprocess.run(
        [sys.executable, "-c", CELL], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert told.returncode == 0, told.stderr
    assert "Plotly.newPlot" in told.stdout
    assert "streamlit" not in told.stderr
    assert '"$' not in told.stdout
