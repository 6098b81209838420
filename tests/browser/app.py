"""A served app and a headless Chromium page, for browser tests and browser benchmarks."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
#: How Chromium is started.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Counts chart nodes that vanish, and keeps the lowest opacity seen on any of them.
_PROBES = """
window.probe = { removed: 0, opacity: 1, frames: 0, missing: 0 };
new MutationObserver((changes) => {
  for (const change of changes)
    for (const node of change.removedNodes)
      if (node.querySelector?.(".js-plotly-plot") || node.matches?.(".js-plotly-plot"))
        window.probe.removed++;
}).observe(document, { childList: true, subtree: true });
const look = () => {
  for (const plot of document.querySelectorAll(".steady-plot")) {
    let opacity = 1;
    for (let node = plot; node?.nodeType === 1; node = node.parentElement)
      opacity *= Number(getComputedStyle(node).opacity);
    window.probe.opacity = Math.min(window.probe.opacity, opacity);
    if (plot.matches(".js-plotly-plot") && !plot.querySelector(".main-svg")) window.probe.missing++;
  }
  window.probe.frames++;
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""

_KEEP_SOCKETS = """
window.sockets = [];
window.WebSocket = class extends WebSocket {
  constructor(...args) { super(...args); window.sockets.push(this); }
};
"""


def chromium():
    """The system's Chromium."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise RuntimeError("No Chromium: tests/all installs it through the system's package manager.")


@contextmanager
def served(base="", script="app.py"):
    """Serve the app on a free port of the loopback interface; yield its address."""
    with serving(base, script) as (address, _):
        yield address


@contextmanager
def serving(base="", script="app.py", port=None, **environment):
    """Serve the app, under a base path if one is given; yield its address and its process.

    It begins with an empty store of its own, on a free port unless one is given.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", script]
    options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
    options.append(f"--server.baseUrlPath={base}")
    with tempfile.TemporaryDirectory() as store:
        environment = {"OPENBLAS_NUM_THREADS": "1", "WSVIZ_STORE": store} | environment
        with subprocess.Popen(command + options, cwd=ROOT, env=os.environ | environment) as server:
            try:
                address = f"http://127.0.0.1:{port}/{base}".rstrip("/")
                wait_for(f"{address}/_stcore/health")
                yield address, server
            finally:
                server.terminate()
                try:
                    server.wait(5)
                except subprocess.TimeoutExpired:
                    server.kill()  # it waits for sessions that nobody will come back to


def free_port():
    """A port of the loopback interface that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url, seconds=60):
    """Wait until that address answers; OSError where it does not in so many seconds."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


@contextmanager
def browser():
    """A headless Chromium."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        try:
            yield launched
        finally:
            launched.close()


def open_page(chrome, address, query="", width=1400, height=900, scheme="light", sockets=False):
    """A page of a fresh context on the app, once its status line and its charts are there and it
    is at rest: buttons may come after them.

    Errors of the page are collected in page.errors.
    """
    context = chrome.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    page = context.new_page()
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.add_init_script(_PROBES)
    if sockets:
        page.add_init_script(_KEEP_SOCKETS)
    page.goto(f"{address}/{query}")
    page.wait_for_selector(".sentence")
    page.wait_for_selector(".js-plotly-plot .main-svg")
    rest(page)
    return page


#: As a link of the navigation does; called with the path.
TURN = (
    "(path) => { history.pushState({}, '', path); dispatchEvent(new PopStateEvent('popstate')); }"
)


def status(page):
    """The status line, as it is seen."""
    return page.locator(".status .where").first.inner_text()


def wait_for_status(page, condition):
    """Wait until the status line, `now`, meets a condition in JavaScript."""
    page.wait_for_function(
        "() => { const now = document.querySelector('.status .where')?.innerText ?? '';"
        f" return now && {condition}; }}"
    )


def press(page, key, expected=None):
    """Press the button of that key and wait until the status line has changed."""
    before = status(page)
    page.locator(f".st-key-{key} button").click()
    page.wait_for_function(
        "([before, expected]) => {"
        " const now = (document.querySelector('.status .where')?.innerText ?? '');"
        " return now && (expected ? now.includes(expected) : now !== before); }",
        arg=[before, expected],
    )


# Nothing has changed for a while, and no script runs: what was asked for is on the screen.
_REST = """
() => new Promise((resolve, reject) => {
  const begun = performance.now();
  let changed = begun;
  const change = () => { changed = performance.now(); };
  const seen = new MutationObserver(change);
  const all = { attributes: true, characterData: true, childList: true, subtree: true };
  seen.observe(document.documentElement, all);
  const look = () => {
    if (!document.querySelector("[data-test-script-state=notRunning]")) change();
    const now = performance.now();
    if (now - changed > 600) resolve(seen.disconnect());
    else if (now - begun > 60_000) reject(new Error("The page did not come to rest."));
    else requestAnimationFrame(look);
  };
  look();
})
"""


def rest(page):
    """Wait until the page is at rest."""
    page.evaluate(_REST)


def figure(page, key):
    """The data that the chart of that key has drawn, numbers decoded by Plotly itself."""
    return page.evaluate(
        "key => { const plot = document.querySelector(`.st-key-${key} .js-plotly-plot`);"
        " return JSON.parse(JSON.stringify(plot._fullData.map(t => ({type: t.type, name: t.name,"
        " x: t.x && Array.from(t.x), y: t.y && Array.from(t.y),"
        " z: t.z && Array.from(t.z, r => Array.from(r)),"
        " text: t.text, color: t.marker?.color?.length ? Array.from(t.marker.color) : null}))));}",
        key,
    )
