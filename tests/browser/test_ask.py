"""The panel Ask in a browser: it fits, a picture is painted, and a reload shows the same answer."""

import pytest

from tests.browser.app import figure, rest
from tests.browser.test_one_screen import check

pytestmark = pytest.mark.browser

SIZE = (1024, 700)
_ANSWER = ".st-key-completion [aria-label^='%d unknown pixels completed, %s']"


def test_a_painted_picture_is_completed_and_a_reload_shows_the_same(page):
    query = "?preset=kirby&rows=3&cycle=300&tab=Ask&view=%s"
    open_page = page(query % "Hold and dream", width=SIZE[0], height=SIZE[1])
    for view, key in (("Hold and dream", "meanings"), ("Explain", "priced")):
        open_page.get_by_role("radio", name=view).click()
        open_page.wait_for_selector(f".st-key-{key} .main-svg")
        rest(open_page)
        check(open_page, SIZE)
    open_page.get_by_role("radio", name="Complete").click()
    open_page.wait_for_selector(_ANSWER % (9, "before round 1"))
    open_page.locator(".st-key-known [role=gridcell]").nth(4).click()
    open_page.wait_for_selector(_ANSWER % (8, "before round 1"))
    open_page.locator(".st-key-ask_rounds button").click()
    open_page.wait_for_selector(_ANSWER % (8, "after 10 rounds"))
    rest(open_page)
    check(open_page, SIZE)
    open_page.wait_for_function("() => location.search.includes('known=0800.0800')")
    before = figure(open_page, "completion")
    open_page.reload()
    open_page.wait_for_selector(_ANSWER % (8, "after 10 rounds"))
    open_page.wait_for_selector(".st-key-completion .main-svg")
    assert figure(open_page, "completion") == before
    assert before[-1]["z"][1][1] == 1
