"""The order of all tests, and a store of pictures that is not the user's own."""

import pytest


@pytest.fixture(autouse=True, scope="session")
def _store(tmp_path_factory):
    """No test touches the pictures that a user of this machine keeps."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WSVIZ_STORE", str(tmp_path_factory.mktemp("store")))
        yield


def pytest_collection_modifyitems(items):
    """The browser's come last: they are the slow ones, and leave an event loop running."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
