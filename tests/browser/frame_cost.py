"""Where a frame of live training goes: python -m tests.browser.frame_cost [panel]

Runs bars live with that panel open (default "At a glance") under Chromium's profiler and prints
milliseconds a frame: of the server's processor, and of the browser's main thread by who uses it.
"""

import sys
import time
from collections import Counter

from tests.browser.app import browser, serving
from tests.browser.live import started
from tests.serve.processes import spent

SECONDS = 8
_COUNT = """
() => { window.drawn = 0; document.querySelector(".st-key-network .js-plotly-plot")
  .on("plotly_afterplot", () => window.drawn++); }
"""
# Whose file a function stands in; components of our own are loaded from unnamed addresses.
_OWNERS = {"plotly": "Plotly", "react": "React", "emotion": "styles of controls"}


def owner(frame):
    """Who a frame of the profiler's stack belongs to."""
    file = frame["url"].rsplit("/", 1)[-1]
    if not file:
        return frame["functionName"].strip("()") or "browser"
    for part, name in _OWNERS.items():
        if part in file:
            return name
    return "Streamlit" if file.endswith(".js") else "our components"


def by_owner(profile):
    """Microseconds of the main thread by their owner, built-in functions by their caller's."""
    nodes = {node["id"]: node for node in profile["nodes"]}
    parents = {child: node["id"] for node in profile["nodes"] for child in node.get("children", [])}
    found = Counter()
    for at, time_spent in zip(profile["samples"], profile["timeDeltas"]):
        caller = at
        while not nodes[caller]["callFrame"]["url"] and parents.get(caller) in parents:
            caller = parents[caller]
        found[owner(nodes[caller]["callFrame"])] += time_spent
    return found


def main(panel="At a glance"):
    """Print the table."""
    with serving() as (address, server), browser() as chrome:
        page = started(chrome, address, "Live", panel)
        page.evaluate(_COUNT)
        page.locator(".st-key-run button").click()
        page.wait_for_timeout(2_000)
        tool = page.context.new_cdp_session(page)
        for command in ("Profiler.enable", "Profiler.start", "Performance.enable"):
            tool.send(command)
        styles, frames, used, start = (
            _styles(tool),
            page.evaluate("drawn"),
            spent(server.pid),
            time.monotonic(),
        )
        page.wait_for_timeout(1_000 * SECONDS)
        taken = time.monotonic() - start
        frames, used = page.evaluate("drawn") - frames, spent(server.pid) - used
        styles = _styles(tool) - styles
        profile = tool.send("Profiler.stop")["profile"]
    print(f"{panel}: {frames / taken:.2f} frames/s")
    print(f"server {1e3 * used / frames:.0f} ms a frame")
    print(
        f"recalculating styles {1e3 * styles / frames:.0f} ms a frame, counted in who asks for it"
    )
    for name, microseconds in by_owner(profile).most_common(10):
        print(f"{name:24s} {microseconds / 1e3 / frames:6.1f} ms a frame")


def _styles(tool):
    metrics = tool.send("Performance.getMetrics")["metrics"]
    return next(each["value"] for each in metrics if each["name"] == "RecalcStyleDuration")


if __name__ == "__main__":
    main(*sys.argv[1:])
