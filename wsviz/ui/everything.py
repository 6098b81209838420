"""Imports what the pages import, so that app.py can freeze the heap once all of it is there."""

import plotly.io  # noqa: F401

import wsviz.ui.views.compare
import wsviz.ui.views.learners
import wsviz.ui.stage  # noqa: F401
