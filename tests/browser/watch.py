"""What may never happen on the page, watched from outside: any of it raises a Fault.

Watched: the server's log and life, errors of the page and of its console, answers of the server
that are errors, requests to anywhere else, red boxes, figures that are not drawn, and silence.
"""

import re
import time
from contextlib import contextmanager

from playwright.sync_api import Error as BrowserError

READY = 20  # s; a page, a figure or an answer that takes longer is a fault
_COMES = 90  # s, for a page to come up where time is not the question
_POLL = 150  # ms
_IN_LOG = re.compile(r"Traceback|Error\b|Exception\b")
# What a browser says by itself: answers are watched, and a page that goes away drops its socket.
_NOT_OURS = re.compile(r"Failed to load resource|WebSocket connection to")
# On a page of its own path Streamlit asks below that path first; a favicon is nobody's.
_MAY_MISS = re.compile(r"/_stcore/(health|host-config)$|favicon")

# What a browser's call says when the page is exchanged under it: no fault, look again.
_LEAVING = re.compile(r"navigation|Execution context was destroyed|ERR_ABORTED")

# Counts what the server sends; a robot neither prints nor leaves through a dialog.
PROBE = """
window.heard = 0;
window.print = () => {};
window.WebSocket = class extends WebSocket {
  constructor(...args) { super(...args); this.addEventListener("message", () => window.heard++); }
};
"""
_LOOK = """
() => {
  const all = (selector) =>
    [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility());
  const app = document.querySelector(".stApp")?.dataset ?? {};
  // A place that waits for its figure counts as a figure that is not drawn.
  const boxes = all(".steady-plot, .js-plotly-plot, [data-testid=stSkeleton]");
  const drawn = (box) => box.matches(".js-plotly-plot") && box.querySelector(".main-svg");
  const alarms = all("[data-testid=stException], [data-testid=stAlertContentError]")
    .concat(all("[role=dialog]").filter((e) => /not found|connection error/i.test(e.innerText)));
  return {
    alarms: alarms.map((e) => e.innerText),
    bare: boxes.filter((box) => !drawn(box)).length,
    there: Boolean(document.querySelector(".stMain [data-testid=stElementContainer]"))
      && app.testConnectionState === "CONNECTED",
    running: app.testScriptState === "running",
    heard: window.heard ?? 0,
  };
}
"""


def leaving(error):
    """Whether a browser's call failed only because the page is going elsewhere."""
    return bool(_LEAVING.search(str(error)))


class Fault(AssertionError):
    """Something that may never happen."""


@contextmanager
def visit(chrome, url, width=1400, height=900, scheme="light", script=""):
    """A page of a fresh context, once it is there with all its figures; `script` runs first."""
    context = chrome.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    context.add_init_script(script)
    page = context.new_page()
    try:
        page.goto(url, wait_until="commit", timeout=_COMES * 1000)
        _until_whole(page)
        yield page
    finally:
        context.close()


def _until_whole(page):
    """Wait until nothing has been missing for a moment: a page comes up in several pieces."""
    deadline, whole = time.monotonic() + _COMES, 0
    while whole < 5:
        seen = page.evaluate(_LOOK)
        whole = whole + 1 if seen["there"] and not (seen["bare"] or seen["running"]) else 0
        if time.monotonic() > deadline:
            raise Fault(f"{page.url} is not whole after {_COMES} s: {seen}")
        page.wait_for_timeout(_POLL)


class Watch:
    """Watches one browser context on the app; `downloads` counts what was downloaded."""

    def __init__(self, context, address, server, log):
        """`server` is the app's process, `log` the Path of what it prints."""
        self.address, self.server, self.log = address, server, log
        self.found = []
        self.downloads = 0
        self._heard = self._read = 0
        context.add_init_script(PROBE)
        context.on("weberror", lambda error: self.found.append(f"page error: {error.error}"))
        context.on("console", self._console)
        context.on("request", lambda request: self._asked(request.url))
        context.on("response", self._answered)
        context.on("page", self._page)

    def settle(self, page):
        """Wait until the page has answered and is whole; raise a Fault for what went wrong."""
        page.wait_for_timeout(_POLL)
        deadline = time.monotonic() + READY
        while missing := self._missing(page):
            if time.monotonic() > deadline:
                raise Fault(f"after {READY} s: {missing}")
            page.wait_for_timeout(_POLL)

    def _missing(self, page):
        """What the page still owes, in words; "" if nothing. Raises a Fault for what was found."""
        try:
            seen = self._look(page)
        except BrowserError as error:
            if leaving(error):
                return "one page goes and no other comes"
            raise
        self.found += [f"alarm on the page: {text}" for text in seen["alarms"]]
        self._check_server()
        if self.found:
            raise Fault("\n".join(dict.fromkeys(self.found)))
        if not seen["there"]:
            return "no page, or no connection to the server"
        if seen["bare"]:
            return f"{seen['bare']} figures are not drawn"
        if seen["running"] and seen["heard"] == self._heard:
            return "the app is running and says nothing"
        self._heard = seen["heard"]
        return ""

    def _look(self, page):
        if not page.url.startswith(self.address):  # Back has left the app: come in again
            page.goto(self.address, wait_until="commit", timeout=READY * 1000)
        return page.evaluate(_LOOK)

    def tail(self, lines=40):
        """The last lines of the server's log."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def _check_server(self):
        text = self.log.read_text(errors="replace")
        new, self._read = text[self._read :], len(text)
        self.found += [f"log: {line}" for line in new.splitlines() if _IN_LOG.search(line)]
        if self.server.poll() is not None:
            self.found.append(f"the server ended with code {self.server.returncode}")

    def _page(self, page):
        page.on("crash", lambda _: self.found.append("the page crashed"))
        page.on("websocket", lambda socket: self._asked(socket.url))
        page.on("download", self._downloaded)

    def _downloaded(self, _):
        self.downloads += 1

    def _console(self, message):
        if message.type == "error" and not _NOT_OURS.search(message.text):
            self.found.append(f"console: {message.text}")

    def _asked(self, url):
        host = self.address.split("://")[1]
        if not re.match(rf"(http|ws)://{re.escape(host)}(/|$)|data:|blob:|about:", url):
            self.found.append(f"request to elsewhere: {url}")

    def _answered(self, response):
        if response.status >= 400 and not _MAY_MISS.search(response.url):
            self.found.append(f"answer {response.status}: {response.url}")
