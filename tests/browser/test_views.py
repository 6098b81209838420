"""Each page in a real browser: it opens without error, and its link reproduces it."""

import pytest

pytestmark = pytest.mark.browser

PATHS = [
    "learners",
    "dreams",
    "explaining",
    "averaging",
    "conditions",
    "reweighted",
    "digits",
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_opens_and_fits(page, path, scheme):
    open_page = page(path, scheme=scheme, width=1024, height=700)
    open_page.wait_for_timeout(300)
    assert open_page.locator("[data-testid=stException]").count() == 0
    overflow = open_page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert overflow <= 0


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
