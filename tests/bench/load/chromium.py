"""Real browsers among the visitors: tabs of one Chromium, each with cookies and a cache of its own.

Headless, driven from the same event loop as the other visitors.
"""

import asyncio
import os
import time
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import async_playwright

from tests.browser.app import FLAGS, chromium
from tests.serve.processes import descendants

PATIENCE = 180_000  # ms
# How often the status line has changed, and its last 200 texts with the time of each.
_PROBE = """
window.probe = { frames: 0, lines: [] };
new MutationObserver(() => {
  const now = document.querySelector(".status .where")?.textContent;
  const { lines } = window.probe;
  if (!now || now === lines.at(-1)?.[1]) return;
  window.probe.frames++;
  lines.push([Date.now() / 1000, now]);
  if (lines.length > 200) lines.shift();
}).observe(document, { childList: true, subtree: true, characterData: true });
"""
# Seconds from a press to the frame in which the status line says something else.
_PRESS = """
key => new Promise((done) => {
  const text = () => document.querySelector(".status .where")?.textContent;
  const before = text(), start = performance.now();
  const look = () => {
    const now = text();
    if (now && now !== before) done((performance.now() - start) / 1000);
    else requestAnimationFrame(look);
  };
  document.querySelector(`.st-key-${key} button`).click();
  look();
})
"""


@asynccontextmanager
async def launched(behind=True):
    """A headless Chromium; one that stands `behind` leaves the cores to the server.

    For a class brings its own. Where all cores learn such a browser sees nothing for seconds.
    """
    async with async_playwright() as playwright:
        before = set(descendants(os.getpid()))
        found = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for pid in set(descendants(os.getpid())) - before if behind else ():
            for thread in Path(f"/proc/{pid}/task").glob("*"):
                # Not by its priority: Chromium sets that of its children itself.
                with suppress(OSError):  # it has ended
                    os.sched_setscheduler(int(thread.name), os.SCHED_IDLE, os.sched_param(0))
        try:
            yield found
        finally:
            await found.close()


class Tab:
    """A tab of a context of its own.

    errors  of the page, in words
    """

    def __init__(self, page):
        self.page, self.errors, self._debugger = page, [], None
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    @classmethod
    async def fresh(cls, browser):
        """One that has seen nothing yet."""
        context = await browser.new_context(viewport={"width": 1400, "height": 900})
        page = await context.new_page()
        page.set_default_timeout(PATIENCE)
        await page.add_init_script(_PROBE)
        return cls(page)

    async def open(self, address, query=""):
        """Load the Stage; seconds until its charts are there."""
        start = time.perf_counter()
        await self.page.goto(f"{address}/?{query}", wait_until="commit")
        await self.page.wait_for_selector(".sentence")
        await self.page.wait_for_selector(".js-plotly-plot .main-svg")
        return time.perf_counter() - start

    async def close(self):
        """Leave, and forget everything."""
        await self.page.context.close()

    async def press(self, key):
        """Press a button; seconds until the status line says something else."""
        return await self.page.evaluate(_PRESS, key)

    async def click(self, key):
        """Press a button and wait for nothing."""
        await self.page.locator(f".st-key-{key} button").first.click()

    async def frames(self):
        """How often the status line has changed."""
        return await self.page.evaluate("window.probe.frames")

    async def lines(self):
        """The last status lines: (time of day in seconds, text)."""
        return [tuple(pair) for pair in await self.page.evaluate("window.probe.lines")]

    async def heap_mb(self):
        """MB (10^6 bytes) that its scripts hold after a collection of garbage."""
        if self._debugger is None:
            self._debugger = await self.page.context.new_cdp_session(self.page)
        await self._debugger.send("HeapProfiler.collectGarbage")
        return (await self._debugger.send("Runtime.getHeapUsage"))["usedSize"] / 1e6

    async def cycle(self):
        """The cycle on the status line."""
        return cycle_of((await self.lines())[-1][1])


def cycle_of(line):
    """The cycle in a status line."""
    return int(line.split()[1].replace(",", ""))


async def opened(browser, address, query, count):
    """So many tabs on the Stage."""
    tabs = [await Tab.fresh(browser) for _ in range(count)]
    await asyncio.gather(*(tab.open(address, query) for tab in tabs))
    return tabs


async def first_load(browser, address, query):
    """What a fresh browser asks for, in order: (paths before the socket, paths after)."""
    tab = await Tab.fresh(browser)
    paths, base = [], urlsplit(address).path
    tab.page.on("request", lambda request: paths.append(request.url))
    await tab.open(address, query)
    await tab.page.wait_for_timeout(1000)
    await tab.close()
    parts = [urlsplit(url) for url in paths if url.startswith("http")]
    asked = [part.path.removeprefix(base).lstrip("/") for part in parts][1:]
    first = asked.index("_stcore/health")
    core = ("_stcore/health", "_stcore/host-config")
    return asked[:first], [path for path in asked[first:] if path not in core]
