"""Sampled measures: each sample against loops, their distribution against exact sums."""

from itertools import product
from math import exp, log, log2, sqrt

import numpy as np
import pytest

from tests.engine.oracle import (
    SHAPES,
    configurations,
    log_joint,
    log_recognition,
    random_parameters,
)
from tests.measure.worlds import World, random_world
from wsviz.datasets import Dataset, load
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


def test_the_parts_and_their_errors_against_loops():
    """log2 p(d) − log2 P̂(d), C(d) + log2 P̂(d) and C(d) + log2 p(d), image by image."""
    parameters, world = random_parameters((3, 2, 2), seed=8, learners=2), random_world(3)
    found, count, particles = estimate(parameters, world, seed=5, images=6, particles=3), 6, 3
    shape = parameters.architecture
    chance = list(noise.draws(shape, world.draw, (5, 6), range(particles), count, noise.MEASURING))
    entropy = -sum(p * log2(p) for p in world.probabilities if p)
    for learner in range(2):
        one, parts = parameters.learner(learner), ([], [], [])
        for row in range(count):
            image = chance[0].data[learner, row]
            (known,) = (
                p for p, other in zip(world.probabilities, world.images) if (image == other).all()
            )
            costs = []
            for draw in chance:
                layers = [tuple(image)]
                for matrix, thresholds in zip(one.recognition.matrices, draw.recognise):
                    logits = matrix[0, 0] + np.array(layers[-1]) @ matrix[0, 1:]
                    layers.append(tuple(logits > thresholds[learner, row]))
                costs.append((log_recognition(layers, one) - log_joint(layers, one)) / log(2))
            evidence = log2(sum(2.0**-cost for cost in costs) / particles)
            energy = sum(costs) / particles
            values = (log2(known) - evidence, energy + evidence, energy + log2(known) + entropy)
            for part, value in zip(parts, values):
                part.append(value)
        for part, (mean, error) in zip(parts, found):
            middle = sum(part) / count
            spread = sqrt(sum((value - middle) ** 2 for value in part) / (count - 1) / count)
            assert mean[learner] == pytest.approx(middle)
            assert error[learner] == pytest.approx(spread)


def test_how_probable_the_drawn_images_are_drops_out():
    """A model that is the data: no part can be off, whichever images are drawn."""
    perfect = Parameters.initial(Architecture((3, 2)), learners=3, biases=((1.0, -1.0, 2.0), 0.0))
    images = np.array(list(configurations((3,))), np.float32)[:, 0]
    chances = np.exp(log_evidence(perfect, images)[0])
    sampled = estimate(perfect, World(images, chances), seed=2, images=10, particles=3)
    entropy = -(chances * np.log2(chances)).sum()
    for (mean, error), exact in zip(sampled, (0, 0, entropy, [entropy, 0])):
        np.testing.assert_allclose(mean, np.broadcast_to(exact, mean.shape), atol=1e-6)
        assert error == pytest.approx(0, abs=1e-6)


def test_an_image_listed_twice_is_one_event():
    images = np.array([[1, 0], [0, 1], [1, 0]])
    world = Dataset("", "", images, np.array([0.25, 0.5, 0.25]), (1, 2), "", "")
    start = Parameters.initial(Architecture((2, 1)))
    # Of 4 equally likely images the data show 2: one bit too many, whichever is drawn.
    assert estimate(start, world, seed=0, images=5, particles=2).kl_bits.mean == pytest.approx(1)


def test_two_standard_errors_cover_the_exact_sum_in_some_95_of_100_repeats():
    parameters, world = copies(random_parameters((3, 2, 2), seed=8), 100), random_world(3)
    exact = decompose(parameters.learner(0), world)
    sampled = estimate(parameters, world, seed=1000, images=200, particles=10)
    mean, error = sampled.free_energy_bits
    within = (abs(mean - exact.description_length_bits) <= 2 * error).sum()
    assert 90 <= within <= 99
    # Ten particles tell too much of the KL on average, and of the penalty as much too little.
    over = sampled.kl_bits.mean - exact.kl_bits
    under = sampled.penalty_bits.mean - exact.penalty_bits
    assert over.mean() > 5 * over.std() / 10
    assert under.mean() < -5 * under.std() / 10
    assert (over + under).mean() == pytest.approx(0, abs=3 * (over + under).std() / 10)


def test_the_kl_falls_towards_the_exact_one_as_particles_grow():
    parameters, world = gentle(seed=8, learners=4), random_world(3)
    exact = decompose(parameters, world)
    few, many = (estimate(parameters, world, seed=1, images=1000, particles=k) for k in (1, 100))
    np.testing.assert_allclose(few.penalty_bits.mean, 0, atol=1e-12)
    assert (many.kl_bits.mean < few.kl_bits.mean).all()
    assert (abs(many.kl_bits.mean - exact.kl_bits) < 4 * many.kl_bits.standard_error).all()
    assert (many.penalty_bits.mean > few.penalty_bits.mean).all()
    mean, error = many.penalty_bits
    assert (abs(mean - exact.penalty_bits) < 4 * error).all()


def test_standard_errors_are_the_spread_of_repeated_estimates():
    parameters = copies(random_parameters((3, 2), seed=8), 400)
    sampled = estimate(parameters, random_world(3), seed=50, images=40, particles=3)
    for mean, error in sampled:
        np.testing.assert_allclose(mean.std(0), error.mean(0), rtol=0.15)


def test_digits_cost_a_bit_a_pixel_before_learning():
    start = Parameters.initial(Architecture((784, 16, 16, 4)), learners=2)
    sampled = estimate(start, load("mnist"), seed=0, images=20, particles=2)
    assert sampled.free_energy_bits.mean == pytest.approx(784)
    assert sampled.kl_bits.mean == pytest.approx(784 - np.log2(5000))
    np.testing.assert_allclose(sampled.layer_costs_bits.mean, [[784, 0, 0, 0]] * 2, atol=1e-9)
    assert sampled.free_energy_bits.standard_error == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(("images", "particles"), [(1, 5), (20, 0)])
def test_too_few_to_estimate_from(images, particles):
    parameters, world = random_parameters((3, 2)), random_world(3)
    with pytest.raises(ValueError, match=f"{images} images and {particles} particles"):
        estimate(parameters, world, 0, images, particles)
