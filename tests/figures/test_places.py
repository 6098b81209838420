"""Where the network's parts stand: apart, inside the figure, large enough to click."""

from itertools import combinations

import numpy as np
import pytest

from wsviz.engine.architecture import Architecture
from wsviz.engine.parameters import GENERATIVE, RECOGNITION
from wsviz.figures.layout import NETWORK
from wsviz.figures.places import LEFT, SINGLE, WORDS, Places

SHAPES = {9: (3, 3), 16: (4, 4), 32: (4, 8), 64: (8, 8), 784: (28, 28), 1024: (32, 32), 12: (1, 12)}
NETWORKS = [
    (9, 6, 1),
    (9, 1),
    (12, 3),
    (16, 8, 1),
    (32, 24, 2),
    (64, 64),
    (64, 16, 16, 4),
    (64, 256, 128),
    (64, 64, 32, 16, 8, 4),
    (64, *[16] * 5),
    (64, *[256] * 5),
    (784, 100, 50, 25),
    (784, 200, 100, 50, 25),
    (1024, 256),
]


@pytest.fixture(params=NETWORKS, ids=str)
def places(request):
    """The Places of each network."""
    return Places(Architecture(request.param), SHAPES[request.param[0]])


def test_everything_stands_in_the_figure_and_the_layers_apart(places):
    for points, marker in zip(places.units, places.marker):
        assert (points - marker / 2 >= 0).all()
        assert (points + marker / 2 <= NETWORK).all()
    for layer, points in enumerate(places.units[1:], start=1):
        assert points[:, 0].min() - places.marker[layer] / 2 >= LEFT - 1
    for (_, _, _, high), (_, _, low, _) in zip(places.bands, places.bands[1:]):
        assert high <= low + 1


def test_the_height_is_used(places):
    assert NETWORK[1] - places.units[-1][:, 1].max() <= 30
    assert places.units[0][:, 1].min() <= 60


def test_units_of_a_layer_do_not_overlap_and_can_be_clicked(places):
    for points, marker in zip(places.units[1:], places.marker[1:]):
        assert marker >= 8
        if len(points) > 1:
            distances = [np.hypot(*(one - two)) for one, two in combinations(points, 2)]
            # 256 units a layer in five layers touch.
            assert min(distances) >= 0.95 * marker


def test_crowded_layers_stand_in_rows():
    places = Places(Architecture((64, 64, 32, 16, 8, 4)), (8, 8))
    rows = [len(np.unique(points[:, 1])) for points in places.units[1:]]
    assert rows[0] >= 2
    assert rows[2:] == [1, 1, 1]
    assert SINGLE == 16


def test_the_image_leaves_room_for_the_phase(places):
    # SLEEP and an arrow take some 105 pixels, a name 55.
    assert places.frame[1] <= WORDS - 105
    assert places.frame[0] >= 55
    assert places.bands[1][2] - places.bands[0][2] >= 60


def test_crowded_layers_get_fewer_lines():
    roomy = Places(Architecture((64, 16)), (8, 8)).most_lines(0)
    tight = Places(Architecture((64, *[256] * 5)), (8, 8))
    assert all(tight.most_lines(layer) < roomy for layer in range(5))


def test_ends_are_those_of_parent_and_unit():
    places = Places(Architecture((9, 6, 2)), (3, 3))
    down = places.ends(1, GENERATIVE, np.array([1 * 6 + 4]))
    np.testing.assert_array_equal(down, [[places.units[2][1], places.units[1][4]]])
    up = places.ends(1, RECOGNITION, np.array([7 * 6 + 2]))
    np.testing.assert_array_equal(up, [[places.units[0][7], places.units[1][2]]])
