"""Every page opens, fits, and violates no rule of axe-core seriously, in any theme and window."""

import pytest

from tests.browser.axe import SCHEMES, WIDTHS, violations
from tests.browser.watch import visit
from wsviz.ui.pages import PAGES

pytestmark = pytest.mark.browser

# The narrowest screen of a class.
SMALL = 1024
_OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("path", [each.path for each in PAGES])
def test_a_page_opens_fits_and_can_be_read_by_all(chrome, address, path):
    with visit(chrome, f"{address}/{path}", width=SMALL, scheme=SCHEMES[0]) as page:
        assert page.locator("[data-testid=stException]").count() == 0
        assert page.evaluate(_OVERFLOW) <= 0
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                page.wait_for_timeout(1_000)
                found = violations(page)
                assert not found, "\n".join([f"{scheme} {width}", *found])


def test_what_cannot_be_read_is_found(chrome):
    context = chrome.new_context()
    page = context.new_page()
    page.set_content('<main lang="en"><p style="color: #bbb; background: white">Pale</p></main>')
    assert "color-contrast" in "\n".join(violations(page))
    assert "color-contrast" not in "\n".join(violations(page, [("color-contrast", "main")]))
    context.close()
