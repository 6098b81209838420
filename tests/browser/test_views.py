"""A page of one's own settings in a real browser: its link reproduces it."""

import pytest
from playwright.sync_api import expect

from tests.browser.app import TURN

pytestmark = pytest.mark.browser


def test_sliders_that_two_pages_share_show_what_is_computed(page):
    open_page = page("explaining")
    for path, title in (("averaging", "Mode averaging"), ("explaining", "Explaining away")):
        open_page.evaluate(TURN, f"/{path}")
        expect(open_page).to_have_title(title)
        for key, value in (("cause_bias", "-10"), ("cause_weight", "20"), ("effect_bias", "-20")):
            expect(open_page.locator(f".st-key-{key} input[type=range]")).to_have_value(value)


def test_a_slider_changes_the_picture_and_the_link_brings_it_back(page):
    def bars(open_page):
        return open_page.evaluate(
            "() => Array.from(document.querySelector('.st-key-explanations .js-plotly-plot')"
            "._fullData[0].y)"
        )

    first = page("explaining")
    before = bars(first)
    first.locator(".st-key-cause_bias input").focus()
    for _ in range(6):
        first.keyboard.press("ArrowRight")
    first.wait_for_function("() => location.search.includes('cause_bias')")
    first.wait_for_timeout(500)
    after = bars(first)
    assert after != before
    second = page("explaining" + first.evaluate("location.search"))
    second.wait_for_timeout(300)
    assert bars(second) == pytest.approx(after)
