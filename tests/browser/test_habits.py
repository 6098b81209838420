"""What a browser's own habits ask of the page: history, keys, focus, titles, what is heard."""

import pytest

from tests.browser.app import press, rest, status, wait_for_status
from wsviz.ui.pages import PAGES

pytestmark = pytest.mark.browser


def go(page, title):
    """Follow a link of the navigation."""
    link = page.get_by_test_id("stTopNavLink").filter(has_text=title)
    if link.count() == 0:
        page.get_by_test_id("stTopNavSection").click()
        link = page.get_by_role("menuitem", name=title)
    link.click()
    page.wait_for_function("t => document.title.startsWith(t)", arg=title)
    page.wait_for_selector(".sentence")


def wait_for_address(page, part):
    page.wait_for_function("part => location.search.includes(part)", arg=part)


def test_one_press_of_back_leaves_a_page_that_was_stepped_trained_and_scrubbed(page):
    open_page = page("explaining")
    before = open_page.evaluate("history.length")
    go(open_page, "Stage")
    open_page.locator(".st-key-run button").click()
    open_page.wait_for_timeout(3000)
    open_page.locator(".st-key-run button").click()
    rest(open_page)
    for _ in range(3):
        press(open_page, "forward")
    # The slider settles a moment after the line has.
    rest(open_page)
    open_page.locator(".st-key-scrub input").press("ArrowLeft")
    wait_for_status(open_page, "now.includes('beat 1 of 6')")
    assert open_page.evaluate("history.length") == before + 1
    stood = status(open_page)
    open_page.go_back()
    open_page.wait_for_function("() => location.pathname.includes('explaining')")
    open_page.wait_for_selector(".st-key-cause_bias")
    rest(open_page)
    open_page.go_forward()
    wait_for_status(open_page, "now.includes('cycle')")
    assert status(open_page) == stood


def test_a_reload_on_another_page_brings_the_stages_run_with_it(page):
    open_page = page("?preset=bars&cycle=40")
    go(open_page, "Mode averaging")
    wait_for_address(open_page, "cycle=40")
    open_page.locator(".st-key-q_first input").press("ArrowRight")
    wait_for_address(open_page, "q_first=0.51")
    open_page.reload()
    open_page.wait_for_selector(".st-key-q_first")
    wait_for_address(open_page, "q_first=0.51")
    go(open_page, "Stage")
    wait_for_status(open_page, "now.startsWith('cycle 40 ')")
    assert "preset=bars" in open_page.evaluate("location.search")


@pytest.mark.parametrize("key", ["first", "recorded", "next"])
def test_a_focused_button_gets_its_own_space(page, key):
    open_page = page("learners" if key == "recorded" else "?cycle=5")
    button = open_page.locator(f".st-key-{key} button")
    button.wait_for()
    button.focus()
    open_page.keyboard.press("Space")
    expected = {"first": "cycle 0", "recorded": "cycle 2,000,000", "next": "cycle 5 · sleep"}
    wait_for_status(open_page, f"now.startsWith({expected[key]!r})")
    rest(open_page)
    assert open_page.get_by_role("button", name="Pause").count() == 0


def test_a_focused_expander_and_radio_keep_their_keys(page):
    open_page = page("?cycle=5")
    open_page.locator("summary").first.focus()
    open_page.keyboard.press("Space")
    rest(open_page)
    assert open_page.locator("details[open]").count() == 1
    assert status(open_page).startswith("cycle 5 · wake · beat 1")
    open_page.get_by_role("radio", name="Live").focus()
    open_page.keyboard.press("ArrowRight")
    rest(open_page)
    assert status(open_page).startswith("cycle 5 · wake · beat 1")


def test_shortcuts_act_in_every_keyboard_layout(page):
    open_page = page()
    # The key where P stands on a Latin keyboard, as a Russian one types it.
    open_page.evaluate(
        "() => document.body.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'з', code: 'KeyP', bubbles: true}))"
    )
    wait_for_status(open_page, "now.includes('sleep')")
    assert open_page.locator(".st-key-next button").get_attribute("aria-keyshortcuts") == "P"


def test_typing_in_a_field_presses_nothing(page):
    open_page = page()
    open_page.locator(".st-key-seed input").click()
    open_page.keyboard.type("n p")
    rest(open_page)
    assert status(open_page).startswith("cycle 0 · wake · beat 1")


def test_run_and_pause_keep_the_focus(page):
    open_page = page()
    open_page.locator(".st-key-run button").focus()
    open_page.keyboard.press("Enter")
    open_page.get_by_role("button", name="Pause").wait_for()
    open_page.wait_for_timeout(800)
    focused = "() => document.activeElement.closest('.st-key-run') !== null"
    assert open_page.evaluate(focused)
    open_page.keyboard.press("Enter")
    open_page.locator(".st-key-run button", has_text="Run").wait_for()
    rest(open_page)
    assert open_page.evaluate(focused)


def test_one_live_region_stays_and_is_quiet_while_it_learns(page):
    open_page = page()
    open_page.evaluate(
        """() => { const node = document.querySelector('[role=status]'); window.heard = [];
        window.region = node;
        new MutationObserver(() => window.heard.push(node.textContent))
          .observe(node, {childList: true, characterData: true, subtree: true}); }"""
    )
    press(open_page, "forward")
    open_page.wait_for_function("() => window.heard.length === 1")
    assert "drawn upward" in open_page.evaluate("window.heard[0]")
    open_page.locator(".st-key-run button").click()
    open_page.wait_for_timeout(6000)
    assert open_page.evaluate("window.heard.length") <= 3
    assert open_page.evaluate("document.querySelector('[role=status]') === window.region")
    assert open_page.locator("[role=status]").count() == 1


def test_every_page_has_one_h1_and_its_own_title(page):
    open_page = page()
    seen = set()
    for each in PAGES:
        if each.path:
            go(open_page, each.title)
        assert open_page.locator("h1").count() == 1
        seen.add(open_page.title())
    assert len(seen) == len(PAGES)


def test_directions_stand_in_the_buttons_names(page):
    open_page = page("?cycle=3")
    names = open_page.locator(".st-key-transport button").all_inner_texts()
    spoken = [name.split("\n")[-1] for name in names]
    assert len(set(spoken)) == len(spoken)
    for words in ("Phase back", "Beat back", "Next phase", "Next cycle"):
        assert any(words in name for name in spoken)


def test_a_link_opened_in_the_same_tab_can_be_taken_back(page, address):
    open_page = page("?cycle=70&seed=9")
    wait_for_address(open_page, "seed=9")
    rest(open_page)
    open_page.goto(f"{address}/?preset=nonsense")
    open_page.locator(".st-key-bring_back button").wait_for()
    # What the link could not say is told here too, though the page was drawn twice.
    assert "nonsense" in open_page.locator(".stAlert").inner_text()
    open_page.locator(".st-key-bring_back button").click()
    wait_for_status(open_page, "now.startsWith('cycle 70 ')")
