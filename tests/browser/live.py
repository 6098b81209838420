"""Live training in a real browser: python -m tests.browser.live

Frames a second painted, charts kept, the engine's share of its own speed, and how soon pause acts.
"""

import statistics
import time

from tests.browser.app import browser, open_page, served, status
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run

SECONDS = 8
_COUNT = """
() => { window.frames_drawn = 0; window.last_change = 0;
  document.querySelector(".st-key-network .js-plotly-plot")
    .on("plotly_afterplot", () => requestAnimationFrame(() => window.frames_drawn++));
  new MutationObserver(() => { window.last_change = performance.now(); })
    .observe(document.querySelector(".stMain"), {subtree: true, childList: true,
             characterData: true}); }
"""
_WATCH_LINE = """
() => { window.absent = 0; const look = () => {
  if (!document.querySelector(".status .where")?.innerText) window.absent++;
  requestAnimationFrame(look); };
  look(); }
"""
_PAUSE = """
() => new Promise((resolve) => {
  const line = () => document.querySelector(".status .where").innerText;
  const start = performance.now(); let seen = line(), last = start;
  document.querySelector(".st-key-run button").click();
  const watch = setInterval(() => {
    if (line() !== seen) { seen = line(); last = performance.now(); }
    if (performance.now() - start > 1500) { clearInterval(watch); resolve(last - start); } }, 5);
})
"""


def engine_speed(cycles=40_000):
    """Cycles a second of the engine by itself, from the same past."""
    run = Run(PRESETS["bars"])
    run.advance(5_000)
    start = time.perf_counter()
    run.advance(cycles)
    return cycles / (time.perf_counter() - start)


def cycle(page):
    """The cycle on the status line."""
    return int(status(page).split()[1].replace(",", ""))


def measured(chrome, address, alone, pace, panel):
    """One pace with one panel open: frames, shares and pauses in a line."""
    page = started(chrome, address, pace, panel)
    before = page.evaluate("window.probe.removed")
    page.evaluate(_COUNT)
    page.locator(".st-key-run button").click()
    page.wait_for_timeout(700)
    start, drawn, since = cycle(page), page.evaluate("frames_drawn"), time.monotonic()
    page.wait_for_timeout(SECONDS * 1000)
    taken = time.monotonic() - since
    frames = (page.evaluate("frames_drawn") - drawn) / taken
    speed = (cycle(page) - start) / taken
    pauses = []
    for _ in range(3):
        pauses.append(page.evaluate(_PAUSE))
        page.locator(".st-key-run button").click()
        page.wait_for_timeout(600)
    probe = page.evaluate("window.probe")
    print(
        f"{pace}, {panel}: {frames:.1f} frames/s, {speed:,.0f} cycles/s "
        f"({speed / alone:.0%} of the engine), charts removed {probe['removed'] - before}, "
        f"opacity {probe['opacity']}, missing {probe['missing']}, pause to last change "
        f"median {statistics.median(pauses):.0f} ms, errors {page.errors}"
    )
    page.context.close()


def throttled(chrome, address):
    """The same on a processor four times slower: does anything vanish?"""
    page = started(chrome, address, "Live", "Weights")
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.evaluate(_WATCH_LINE)
    before = page.evaluate("window.probe.removed")
    page.locator(".st-key-run button").click()
    page.wait_for_timeout(2 * SECONDS * 1000)
    first = cycle(page)
    page.wait_for_timeout(SECONDS * 1000)
    probe = page.evaluate("window.probe")
    print(
        f"throttled 4 times: {cycle(page) - first:,} more cycles in {SECONDS} s, charts removed "
        f"{probe['removed'] - before}, opacity {probe['opacity']}, missing {probe['missing']}, "
        f"looks without a status line {page.evaluate('window.absent')}, errors {page.errors}"
    )
    page.context.close()


def started(chrome, address, pace, panel):
    """A page on bars with that pace chosen and that panel open."""
    page = open_page(chrome, address, "?preset=bars&cycle=5000")
    page.get_by_role("radio", name=pace).click()
    page.get_by_role("radio", name=panel, exact=True).click()
    page.wait_for_timeout(1_500)
    return page


def main():
    """Print frames, shares and pauses for both fast paces, on some panels."""
    alone = engine_speed()
    print(f"engine by itself: {alone:,.0f} cycles/s")
    with served() as address, browser() as chrome:
        for panel in ("At a glance", "Weights", "Bits"):
            measured(chrome, address, alone, "Live", panel)
        measured(chrome, address, alone, "Full", "At a glance")
        throttled(chrome, address)


if __name__ == "__main__":
    main()
