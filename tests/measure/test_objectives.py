"""Both objectives and the mean sleep step against plain loops over every dream."""

from math import exp

import numpy as np
import pytest

from tests.engine.oracle import (
    SHAPES,
    configurations,
    log_joint,
    log_recognition,
    numeric_gradient,
    random_parameters,
)
from tests.measure.worlds import kirby, random_world
from wsviz.engine.architecture import Architecture
from wsviz.engine.parameters import RECOGNITION, Parameters
from wsviz.measure import (
    decompose,
    dream_penalty,
    mean_sleep,
    objectives,
    penalty_parts,
    tables,
)


def looped_dream_cost(one):
    """E over all dreams of −log Q(hidden | image), in nats: what Q can alter of KL(P‖Q)."""
    dreams = configurations(one.architecture.sizes)
    return -sum(exp(log_joint(each, one)) * log_recognition(each, one) for each in dreams)


@pytest.mark.parametrize("sizes", SHAPES, ids=str)
def test_the_mean_sleep_step_goes_down_the_dreams_divergence(sizes):
    one = random_parameters(sizes, seed=8)
    rates = [0.3 + 0.1 * layer for layer in range(len(sizes) - 1)]
    slope = numeric_gradient(looped_dream_cost, one, RECOGNITION)
    expected = one.recognition.with_flat(-slope[None].copy())
    for matrix, rate in zip(expected.matrices, rates, strict=True):
        matrix *= rate
    after = mean_sleep(one, rates)
    change = after.recognition.flat - one.recognition.flat
    np.testing.assert_allclose(change, expected.flat, atol=1e-8)
    np.testing.assert_array_equal(after.generative.flat, one.generative.flat)


def test_small_mean_steps_only_ever_lower_it():
    parameters, costs = random_parameters((4, 3, 2), seed=1, learners=2), []
    for _ in range(30):
        costs.append(dream_penalty(parameters))
        parameters = mean_sleep(parameters, (0.1, 0.1))
    assert (np.diff(costs, axis=0) < 0).all()


def test_both_objectives_are_the_measures_own():
    parameters, world = random_parameters((4, 3, 2), seed=2, learners=3), random_world(4)
    found = objectives(parameters, world)
    unavoidable = penalty_parts(parameters, world.images).unavoidable_bits
    np.testing.assert_allclose(found.unavoidable_bits, unavoidable @ world.probabilities)
    np.testing.assert_allclose(found.penalty_bits, decompose(parameters, world).penalty_bits)
    np.testing.assert_allclose(found.dreams_bits, dream_penalty(parameters))
    alone = objectives(parameters.learner(1), world)
    np.testing.assert_allclose(found.learner(1), alone, atol=1e-12)


def test_blocks_and_neighbours_do_not_change_the_step(monkeypatch):
    several = [random_parameters((4, 3, 2), seed=seed) for seed in range(3)]
    together = mean_sleep(Parameters.side_by_side(several), (0.2, 0.1)).recognition.flat
    monkeypatch.setattr(tables, "_BLOCK", 1)
    alone = [mean_sleep(one, (0.2, 0.1)).recognition.flat for one in several]
    np.testing.assert_allclose(together, np.concatenate(alone), atol=1e-14)


def test_before_learning_there_is_nothing_to_descend():
    start = Parameters.initial(Architecture((9, 6, 1)))
    assert [part[0] for part in objectives(start, kirby())] == pytest.approx([0, 0, 0], abs=1e-9)
    after = mean_sleep(start, (0.15, 0.01))
    np.testing.assert_allclose(after.recognition.flat, 0, atol=1e-12)


def test_out_of_reach_is_said_plainly():
    with pytest.raises(ValueError, match="too much to sum"):
        mean_sleep(Parameters.initial(Architecture((64, 4))), (0.1,))
