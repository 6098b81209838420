"""Steps to draw, and the check that Plotly itself accepts a figure."""

import json

import numpy as np
import plotly.graph_objects as go
import pytest

from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run

F = np.array([[1, 1, 1, 1], [1, 0, 0, 0], [1, 1, 1, 0], [1, 0, 0, 0]], np.float32).ravel()


@pytest.fixture(scope="session")
def runs():
    """A little training of every preset."""
    found = {name: Run(recipe) for name, recipe in PRESETS.items()}
    for run in found.values():
        run.advance(200)
    return found


@pytest.fixture
def valid():
    """Checks that Plotly accepts the figure, the theme's colours filled in; returns it."""

    def check(figure):
        plain = json.dumps(figure, default=lambda array: np.asarray(array).tolist())
        for name in ("$text", "$muted", "$faint", "$paper"):
            plain = plain.replace(f'"{name}"', '"#123456"')
        go.Figure(json.loads(plain))
        return figure

    return check
