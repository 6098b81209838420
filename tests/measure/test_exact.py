"""Exact measures against plain loops over every explanation, published figures and symmetries."""

import tracemalloc
from math import exp, log

import numpy as np
import pytest

from tests.engine.oracle import (
    SHAPES,
    configurations,
    log_joint,
    log_layer,
    log_recognition,
    random_parameters,
)
from tests.measure.worlds import World, bars, kirby, random_world
from wsviz.datasets import load
from wsviz.engine.architecture import Architecture
from wsviz.engine.parameters import Parameters
from wsviz.measure import (
    affordable,
    decompose,
    dream_penalty,
    free_energy,
    layer_costs,
    log_evidence,
    model_probabilities,
    tables,
    work,
)

LEARNERS = 3


@pytest.fixture(params=SHAPES, ids=str)
def network(request):
    """Random parameters of a tiny network, three learners."""
    return random_parameters(request.param, seed=4, learners=LEARNERS)


def learners(parameters):
    return [parameters.learner(i) for i in range(parameters.learners)]


def both_logs(image, one):
    """(log p, log q) of the image with each explanation, by loops."""
    hidden = configurations(one.architecture.hidden)
    layers = [(tuple(image), *alpha) for alpha in hidden]
    return [(log_joint(each, one), log_recognition(each, one)) for each in layers]


def looped_evidence(image, one):
    return log(sum(exp(p) for p, _ in both_logs(image, one)))


def looped_free_energy(image, one):
    return sum(exp(q) * (q - p) for p, q in both_logs(image, one))


def looped_layer_costs(world, one):
    """Bits-back cost of every layer, over all data and all explanations, in bits."""
    costs = np.zeros(len(one.architecture.sizes))
    for image, weight in zip(*world.distinct(), strict=True):
        for alpha in configurations(one.architecture.hidden):
            layers = [tuple(image), *alpha, ()]
            chance = weight * exp(log_recognition(layers[:-1], one))
            for i, matrix in enumerate(one.generative.matrices):
                costs[i] -= chance * log_layer(layers[i], matrix[0], layers[i + 1])
            for i, matrix in enumerate(one.recognition.matrices, start=1):
                costs[i] += chance * log_layer(layers[i], matrix[0], layers[i - 1])
    return costs / log(2)


def test_evidence_and_free_energy_of_each_image(network):
    images = random_world(network.architecture.visible).images
    evidence, energy = log_evidence(network, images), free_energy(network, images)
    for i, one in enumerate(learners(network)):
        assert evidence[i] == pytest.approx([looped_evidence(d, one) for d in images])
        assert energy[i] == pytest.approx([looped_free_energy(d, one) for d in images])


def test_layer_costs(network):
    world = random_world(network.architecture.visible)
    expected = [looped_layer_costs(world, one) for one in learners(network)]
    np.testing.assert_allclose(layer_costs(network, world), expected, atol=1e-12)


def test_decomposition(network):
    world = random_world(network.architecture.visible)
    parts = decompose(network, world)
    for i, one in enumerate(learners(network)):
        entropy = kl = penalty = 0
        for image, p in zip(*world.distinct(), strict=True):
            evidence = looped_evidence(image, one)
            if p > 0:
                entropy -= p * log(p) / log(2)
                kl += p * (log(p) - evidence) / log(2)
            for joint, q in both_logs(image, one):
                penalty += p * exp(q) * (q - (joint - evidence)) / log(2)
        assert [part[i] for part in parts] == pytest.approx([entropy, kl, penalty])


def test_three_parts_add_up_to_the_layers_costs(network):
    world = random_world(network.architecture.visible)
    parts = decompose(network, world)
    np.testing.assert_allclose(parts.description_length_bits, layer_costs(network, world).sum(-1))
    energy = free_energy(network, world.images) @ world.probabilities / log(2)
    np.testing.assert_allclose(parts.description_length_bits, energy)
    assert all(part.shape == (LEARNERS,) for part in parts)


