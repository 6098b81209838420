"""No page violates a rule of axe-core seriously, whatever the theme and the window."""

import pytest

from tests.browser.axe import SCHEMES, WIDTHS, violations
from tests.browser.watch import visit
from wsviz.ui.pages import PAGES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", [each.path for each in PAGES])
def test_a_page_can_be_read_by_all(chrome, address, path, width):
    with visit(chrome, f"{address}/{path}", width=width, scheme=SCHEMES[0]) as page:
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(1_000)
            found = violations(page)
            assert not found, "\n".join([scheme, *found])


def test_what_cannot_be_read_is_found(chrome):
    context = chrome.new_context()
    page = context.new_page()
    page.set_content('<main lang="en"><p style="color: #bbb; background: white">Pale</p></main>')
    assert "color-contrast" in "\n".join(violations(page))
    assert "color-contrast" not in "\n".join(violations(page, [("color-contrast", "main")]))
    context.close()
