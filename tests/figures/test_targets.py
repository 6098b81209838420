"""Clicks: whatever a figure offers is understood."""

import numpy as np

from tests.figures.conftest import moments
from wsviz.engine import gallery
from wsviz.engine.parameters import DIRECTIONS
from wsviz.figures.activations import activations
from wsviz.figures.distribution import distribution
from wsviz.figures.dreams import dreams
from wsviz.figures.network import network
from wsviz.figures.targets import unit_target, weight_targets
from wsviz.figures.weights import weight_images, weight_matrices
from wsviz.narration.images import clicked_image
from wsviz.narration.selection import Selection, clicked

# Recipes of more than 16 hidden units.
BIG = ("shifter", "shifter-rare", "digits", "digits-quick", "digits-layers", "mnist", "mnist-deep")


def offered(figure):
    """Every target of a unit or weight in a figure, (targets, 4)."""
    parts = [np.asarray(trace.get("customdata", np.zeros((0, 4)))) for trace in figure["data"]]
    units = [part.reshape(-1, 4) for part in parts if part.shape[-1] == 4]
    return np.unique(np.concatenate(units), axis=0).astype(int)


def offered_images(figure):
    """Every image target of a figure, in the order of the cells."""
    (trace,) = [each for each in figure["data"] if each.get("opacity") == 0]
    return trace["customdata"][np.isfinite(trace["z"])].tolist()


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


def test_every_picture_of_every_strip_can_be_clicked_where_explanations_can_be_listed(runs):
    for name, run in runs.items():
        now = next(moments(run))
        images, shape = now.dataset.images[:4], now.image_shape
        probabilities = gallery.activations(now.parameters, images)
        rebuilt = gallery.reconstructions(now.parameters, images)
        fantasies = gallery.dreamed(now.parameters, 8).states.units[0][0]
        even = np.full(4, 0.25)
        drawn = {
            "activations": (images, activations(now, images, probabilities)),
            "dreams": (
                np.concatenate([images, fantasies]),
                dreams(images, rebuilt, fantasies, shape, 4, listable=now.listable),
            ),
            "distribution": (
                images,
                distribution(images, even, even, 0.0, shape, listable=now.listable),
            ),
        }
        assert now.listable == (name not in BIG)
        for expected, figure in drawn.values():
            if not now.listable:
                assert not any(trace.get("opacity") == 0 for trace in figure["data"])
                continue
            found = [clicked_image(each, len(images[0])) for each in offered_images(figure)]
            np.testing.assert_array_equal(found, expected)


def test_a_picture_is_clicked_where_it_stands(runs):
    now = next(moments(runs["kirby"]))
    images = now.dataset.images[:4]
    cells, clicks = dreams(images, images / 2, 1 - images, (3, 3), 4, listable=True)["data"]
    x = cells["x0"] + cells["dx"] * np.arange(cells["z"].shape[1])
    y = cells["y0"] + cells["dy"] * np.arange(cells["z"].shape[0])
    places = np.argwhere(np.isfinite(clicks["z"])).tolist()
    assert len(places) == 8
    for (row, column), image in zip(places, np.concatenate([images, 1 - images])):
        (top, bottom), (left, right) = clicks["y"][row : row + 2], clicks["x"][column : column + 2]
        shown = cells["z"][np.ix_((top < y) & (y < bottom), (left < x) & (x < right))]
        np.testing.assert_array_equal(shown, image.reshape(3, 3))


def test_targets_have_one_shape():
    assert unit_target(2, 5) == [2, 5, -1, -1]
    assert weight_targets(2, 5, 0, "recognition").tolist() == [2, 5, 0, 1]
    assert weight_targets(0, np.arange(2), 3, "generative").tolist() == [[0, 0, 3, 0], [0, 1, 3, 0]]