def test_what_the_model_dreams(network):
    world = random_world(network.architecture.visible)
    model = model_probabilities(network, world)
    missing = np.ones(network.architecture.visible)
    np.testing.assert_allclose(np.exp(log_evidence(network, [missing]))[:, 0], model.rest)
    np.testing.assert_allclose(model.probabilities.sum(-1), model.support_mass)
    assert model.images is world.images


def test_penalty_of_dreams(network):
    bits = dream_penalty(network)
    for i, one in enumerate(learners(network)):
        expected = 0
        for (image,) in configurations((one.architecture.visible,)):
            evidence = looped_evidence(image, one)
            for p, q in both_logs(image, one):
                expected += exp(p) * (p - evidence - q) / log(2)
        assert bits[i] == pytest.approx(expected)


def test_blocks_and_groups_do_not_change_the_figures(network, monkeypatch):
    world = random_world(network.architecture.visible)
    whole = [*decompose(network, world), dream_penalty(network), layer_costs(network, world).T]
    monkeypatch.setattr(tables, "_BLOCK", 1)
    split = [*decompose(network, world), dream_penalty(network), layer_costs(network, world).T]
    for a, b in zip(whole, split, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-12, atol=1e-12)


def test_perfect_recognition_costs_nothing():
    # With one hidden unit a layer Bayes' rule is logistic: s = 1 has log-odds linear in the image.
    one = random_parameters((3, 1), seed=1)
    weights, (bias,) = one.generative.matrices[0][0], one.generative.matrices[1][0, 0]
    on, off = weights[0] + weights[1], weights[0]
    into = one.recognition.matrices[0][0]
    into[1:, 0] = weights[1]
    into[0, 0] = bias - np.logaddexp(0, on).sum() + np.logaddexp(0, off).sum()
    parts = decompose(one, random_world(3))
    assert parts.penalty_bits == pytest.approx(0, abs=1e-12)
    assert dream_penalty(one) == pytest.approx(0, abs=1e-12)


def test_kirby_before_learning():
    entropy, kl, penalty = decompose(Parameters.initial(Architecture((9, 6, 1))), kirby())
    assert entropy == pytest.approx(3.5033, abs=5e-5)
    assert kl == pytest.approx(5.4967, abs=5e-5)
    assert penalty == pytest.approx(0, abs=1e-12)


def test_bars_at_the_start_of_note_16():
    start = Parameters.initial(Architecture((16, 8, 1)), biases=(0, -3, 0))
    parts = decompose(start, bars())
    assert parts.kl_bits == pytest.approx(11.16, abs=5e-3)
    assert parts.penalty_bits == pytest.approx(9.87, abs=5e-3)
    assert layer_costs(start, bars())[0] == pytest.approx([16, parts.penalty_bits[0], 0])


@pytest.mark.parametrize(("name", "world"), [("kirby", kirby()), ("bars", bars())])
def test_shipped_worlds_give_the_same_figures(name, world):
    start = Parameters.initial(Architecture((world.images.shape[1], 4, 1)), biases=(1, -3, 0))
    np.testing.assert_allclose(decompose(start, load(name)), decompose(start, world))


@pytest.mark.parametrize("size", [10, 1e3, 1e4])
def test_saturation_stays_finite_and_penalties_positive(size):
    parameters = random_parameters((9, 6, 2), seed=2, learners=8).map(lambda flat: size * flat)
    parts = decompose(parameters, kirby())
    assert np.isfinite(parts).all()
    assert (parts.penalty_bits >= -1e-9).all()
    assert (parts.kl_bits >= -1e-9).all()
    assert np.isfinite(layer_costs(parameters, kirby())).all()
    assert (dream_penalty(parameters) >= -1e-9).all()


def test_a_certain_model_of_a_certain_world_is_free():
    one = Parameters.initial(Architecture((2, 1)), biases=((1e4, -1e4), 1e4))
    one.recognition.matrices[0][0, 0] = 1e4
    world = World(np.array([[1, 0]]), np.array([1.0]))
    assert decompose(one, world).description_length_bits == 0
    assert model_probabilities(one, world).rest == 0


