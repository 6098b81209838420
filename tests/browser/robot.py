"""A robot that clicks, types and presses at random: python -m tests.browser.robot SEED ACTIONS

Optional third argument: seconds after which it stops. It starts the app, and ends with code 1 and
the last actions in words at the first fault (watch.py says what a fault is). What action n is
depends on the seed, n and the page only.
"""

import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections import Counter, deque
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Error as BrowserError

from tests.browser import app
from tests.browser.hands import ACTIONS, SIZES, WAIT
from tests.browser.watch import Fault, Watch, leaving

TOLD = 15  # actions told with a fault
STUCK = 90  # s; a browser that has not done an action by then is ended


@contextmanager
def serving():
    """The app with its log in a file: its address, its process and the log's Path."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        log = Path(folder, "log")
        with _output_to(log):
            address, server = stack.enter_context(app.serving())
        yield address, server, log


@contextmanager
def _output_to(path):
    """Processes started within write to a file."""
    kept = os.dup(1), os.dup(2)
    with path.open("wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    try:
        yield
    finally:
        for number, copy in zip((1, 2), kept):
            os.dup2(copy, number)
            os.close(copy)


@contextmanager
def _limited(chrome):
    """Ends the browser if what is done within takes for ever: its calls then raise BrowserError."""
    session = chrome.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    browser = next(each["id"] for each in processes if each["type"] == "browser")
    timer = threading.Timer(STUCK, os.kill, (browser, signal.SIGKILL))
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def run(chrome, seed, actions, seconds=float("inf")):
    """Act; a Counter of what was done. Raises a Fault that says all there is to know."""
    done, told = Counter(), deque(maxlen=TOLD)
    with serving() as (address, server, log):
        context = chrome.new_context(viewport=dict(zip(("width", "height"), SIZES[0])))
        watch = Watch(context, address, server, log)
        try:
            end = time.monotonic() + seconds
            page = _open(context, watch)
            for number in range(actions):
                if time.monotonic() > end:
                    break
                with _limited(chrome):
                    done[act(page, watch, random.Random(f"{seed} {number}"), number, told)] += 1
        except (Fault, BrowserError) as fault:
            story = "\n".join(told)
            raise Fault(
                f"seed {seed}, action {sum(done.values())}: {fault}\n\n"
                f"last actions:\n{story}\n\nlog:\n{watch.tail()}"
            ) from fault
        finally:
            context.close()
    done["download"] = watch.downloads
    return +done


def _open(context, watch):
    """A page on the app, whole."""
    page = context.new_page()
    page.goto(watch.address, wait_until="commit", timeout=WAIT)
    watch.settle(page)
    return page


def act(page, watch, rng, number, told):
    """Do one action and look at what came of it; the action's kind. Raises a Fault."""
    kind, words = _do(page, rng)
    told.append(f"{number}: {words}")
    for other in page.context.pages[1:]:
        other.close()
    watch.settle(page)
    return kind


def _do(page, rng):
    """One action that this page allows: its kind and its words."""
    while True:
        kind = rng.choices(list(ACTIONS), [share for _, share in ACTIONS.values()])[0]
        try:
            if words := ACTIONS[kind][0](page, rng):
                return kind, words
        except BrowserError as error:
            if leaving(error):
                return kind, f"{kind}, while the page was leaving"
            raise


def main(seed, actions, seconds="inf"):
    """Print what was done; 0, or 1 after a fault."""
    start = time.monotonic()
    try:
        with app.browser() as chrome:
            done = run(chrome, int(seed), int(actions), float(seconds))
    except Fault as fault:
        print(fault)
        return 1
    minutes = (time.monotonic() - start) / 60
    kinds = ", ".join(f"{kind} {count}" for kind, count in done.most_common())
    print(f"seed {seed}: no fault in {minutes:.1f} minutes: {kinds}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
