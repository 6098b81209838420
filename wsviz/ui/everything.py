"""Imports what the pages import, so that app.py can freeze the heap once all of it is there."""

import plotly.io  # noqa: F401

import wsviz.ui.stage
import wsviz.ui.views.averaging
import wsviz.ui.views.compare
import wsviz.ui.views.conditions
import wsviz.ui.views.dreaming
import wsviz.ui.views.explaining
import wsviz.ui.views.learners
import wsviz.ui.views.reweighting
import wsviz.ui.views.usefulness  # noqa: F401
