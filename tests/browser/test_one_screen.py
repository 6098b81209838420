"""Nobody scrolls in class: the whole Stage is inside the window, and nothing on it jumps."""

import pytest

from tests.browser.app import press, rest, status
from wsviz.runs.presets import PRESETS
from wsviz.ui import panels
from wsviz.ui.visit import Visit

pytestmark = pytest.mark.browser

# A preset of each shape.
SHAPES = ["bars", "shifter", "digits-quick", "mnist-deep"]
SIZES = [(1400, 900), (1280, 720), (1024, 700)]
PARTS = {
    "controls": ".st-key-controls",
    "line": ".status",
    "sentence": ".sentence",
    "scrubber": ".st-key-scrubber",
    "network": ".st-key-network .steady-plot",
    "panels": ".st-key-panels",
}
# The boxes of all parts that are there, in the window's pixels.
_BOXES = """
parts => Object.fromEntries(Object.entries(parts).map(([name, selector]) => {
  const box = document.querySelector(selector)?.getBoundingClientRect();
  return [name, box && [box.left, box.top, box.right, box.bottom].map(Math.round)];
}))
"""
_SCROLLS = """
() => [document.scrollingElement, document.querySelector('.stMain')].some(
  (node) => node.scrollHeight > node.clientHeight + 1 || node.scrollWidth > node.clientWidth + 1)
"""
# The boxes of everything that can be pressed or changed, the transport's first. A figure's menu
# goes where its figure goes, and is not seen before that is pointed at.
_CONTROLS = """
() => [...document.querySelectorAll('.st-key-controls button, .stMain :is(button, input)')].filter(
  (node) => node.checkVisibility() && !node.closest('.figure-menu')
).map((node) => node.getBoundingClientRect()).map(
  (box) => [box.left, box.top, box.right, box.bottom].map(Math.round))
"""
DEEP = {
    1: "hidden=12",
    3: "hidden=64-32-16",
    5: "hidden=64-32-16-8-4",
}


def offered(preset):
    """The names of the panels of that preset."""
    return panels.offered(Visit({"preset": preset}).explorer.moment)


def panel(page):
    """The box of what the open panel shows, once it is there."""
    return page.wait_for_function(
        """() => { const tabs = document.querySelector('.st-key-panels');
        const column = tabs.closest('[data-testid=stColumn]');
        const of = (selector) => column.querySelector(selector);
        const shown = of('.st-key-rule_panel') ?? of('.steady-plot');
        const box = shown?.getBoundingClientRect();
        return box?.width && [box.left, box.top, box.right, box.bottom].map(Math.round); }"""
    ).json_value()


def check(page, size):
    """Everything is there, inside the window, beside or below one another."""
    boxes = page.evaluate(_BOXES, PARTS)
    assert all(boxes.values()), boxes
    boxes["panel"] = panel(page)
    for name, (left, top, right, bottom) in boxes.items():
        assert left >= 0, (name, boxes)
        assert top >= 0, (name, boxes)
        assert right <= size[0], (name, boxes)
        assert bottom <= size[1], (name, boxes)
    assert boxes["network"][2] <= boxes["panel"][0] + 1, boxes
    assert boxes["panels"][3] <= boxes["panel"][1] + 1, boxes
    assert max(boxes["scrubber"][3], boxes["sentence"][3]) <= boxes["network"][1] + 8, boxes
    assert not page.evaluate(_SCROLLS)


def fits_every_window(page, panel):
    """That panel, open, at each size; sizes change while it is."""
    page.get_by_role("radio", name=panel).click()
    for size in SIZES:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        rest(page)
        check(page, size)


@pytest.mark.parametrize("preset", SHAPES)
def test_every_preset_and_panel_fits_the_window(page, preset):
    open_page = page(f"?preset={preset}&cycle=30&beat=5")
    for name in offered(preset):
        fits_every_window(open_page, name)


@pytest.mark.parametrize("depth", DEEP)
def test_every_depth_fits_the_window(page, depth):
    open_page = page(f"?preset=digits&{DEEP[depth]}&cycle=3")
    for name in ("Weights", "Activations", "At a glance"):
        fits_every_window(open_page, name)


@pytest.mark.parametrize("preset", SHAPES)
def test_nothing_jumps_from_beat_to_beat(page, preset):
    open_page = page(f"?preset={preset}&cycle=6&tab=Rule")
    first = open_page.evaluate(_BOXES, PARTS), open_page.evaluate(_CONTROLS)
    assert len(first[1]) > 12
    for _ in range(4 * (len(PRESETS[preset].hidden) + 4)):
        press(open_page, "forward")
        now = open_page.evaluate(_BOXES, PARTS), open_page.evaluate(_CONTROLS)
        assert now == first, status(open_page)


def test_on_a_phone_nothing_is_wider_than_the_window_and_the_transport_is_at_hand(page):
    open_page = page("?preset=bars&cycle=30", width=390, height=844)
    for name in offered("bars"):
        open_page.get_by_role("radio", name=name).click()
        rest(open_page)
        assert open_page.evaluate(
            "() => document.querySelector('.stMain').scrollWidth"
            " <= document.querySelector('.stMain').clientWidth + 1"
        ), name
        left, _, right, bottom = open_page.evaluate(_BOXES, PARTS)["controls"]
        assert (left, right, bottom) == (0, 390, 844)
    for left, top, right, bottom in open_page.evaluate(_CONTROLS)[:9]:
        assert 0 <= left < right <= 390
        assert 500 < top < bottom <= 844


def test_a_click_on_a_part_opens_its_panel(page):
    open_page = page("?preset=bars&cycle=300")
    box = open_page.locator(".st-key-glance .steady-plot").bounding_box()
    x, y = box["x"] + 0.2 * box["width"], box["y"] + 0.85 * box["height"]
    open_page.mouse.move(x, y)
    open_page.wait_for_timeout(300)
    open_page.mouse.click(x, y)
    open_page.wait_for_selector(".st-key-bits .main-svg")


_CELL = """
(n) => { const plot = document.querySelector(".st-key-explanation .js-plotly-plot");
  const cells = plot._fullData.find((trace) => trace.opacity === 0);
  const box = plot.getBoundingClientRect(), scale = box.width / plot._fullLayout.width;
  return [["x", box.left, 2 * n], ["y", box.top, 0]].map(([axis, start, at]) =>
    start + (scale * (cells[axis][at] + cells[axis][at + 1])) / 2); }
"""


def test_a_click_on_a_picture_shows_its_explanation_and_the_way_back(page):
    open_page = page("?preset=kirby&cycle=30&tab=Explanation", width=1024, height=700)
    open_page.wait_for_selector(".st-key-explanation .main-svg")
    rest(open_page)
    x, y = open_page.evaluate(_CELL, 2)
    open_page.mouse.move(x, y)
    open_page.wait_for_timeout(300)
    open_page.mouse.click(x, y)
    chosen = ".st-key-explanation [aria-label^='Explanation of a picture of your choice']"
    open_page.wait_for_selector(chosen)
    open_page.locator(".st-key-own_image button").click()
    open_page.wait_for_selector(chosen, state="detached")
