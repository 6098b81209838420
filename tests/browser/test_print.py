"""Each page on paper, A4 upright and across: nothing cut, every figure there.

Paper is laid out without a script: what listens to sizes sleeps, as it does when Chromium prints.
"""

import math

import pytest

from tests.browser.watch import visit
from wsviz.ui.pages import PAGES

pytestmark = pytest.mark.browser

MARGIN = 10  # mm
PAPERS = {"upright": (210, 297), "across": (297, 210)}  # mm
_SLEEP = """
window.ResizeObserver = class extends ResizeObserver {
  constructor(call) { super((...all) => { if (!window.onPaper) call(...all); }); }
};
"""
_FIGURES = ".js-plotly-plot .main-svg:first-child"
_LAY_OUT = """
() => {
  const page = document.scrollingElement;
  const shown = (e) => e.checkVisibility() && e.getBoundingClientRect().width > 0;
  const figures = [...document.querySelectorAll("%s")].filter(shown);
  const clips = (e) => getComputedStyle(e).overflowY !== "visible"
    && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
  const boxes = figures.flatMap((each) => {
    const all = [];
    for (let e = each.parentElement; e && e !== document.body; e = e.parentElement) all.push(e);
    return all;
  });
  const main = document.querySelector(".stMainBlockContainer").getBoundingClientRect();
  return {
    sheet: page.clientWidth, wide: page.scrollWidth, long: main.bottom - Math.min(0, main.top),
    sides: figures.map((e) => e.getBoundingClientRect()).map((r) => [r.left, r.right]),
    clipped: [...new Set(boxes.filter(clips).map((e) => e.className))],
  };
}
""".replace("%s", _FIGURES)


def _pixels(millimetres):
    return round(millimetres / 25.4 * 96)


@pytest.mark.parametrize("path", [each.path for each in PAGES])
def test_a_page_is_whole_on_paper(chrome, address, path):
    with visit(chrome, f"{address}/{path}", script=_SLEEP) as page:
        # As a visitor prints it: sheets are counted before a redraw.
        sheets = {paper: _sheets(page, paper) for paper in PAPERS}
        drawn = page.locator(_FIGURES).filter(visible=True).count()
        page.evaluate("() => { window.dispatchEvent(new Event('beforeprint')); onPaper = true; }")
        page.emulate_media(media="print")
        for paper, sides in PAPERS.items():
            width, height = (_pixels(side - 2 * MARGIN) for side in sides)
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(300)
            _check(page.evaluate(_LAY_OUT), drawn, width, height, sheets[paper])


def _check(seen, drawn, width, height, sheets):
    """Nothing is cut, every figure is there, and all of it is printed."""
    assert seen["wide"] <= seen["sheet"]
    assert not seen["clipped"]
    assert len(seen["sides"]) == drawn
    assert all(left >= -1 and right <= width + 1 for left, right in seen["sides"]), seen["sides"]
    assert sheets >= math.ceil((seen["long"] - 1) / height)


def _sheets(page, paper):
    """How many sheets Chromium prints."""
    margin = dict.fromkeys(("top", "bottom", "left", "right"), f"{MARGIN}mm")
    printed = page.pdf(format="A4", landscape=paper == "across", margin=margin)
    return printed.count(b"/Type /Page\n")