def permuted(parameters, layer, order):
    """The same network with the units of a hidden layer in another order."""
    copy = parameters.copy()
    rows = [0, *(1 + i for i in order)]
    for into in (copy.generative.matrices[layer], copy.recognition.matrices[layer - 1]):
        into[...] = into[:, :, order]
    for out in outgoing(copy, layer):
        out[...] = out[:, rows]
    return copy


def flipped(parameters, layer, unit):
    """The same network with 0 and 1 of one hidden unit exchanged."""
    copy = parameters.copy()
    for into in (copy.generative.matrices[layer], copy.recognition.matrices[layer - 1]):
        into[:, :, unit] *= -1
    for out in outgoing(copy, layer):
        out[:, 0] += out[:, 1 + unit]
        out[:, 1 + unit] *= -1
    return copy


def outgoing(parameters, layer):
    return [parameters.generative.matrices[layer - 1], *parameters.recognition.matrices[layer:][:1]]


@pytest.mark.parametrize(
    "change",
    [
        lambda p: permuted(p, 1, [2, 0, 1]),
        lambda p: permuted(p, 2, [1, 0]),
        lambda p: flipped(p, 1, 2),
        lambda p: flipped(p, 2, 0),
    ],
)
def test_names_and_signs_of_hidden_units_do_not_matter(change):
    before = random_parameters((4, 3, 2), seed=5, learners=2)
    after, world = change(before), random_world(4)
    np.testing.assert_allclose(decompose(after, world), decompose(before, world))
    np.testing.assert_allclose(dream_penalty(after), dream_penalty(before))
    np.testing.assert_allclose(layer_costs(after, world), layer_costs(before, world))


def test_a_learner_is_measured_as_if_alone():
    parameters = random_parameters((9, 6, 1), seed=6, learners=4)
    together = np.array(decompose(parameters, kirby()))
    for i, one in enumerate(learners(parameters)):
        np.testing.assert_allclose(np.array(decompose(one, kirby()))[:, 0], together[:, i])


def test_parameters_are_not_touched():
    parameters = Parameters.initial(Architecture((9, 6, 1)), learners=2).read_only()
    decompose(parameters, kirby())
    assert parameters.generative.flat.dtype == np.float32


@pytest.mark.parametrize(
    ("sizes", "images", "several"),
    [((9, 6, 1), 12, 64), ((16, 8, 1), 30, 64), ((16, 8, 1), 2**16, 1), ((64, 12), 1797, 1)],
)
def test_networks_within_reach(sizes, images, several):
    assert affordable(Architecture(sizes), images, several)


@pytest.mark.parametrize(
    ("sizes", "images", "several"),
    [
        ((32, 24, 2), 508, 1),
        ((64, 16, 16, 4), 1, 1),
        ((64, 12), 1797, 20),
        ((1024, 12), 1, 1),
        ((4, 256, 256), 1, 1),
    ],
)
def test_networks_out_of_reach(sizes, images, several):
    assert not affordable(Architecture(sizes), images, several)


def test_work_counts_the_tables_entries():
    assert work(Architecture((9, 6, 1)), 12, 3) == 3 * (12 * 64 + 64 * 2 + 2)


@pytest.mark.parametrize(
    "measure",
    [
        lambda p: decompose(p, World(np.zeros((1, 64)), np.ones(1))),
        lambda p: layer_costs(p, World(np.zeros((1, 64)), np.ones(1))),
        lambda p: log_evidence(p, np.zeros((1, 64))),
        lambda p: free_energy(p, np.zeros((1, 64))),
        dream_penalty,
    ],
)
def test_out_of_reach_is_said_plainly(measure):
    parameters = Parameters.initial(Architecture((64, 16, 16, 4)))
    with pytest.raises(ValueError, match=r"64-16-16-4 on .* too much to sum .* sampled"):
        measure(parameters)


def test_memory_stays_bounded():
    images = np.random.default_rng(0).integers(0, 2, (200, 64))
    world = World(images, np.full(200, 1 / 200))
    parameters = random_parameters((64, 12), learners=16)
    tracemalloc.start()
    decompose(parameters, world)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # All at once the tables alone would take 16 × 200 × 4096 × 8 bytes = 105 MB.
    assert peak < 20e6
