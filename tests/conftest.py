"""The order of all tests."""


def pytest_collection_modifyitems(items):
    """The browser's come last: they are the slow ones, and leave an event loop running."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
