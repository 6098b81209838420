"""Sampled measures: each sample against loops, their distribution against exact sums."""

from itertools import product
from math import exp

import numpy as np
import pytest

from tests.engine.oracle import (
    SHAPES,
    configurations,
    log_joint,
    log_recognition,
    random_parameters,
)
from tests.measure.worlds import random_world
from wsviz.datasets import load
from wsviz.engine import noise
from wsviz.engine.architecture import Architecture
from wsviz.engine.parameters import Parameters
from wsviz.measure import (
    decompose,
    estimate,
    evidence_bound,
    free_energy,
    importance,
    layer_costs,
    log_evidence,
    to_bits,
)

IMAGES = np.array([[1, 0, 1], [0, 0, 1]])


def gentle(seed, learners):
    """Small weights: Q and P are near enough for a few particles to find the likely causes."""
    return random_parameters((3, 2, 2), seed, learners).map(lambda flat: flat / 4)


def copies(parameters, count):
    """The same network as many learners, who differ in their chance alone."""
    return parameters.map(lambda flat: np.repeat(flat, count, 0))


@pytest.mark.parametrize("sizes", SHAPES, ids=str)
def test_every_weight_against_loops(sizes):
    parameters, images = random_parameters(sizes, learners=2), IMAGES[:, : sizes[0]]
    weights = importance(parameters, images, particles=4, seed=9)
    chance = noise.draws(
        parameters.architecture, lambda u: u, (9, 10), range(4), len(images), noise.MEASURING
    )
    for k, draw in enumerate(chance):
        for learner, row in product(range(2), range(len(images))):
            one, layers = parameters.learner(learner), [tuple(images[row])]
            for matrix, thresholds in zip(one.recognition.matrices, draw.recognise, strict=True):
                logits = matrix[0, 0] + np.array(layers[-1]) @ matrix[0, 1:]
                layers.append(tuple(logits > thresholds[learner, row]))
            expected = log_joint(layers, one) - log_recognition(layers, one)
            assert weights[learner, row, k] == pytest.approx(expected)


def test_the_bound_rises_from_free_energy_towards_the_evidence_exactly():
    """Expected bound under Q of K = 1, 2, 3 particles, by listing all K-tuples."""
    one, image = random_parameters((3, 2), seed=2), tuple(IMAGES[0])
    layers = [(image, *alpha) for alpha in configurations((2,))]
    chances = np.array([exp(log_recognition(each, one)) for each in layers])
    weights = np.array([log_joint(each, one) - log_recognition(each, one) for each in layers])
    expected = []
    for k in (1, 2, 3):
        tuples = np.array(list(product(range(len(layers)), repeat=k)))
        expected.append(chances[tuples].prod(-1) @ evidence_bound(weights[tuples]))
    assert expected[0] == pytest.approx(-free_energy(one, [image])[0, 0])
    assert expected[0] < expected[1] < expected[2] < log_evidence(one, [image])[0, 0]


def test_weights_average_to_the_free_energy_and_the_evidence():
    parameters, particles = gentle(seed=3, learners=2), 10_000
    weights = importance(parameters, IMAGES, particles, seed=0)
    error = weights.std(-1) / np.sqrt(particles)
    energy = free_energy(parameters, IMAGES)
    assert (abs(weights.mean(-1) + energy) < 5 * error).all()
    ratio = np.exp(weights - log_evidence(parameters, IMAGES)[..., None])
    assert (abs(ratio.mean(-1) - 1) < 5 * ratio.std(-1) / np.sqrt(particles)).all()
    exact = log_evidence(parameters, IMAGES)
    np.testing.assert_allclose(evidence_bound(weights), exact, atol=0.02)


def test_bounds_survive_extreme_weights():
    extreme = random_parameters((3, 2, 2), seed=3).map(lambda flat: 1e4 * flat)
    weights = importance(extreme, IMAGES, 5, seed=0)
    assert np.isfinite(weights).all()
    assert np.isfinite(evidence_bound(weights)).all()
    assert evidence_bound(np.full((1, 3), -1e5)) == pytest.approx(-1e5)


def test_a_seed_is_a_measurement():
    parameters = random_parameters((3, 2, 1), learners=3).read_only()
    weights = importance(parameters, IMAGES, 6, seed=20)
    np.testing.assert_array_equal(weights, importance(parameters, IMAGES, 6, seed=20))
    alone = importance(parameters.learner(2), IMAGES, 6, seed=22)
    np.testing.assert_allclose(weights[2:], alone)
    assert (weights != importance(parameters, IMAGES, 6, seed=23)).any()


def test_estimates_agree_with_exact_sums_within_their_errors():
    parameters, world = random_parameters((3, 2, 2), seed=8, learners=4), random_world(3)
    sampled = estimate(parameters, world, seed=1, images=3000, particles=5)
    mean, error = sampled.free_energy_bits
    exact = decompose(parameters, world)
    assert (abs(mean - exact.description_length_bits) < 4 * error).all()
    mean, error = sampled.layer_costs_bits
    assert (abs(mean - layer_costs(parameters, world)) < 4 * error).all()
    np.testing.assert_allclose(mean.sum(-1), sampled.free_energy_bits.mean)


def test_the_evidence_bound_lies_between_evidence_and_free_energy():
    parameters, world = gentle(seed=8, learners=4), random_world(3)
    surprise = to_bits(-log_evidence(parameters, world.images) @ world.probabilities)
    few, many = (
        estimate(parameters, world, seed=1, images=1000, particles=k).evidence_bound_bits
        for k in (1, 100)
    )
    energy = estimate(parameters, world, seed=1, images=1000, particles=1).free_energy_bits
    np.testing.assert_allclose(few.mean, energy.mean)
    assert (many.mean < few.mean).all()
    assert (abs(many.mean - surprise) < 4 * many.standard_error).all()


def test_standard_errors_are_the_spread_of_repeated_estimates():
    parameters = copies(random_parameters((3, 2), seed=8), 400)
    sampled = estimate(parameters, random_world(3), seed=50, images=40, particles=3)
    for mean, error in sampled:
        np.testing.assert_allclose(mean.std(0), error.mean(0), rtol=0.15)


def test_digits_cost_a_bit_a_pixel_before_learning():
    start = Parameters.initial(Architecture((64, 16, 16, 4)), learners=2)
    sampled = estimate(start, load("digits"), seed=0, images=20, particles=2)
    assert sampled.evidence_bound_bits.mean == pytest.approx(64)
    np.testing.assert_allclose(sampled.layer_costs_bits.mean, [[64, 0, 0, 0]] * 2, atol=1e-9)
    assert sampled.free_energy_bits.standard_error == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(("images", "particles"), [(1, 5), (20, 0)])
def test_too_few_to_estimate_from(images, particles):
    parameters, world = random_parameters((3, 2)), random_world(3)
    with pytest.raises(ValueError, match=f"{images} images and {particles} particles"):
        estimate(parameters, world, 0, images, particles)
