"""A page of one's own settings in a real browser: its link reproduces it."""

import pytest

pytestmark = pytest.mark.browser


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
