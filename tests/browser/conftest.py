"""One served app and one browser for all browser tests."""

import pytest

from tests.browser import app


@pytest.fixture(scope="session")
def address():
    """Where the app is served."""
    with app.served() as found:
        yield found


@pytest.fixture(scope="session")
def chrome():
    """A headless Chromium."""
    with app.browser() as found:
        yield found


@pytest.fixture
def page(chrome, address):
    """Opens pages on the app; afterwards none of them may have had an error."""
    opened = []

    def open_page(query="", **options):
        opened.append(app.open_page(chrome, address, query, **options))
        return opened[-1]

    yield open_page
    for each in opened:
        errors = each.errors
        each.context.close()
        assert not errors, errors
