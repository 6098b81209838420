"""What only a real browser can show: charts that stay, links, shortcuts, clicks, the theme."""

import re

import pytest

from tests.browser.app import figure, press, rest, status, wait_for_status

pytestmark = pytest.mark.browser


def rule(page):
    """The rule panel's text."""
    return page.locator(".st-key-rule").inner_text()


# What stands at the points of the network, as it is drawn.
_WRITTEN = """
() => [...document.querySelectorAll('.st-key-network .textpoint text')].map(
  (node) => node.textContent.trim()).filter(Boolean)
"""


def _written(trace):
    """What a trace of points says at them."""
    texts = trace.get("text") if trace["type"] == "scatter" else []
    return [text for text in texts or [] if text.strip()]


def test_beats_forward_and_back_return_the_same_numbers_and_the_same_charts(page):
    open_page = page("?cycle=25&tab=Rule")
    seen = []
    for _ in range(7):
        rest(open_page)
        seen.append((status(open_page), rule(open_page), figure(open_page, "network")))
        written = [text for trace in seen[-1][2] for text in _written(trace)]
        assert open_page.evaluate(_WRITTEN) == written
        press(open_page, "forward")
    for moment in seen[::-1]:
        press(open_page, "back", expected=moment[0])
        open_page.wait_for_function(
            "text => document.querySelector('.st-key-rule').innerText === text", arg=moment[1]
        )
        rest(open_page)
        assert figure(open_page, "network") == moment[2]
    probe = open_page.evaluate("window.probe")
    assert probe["removed"] == 0
    assert probe["opacity"] == 1
    assert probe["missing"] == 0
    assert probe["frames"] > 20


def test_shortcuts_walk_too(page):
    open_page = page()
    open_page.keyboard.press("ArrowRight")
    wait_for_status(open_page, "now.includes('beat 2 of 6')")
    open_page.keyboard.press("ArrowLeft")
    wait_for_status(open_page, "now.includes('beat 1 of 6')")
    open_page.keyboard.press("p")
    wait_for_status(open_page, "now.includes('sleep')")


def test_a_copied_link_opens_the_same_screen(page):
    first = page("?preset=bars&seed=3&tab=Rule")
    press(first, "cycle")
    press(first, "next")
    press(first, "forward")
    press(first, "forward", expected="dream the image")
    first.wait_for_function("() => location.search.includes('beat=3')")
    query = first.evaluate("location.search")
    assert query == "?preset=bars&seed=3&cycle=1&phase=sleep&beat=3&tab=Rule"
    second = page(query)
    assert status(second) == status(first)
    assert rule(second) == rule(first)
    assert figure(second, "network") == figure(first, "network")


def test_a_click_on_a_unit_selects_it_everywhere(page):
    open_page = page("?cycle=30&beat=3&tab=Rule")
    plot = open_page.locator(".st-key-network .js-plotly-plot")
    point = plot.evaluate(
        """plot => { for (const trace of plot._fullData) {
             const custom = trace.customdata; if (!custom || trace.type !== 'scatter') continue;
             for (let i = 0; i < custom.length; i++)
               if (custom[i][0] === 1 && custom[i][1] === 4) {
                 const a = plot._fullLayout, box = plot.getBoundingClientRect();
                 return [box.x + a.xaxis._offset + a.xaxis.c2p(trace.x[i]),
                         box.y + a.yaxis._offset + a.yaxis.c2p(trace.y[i])];
               } } }"""
    )
    open_page.mouse.move(*point)
    open_page.wait_for_timeout(300)
    open_page.mouse.click(*point)
    open_page.wait_for_function(
        "() => document.querySelector('.st-key-rule').innerText.includes('unit 5 of layer 1')"
    )


def test_nothing_is_taken_from_elsewhere(page):
    open_page = page("?preset=bars&cycle=10")
    requests = []
    open_page.on("request", lambda request: requests.append(request.url))
    for tab in ("Weights", "Dreams", "Bits", "Activations"):
        open_page.get_by_role("radio", name=tab).click()
        rest(open_page)
    assert all(re.match(r"(http|ws)://127\.0\.0\.1|data:|blob:", url) for url in requests), requests


def test_a_link_to_a_far_cycle_is_offered_computed_and_can_be_stopped(page):
    open_page = page("?cycle=1e9")
    assert status(open_page).startswith("cycle 0")
    assert "1,000,000,000" in open_page.locator("[data-testid=stAlert]").inner_text()
    open_page.locator(".st-key-accept button").click()
    open_page.wait_for_selector("[data-testid=stProgress]")
    open_page.locator(".st-key-run button").click()
    open_page.wait_for_selector("[data-testid=stProgress]", state="detached")
    rest(open_page)
    stopped = status(open_page)
    assert not stopped.startswith("cycle 0")
    open_page.wait_for_timeout(600)
    assert status(open_page) == stopped
