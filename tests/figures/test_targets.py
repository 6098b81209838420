"""Clicks: whatever a figure offers is understood."""

import numpy as np

from tests.figures.conftest import moments
from wsviz.engine import gallery
from wsviz.engine.parameters import DIRECTIONS
from wsviz.figures.activations import activations
from wsviz.figures.network import network
from wsviz.figures.targets import unit_target, weight_targets, weight_text
from wsviz.figures.weights import weight_images, weight_matrices
from wsviz.narration.selection import Selection, clicked


def offered(figure):
    """Every click target of a figure, (targets, 4)."""
    parts = [np.asarray(trace.get("customdata", np.zeros((0, 4)))) for trace in figure["data"]]
    return np.unique(np.concatenate([part.reshape(-1, 4) for part in parts]), axis=0).astype(int)


def test_every_click_on_every_figure_selects_what_fits(runs):
    for run in runs.values():
        now = next(moments(run))
        images = now.dataset.images[:4]
        drawn = [network(now), weight_images(now), weight_matrices(now)]
        drawn.append(activations(now, images, gallery.activations(now.parameters, images)))
        for layer, unit, parent, way in np.concatenate(list(map(offered, drawn))).tolist():
            chosen = clicked([layer, unit, parent, way], run.architecture)
            direction = None if way < 0 else DIRECTIONS[way]
            assert chosen == Selection(layer, unit, max(0, parent), direction)


def test_every_unit_and_pixel_can_be_clicked(runs):
    for run in runs.values():
        # A parent says that a weight or bias is meant.
        found = [each for each in offered(network(next(moments(run)))).tolist() if each[2] < 0]
        units = [
            [n, unit, -1, -1]
            for n, size in enumerate(run.architecture.sizes)
            for unit in range(size)
        ]
        assert found == units


def test_targets_have_one_shape():
    assert unit_target(2, 5) == [2, 5, -1, -1]
    assert weight_targets(2, 5, 0, "recognition").tolist() == [2, 5, 0, 1]
    assert weight_targets(0, np.arange(2), 3, "generative").tolist() == [[0, 0, 3, 0], [0, 1, 3, 0]]


def test_weights_are_called_by_both_ends_counted_from_one():
    assert weight_text(2, 0, 3, "recognition") == "to unit 1 of layer 2 from unit 3 of layer 1"
    assert weight_text(0, 0, 1, "generative") == "to pixel 1 from unit 1 of layer 1"
    assert weight_text(1, 4, 0, "generative") == "to unit 5 of layer 1 from its bias"
