"""A page of one's own settings in a real browser: its link reproduces it."""

import pytest
from playwright.sync_api import expect

from tests.browser.app import TURN, rest

pytestmark = pytest.mark.browser


def test_sliders_that_two_pages_share_show_what_is_computed(page):
    open_page = page("explaining")
    for path, title in (("averaging", "Mode averaging"), ("explaining", "Explaining away")):
        open_page.evaluate(TURN, f"/{path}")
        expect(open_page).to_have_title(title)
        for key, value in (("cause_bias", "-10"), ("cause_weight", "20"), ("effect_bias", "-20")):
            expect(open_page.locator(f".st-key-{key} input[type=range]")).to_have_value(value)


def test_what_is_set_on_one_page_is_set_on_the_other(page):
    open_page = page("averaging")
    open_page.locator(".st-key-cause_bias input").press("ArrowRight")
    open_page.wait_for_function("() => location.search.includes('cause_bias=-9.5')")
    open_page.evaluate(TURN, "/explaining")
    expect(open_page).to_have_title("Explaining away")
    slider = open_page.locator(".st-key-cause_bias input[type=range]")
    expect(slider).to_have_value("-9.5")
    slider.press("ArrowRight")
    open_page.wait_for_function("() => location.search.endsWith('cause_bias=-9.0')")
    expect(slider).to_have_value("-9")


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
    rest(first)
    after = bars(first)
    assert after != before
    second = page("explaining" + first.evaluate("location.search"))
    assert bars(second) == pytest.approx(after)
