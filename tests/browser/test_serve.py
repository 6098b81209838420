"""A class's page behind the proxy, in a real browser: nothing that the headers forbid is needed."""

import os
import signal

import pytest
from playwright.sync_api import expect

from tests.browser.app import TURN
from tests.browser.test_files import saved
from tests.serve.serving import serving
from wsviz.ui.pages import PAGES

# One fleet serves them all: they stay together, in their order.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("serve")]
expect.set_options(timeout=30_000)

# Streamlit asks below a page's own address first whether the app is served there.
_ASKS = "/_stcore/"
_AT_REST = "[data-test-connection-state=CONNECTED][data-test-script-state=notRunning]"
_VIOLATIONS = (
    "document.addEventListener('securitypolicyviolation',"
    " (e) => console.error(`policy: ${e.violatedDirective} ${e.blockedURI}`))"
)


@pytest.fixture(scope="module")
def served():
    """Two workers under a base path; the tests of this file use them in their order."""
    with serving("--workers", "2", base="/B") as found:
        yield found


@pytest.fixture
def visitor(chrome):
    """A page whose console must stay empty. Its helpers may not wait for functions: the policy
    forbids to evaluate text."""
    context = chrome.new_context(viewport={"width": 1400, "height": 900})
    page, said = context.new_page(), []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "console",
        lambda line: (
            line.type == "error" and _ASKS not in line.location["url"] and said.append(line.text)
        ),
    )
    page.add_init_script(_VIOLATIONS)
    yield page
    context.close()
    assert not said, said


def opened(page, address):
    page.goto(address)
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible(timeout=60_000)
    return page.locator(".status .where").first


def test_it_opens_under_a_base_path_steps_and_exports(visitor, served):
    where = opened(visitor, f"{served.address}/?preset=bars&cycle=24&tab=Weights&frames=25")
    visitor.locator(".st-key-forward button").click()
    expect(where).to_contain_text("beat 2")
    visitor.get_by_role("button", name="Files").click()
    path, _ = saved(visitor, "PNG")
    assert path.read_bytes()[1:4] == b"PNG"
    visitor.locator(".st-key-make_film button").click()
    expect(visitor.get_by_role("button", name="Save wsviz-bars")).to_be_visible(timeout=30_000)


def test_every_page_keeps_to_the_policy(visitor, served):
    opened(visitor, f"{served.address}/")
    for page in PAGES[1:]:
        visitor.evaluate(TURN, f"/B/{page.path}")
        expect(visitor).to_have_title(page.title)
        expect(visitor.locator(_AT_REST)).to_be_attached()


def test_a_visitor_of_a_killed_worker_is_at_the_same_cycle_again(visitor, served):
    where = opened(visitor, f"{served.address}/?preset=bars&cycle=700&phase=sleep&beat=2")
    line = where.inner_text()
    cookies = {each["name"]: each["value"] for each in visitor.context.cookies()}
    with visitor.expect_websocket():
        os.kill(served.workers[cookies["wsviz-worker"]], signal.SIGKILL)
    expect(visitor.get_by_text("it was opened again where it was")).to_be_visible(timeout=30_000)
    expect(visitor.locator(_AT_REST)).to_be_attached()
    expect(where).to_have_text(line)
    visitor.locator(".st-key-forward button").click()
    expect(where).to_contain_text("beat 3")
    after = {each["name"]: each["value"] for each in visitor.context.cookies()}
    assert {cookies["wsviz-worker"], after["wsviz-worker"]} == {"w1", "w2"}
