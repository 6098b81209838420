"""The robot meets no fault, and would know one."""

from types import SimpleNamespace

import pytest

from tests.browser import robot
from tests.browser.watch import Fault, Watch

pytestmark = pytest.mark.browser

SEED, ACTIONS = 8, 300
_HOUSE = "http://127.0.0.1:9"
# A page as the app's, as far as the watch looks at it.
_WHOLE = """
<div class="stApp" data-test-script-state="notRunning" data-test-connection-state="CONNECTED">
<div class="stMain"><p data-testid="stElementContainer">All is well</p></div></div>
"""
_FAULTS = {
    "alarm": "document.body.append(Object.assign(document.createElement('p'),"
    " {innerText: 'IndexError'})); document.body.lastChild.dataset.testid = 'stException'",
    "page error": "setTimeout(() => { throw Error('no such unit'); })",
    "console": "console.error('React: no such node')",
    "elsewhere": "fetch('http://elsewhere.invalid/').catch(() => {})",
    "answer 500": "fetch('/broken')",
    "figures are not drawn": "document.querySelector('.stMain').innerHTML +="
    " '<div class=steady-plot>plotly.min.js did not load</div>'",
    "no connection": "document.querySelector('.stApp').dataset.testConnectionState = 'PINGING'",
    "says nothing": "document.querySelector('.stApp').dataset.testScriptState = 'running'",
}


@pytest.fixture
def watched(chrome, tmp_path, monkeypatch):
    """A whole page and its watch, with a log and a server that lives."""
    monkeypatch.setattr("tests.browser.watch.READY", 1)
    log = tmp_path / "log"
    log.write_text("You can now view your app.\n")
    context = chrome.new_context()
    watch = Watch(context, _HOUSE, SimpleNamespace(poll=lambda: None), log)
    page = context.new_page()
    context.route("**/broken", lambda route: route.fulfill(status=500))
    context.route(f"{_HOUSE}/", lambda route: route.fulfill(body=_WHOLE, content_type="text/html"))
    page.goto(f"{_HOUSE}/")
    yield page, watch
    context.close()


def test_a_whole_page_has_no_fault(watched):
    page, watch = watched
    watch.settle(page)


@pytest.mark.parametrize("kind", _FAULTS)
def test_a_fault_is_seen(watched, kind):
    page, watch = watched
    page.evaluate(f"() => {{ {_FAULTS[kind]} }}")
    with pytest.raises(Fault, match=kind):
        _settle_again_and_again(page, watch)


def _settle_again_and_again(page, watch):
    """An answer may come after the first look."""
    for _ in range(50):
        watch.settle(page)


def test_a_traceback_in_the_log_is_seen(watched):
    page, watch = watched
    watch.settle(page)
    watch.log.write_text(watch.log.read_text() + "IndexError: list index out of range\n")
    with pytest.raises(Fault, match="IndexError: list index"):
        watch.settle(page)


def test_a_server_that_ends_is_seen(watched):
    page, watch = watched
    watch.server = SimpleNamespace(poll=lambda: 3, returncode=3)
    with pytest.raises(Fault, match="ended with code 3"):
        watch.settle(page)


def test_a_robot_finds_nothing_that_breaks(chrome):
    done = robot.run(chrome, SEED, ACTIONS)
    assert sum(done.values()) >= ACTIONS
