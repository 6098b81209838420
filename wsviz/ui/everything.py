"""Imports what the pages import, so that app.py can freeze the heap once all of it is there."""

import plotly.io  # noqa: F401
