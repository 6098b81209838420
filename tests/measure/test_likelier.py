"""Whether a picture is likelier than the data's own: exact against loops, sampled against exact."""

from math import exp, log2

import numpy as np
import pytest

from tests.engine.oracle import (
    configurations,
    log_joint,
    log_recognition,
    random_parameters,
)
from tests.measure.worlds import random_world
from wsviz.measure import likelier as module
from wsviz.measure.likelier import likelier


def surprise(parameters, image):
    listed = configurations(parameters.architecture.hidden)
    return -log2(sum(exp(log_joint((image, *alpha), parameters)) for alpha in listed))


def description(parameters, image):
    """C(d) by eq. 5, in bits."""
    cost = 0
    for alpha in configurations(parameters.architecture.hidden):
        log_q = log_recognition((image, *alpha), parameters)
        cost += exp(log_q) * (log_q - log_joint((image, *alpha), parameters))
    return cost / np.log(2)


def test_costs_and_share_are_those_of_plain_loops():
    parameters, world = random_parameters((3, 2, 2), 1), random_world(3)
    costs = [surprise(parameters, tuple(image.astype(int))) for image in world.images]
    for image in ((0, 1, 0), (1, 1, 1)):
        found = likelier(parameters, np.array(image, np.float32), world, 0)
        own = surprise(parameters, image)
        assert found.exact
        assert found.surprise_bits == pytest.approx(own)
        assert found.description_bits == (pytest.approx(description(parameters, image)), 0)
        np.testing.assert_allclose(found.data_bits, costs)
        share = sum(p for p, cost in zip(world.probabilities, costs) if cost < own - 1e-9)
        assert found.share == pytest.approx(share)
        assert found.between == (found.share, found.share)


def test_sampled_bounds_come_near_the_exact_figures(monkeypatch):
    # Half the weights: with few particles that weigh much a mean takes very many.
    parameters = random_parameters((3, 2, 2), 1).map(lambda flat: flat / 2)
    world, image = random_world(3), np.array([0, 1, 0], np.float32)
    exact = likelier(parameters, image, world, 0)
    monkeypatch.setattr(module, "affordable", lambda *_: False)
    monkeypatch.setattr(module, "_SAMPLED", (100, 2000))
    found = likelier(parameters, image, world, 0)
    assert not found.exact
    assert found.surprise_bits == pytest.approx(exact.surprise_bits, abs=0.05)
    apart = found.description_bits.mean - exact.description_bits.mean
    assert abs(apart) < 5 * found.description_bits.standard_error
    low, high = found.between
    assert low < exact.share < high
    assert found.weights.sum() == pytest.approx(1)
