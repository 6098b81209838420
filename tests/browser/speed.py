"""Press to painted, and first paint, in a real browser: python -m tests.browser.speed

A beat is pressed on bars with all panels of the open tab; the time ends with the frame after the
last chart has drawn. First paint ends when the network is on the screen, in a fresh context.
"""

import statistics
import time

from tests.browser.app import browser, open_page, served, status

BEATS = 24
TABS = ("Hidden activations", "Weights", "Dreams", "Bits")
_MEASURE = """
(selector) => new Promise((resolve, reject) => {
  const line = () => document.querySelector(".status [role=status]").innerText;
  const before = line();
  const start = performance.now();
  let last = null;
  const drawn = () => requestAnimationFrame(() => { last = performance.now(); });
  const plots = [...document.querySelectorAll(".js-plotly-plot")];
  plots.forEach((plot) => plot.on("plotly_afterplot", drawn));
  document.querySelector(selector).click();
  const wait = () => {
    const quiet = last !== null && performance.now() - last > 150;
    if (line() !== before && quiet) {
      plots.forEach((plot) => plot.removeListener("plotly_afterplot", drawn));
      return resolve(last - start);
    }
    if (performance.now() - start > 5000)
      return reject(Error(`nothing new after 5 s: ${before}, then ${line()}, last ${last}`));
    setTimeout(wait, 10);
  };
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


def sliders(chrome, address):
    """Key on a slider to the first chart painted, on the two pages that enumerate."""
    for path in ("explaining", "averaging"):
        page = open_page(chrome, address, path)
        page.wait_for_timeout(500)
        page.evaluate(_WATCH_KEYS)
        page.locator(".st-key-cause_bias input").focus()
        for _ in range(BEATS // 2):
            page.keyboard.press("ArrowRight")
            page.wait_for_timeout(600)
        times = page.evaluate("window.answers")
        print(
            f"slider on {path}: key to painted, median {statistics.median(times):.0f} ms, "
            f"slowest {max(times):.0f} ms ({len(times)} answers)"
        )
        page.context.close()


def main():
    """Print medians and slowest, for each tab."""
    with served() as address, browser() as chrome:
        open_page(chrome, address).context.close()
        first = []
        for _ in range(3):
            start = time.monotonic()
            open_page(chrome, address, "?preset=bars").context.close()
            first.append(time.monotonic() - start)
        print(f"first paint: median {statistics.median(first):.2f} s")
        page = open_page(chrome, address, "?preset=bars&cycle=5000")
        for tab in TABS:
            page.get_by_role("radio", name=tab).click()
            page.wait_for_timeout(800)
            times = [page.evaluate(_MEASURE, ".st-key-forward button") for _ in range(BEATS)]
            print(
                f"{tab}: press to painted, median {statistics.median(times):.0f} ms, "
                f"slowest {max(times):.0f} ms ({status(page)})"
            )
        print(page.evaluate("window.probe"), page.errors)
        sliders(chrome, address)


if __name__ == "__main__":
    main()
