"""Press to painted, and first paint, in a real browser: python -m tests.browser.speed

A beat is pressed on bars with all panels of the open tab; the time ends with the frame after the
last chart has drawn. First paint ends when the network is on the screen, in a fresh context.
The yardstick is a page of Streamlit's own that changes one word (tests/browser/yardstick.py).
Every wait has an end: what did not come is counted as missed, and the script goes on. It exits
with 1 if anything was missed.
"""

import statistics
import sys
import time

from playwright.sync_api import Error

from tests.browser.app import browser, open_page, served

BEATS = 24
LIMIT_MS = 5_000
FORWARD = ".st-key-forward button"
TABS = ".st-key-tab [role=radio]"
STATUS = "[role=status]"
SLIDER = ".st-key-cause_bias input"

# The time from the press to the last frame drawn; null if nothing new came within the limit.
_MEASURE = """
([forward, status, limit]) => new Promise((resolve) => {
  const line = () => document.querySelector(status)?.innerText || before;
  let before = "";
  before = line();
  const start = performance.now();
  let last = null;
  const drawn = () => requestAnimationFrame(() => { last = performance.now(); });
  const plots = [...document.querySelectorAll(".js-plotly-plot")];
  const end = (value) => {
    plots.forEach((plot) => plot.removeListener("plotly_afterplot", drawn));
    resolve(value);
  };
  plots.forEach((plot) => plot.on("plotly_afterplot", drawn));
  document.querySelector(forward)?.click();
  const wait = () => {
    const now = performance.now();
    if (now - start > limit) return end(null);
    if (last !== null && now - last > 150 && line() !== before) return end(last - start);
    setTimeout(wait, 10);
  };
  wait();
})
"""

_PRESS_WORD = """
() => new Promise((resolve) => {
  const word = () => document.querySelector(".sentence").innerText;
  const before = word(), start = performance.now();
  document.querySelector(".st-key-forward button").click();
  const wait = () => word() === before ? setTimeout(wait, 5)
    : requestAnimationFrame(() => resolve(performance.now() - start));
  wait();
})
"""

_WATCH_KEYS = """
() => { window.answers = []; let pressed = null;
  document.addEventListener("keydown", () => { pressed = performance.now(); }, true);
  for (const plot of document.querySelectorAll(".js-plotly-plot"))
    plot.on("plotly_afterplot", () => requestAnimationFrame(() => {
      if (pressed !== null) { window.answers.push(performance.now() - pressed); pressed = null; }
    })); }
"""


def told(name, times, expected):
    """Print median and slowest of what came, in ms; return how many did not come."""
    times = [t for t in times if t is not None]
    missed = expected - len(times)
    if times:
        middle, slowest = statistics.median(times), max(times)
        print(f"{name}: median {middle:.0f} ms, slowest {slowest:.0f} ms, missed {missed}")
    else:
        print(f"{name}: nothing came, missed {missed}")
    return missed


def opened(chrome, address, query=""):
    """A page with waits that end, or None if it did not come."""
    try:
        page = open_page(chrome, address, query)
    except Error as error:
        print(f"{query or 'the first page'} did not open: {error.message.splitlines()[0]}")
        return None
    page.set_default_timeout(LIMIT_MS)
    return page


def first_paint(chrome, address):
    """Three fresh contexts; how many did not come."""
    times = []
    for _ in range(3):
        start = time.monotonic()
        page = opened(chrome, address, "?preset=bars")
        if page:
            times.append(1_000 * (time.monotonic() - start))
            page.context.close()
    return told("first paint", times, 3)


def beats(chrome, address):
    """Press to painted, on each tab; how many did not come."""
    page = opened(chrome, address, "?preset=bars&cycle=5000")
    if page is None:
        return 1
    missed = 0
    for tab in page.locator(TABS).all():
        name = tab.inner_text()
        tab.click()
        page.wait_for_timeout(800)
        arguments = [FORWARD, STATUS, LIMIT_MS]
        times = [page.evaluate(_MEASURE, arguments) for _ in range(BEATS)]
        missed += told(f"{name}: press to painted", times, BEATS)
    print(page.evaluate("window.probe"), page.errors)
    page.context.close()
    return missed


def slider(chrome, address, path):
    """Key on a slider to the first chart painted; how many did not come."""
    page = opened(chrome, address, path)
    if page is None:
        return 1
    page.wait_for_timeout(500)
    page.evaluate(_WATCH_KEYS)
    page.locator(SLIDER).first.focus()
    for _ in range(BEATS // 2):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(600)
    times = page.evaluate("window.answers")
    page.context.close()
    return told(f"slider on {path}: key to painted", times, BEATS // 2)


def attempted(measure, *arguments):
    """What a measurement missed; one that breaks off counts as one missed."""
    try:
        return measure(*arguments)
    except Error as error:
        print(f"{measure.__name__} broke off: {error.message.splitlines()[0]}")
        return 1


def yardstick(chrome):
    """First paint and press to the next frame of the least page; how many did not come."""
    with served(script="tests/browser/yardstick.py") as address:
        paints, presses = [], []
        for _ in range(4):  # the first one warms the server
            context = chrome.new_context()
            page = context.new_page()
            start = time.monotonic()
            page.goto(address)
            page.wait_for_selector(".sentence")
            paints.append(1_000 * (time.monotonic() - start))
            presses += [page.evaluate(_PRESS_WORD) for _ in range(BEATS // 4)]
            context.close()
    missed = told("yardstick: first paint", paints[1:], 3)
    return missed + told("yardstick: press to painted", presses, BEATS)


def main():
    """Print medians and slowest; return the exit code."""
    with browser() as chrome:
        missed = attempted(yardstick, chrome)
    with served() as address, browser() as chrome:
        if page := opened(chrome, address):  # the first page warms the server
            page.context.close()
        missed += attempted(first_paint, chrome, address) + attempted(beats, chrome, address)
        for path in ("explaining", "averaging"):
            missed += attempted(slider, chrome, address, path)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
