"""Looking: whole steps over many images that teach nothing and touch no run."""

from itertools import product

import numpy as np

from wsviz.engine.gallery import activations, dreamed, fantasies, recognised
from wsviz.measure import model_probabilities
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run


def trained(learners=1):
    run = Run(PRESETS["kirby"].replace(learners=learners))
    run.advance(3000)
    return run


def test_a_gallery_teaches_nothing_and_repeats_itself():
    run = trained()
    step = recognised(run.parameters, run.dataset.images)
    assert not step.change.flat.any()
    np.testing.assert_array_equal(step.states.units[0][0], run.dataset.images)
    again = recognised(run.parameters, run.dataset.images)
    np.testing.assert_array_equal(step.states.flat, again.states.flat)
    assert not dreamed(run.parameters, 5).change.flat.any()


def test_activations_are_the_recognition_probabilities():
    run = trained(learners=2)
    images = run.dataset.images
    layer1, layer2 = activations(run.parameters, images)
    matrix = run.parameters.recognition.matrices[0][1]
    q = 1 / (1 + np.exp(-(matrix[0] + images @ matrix[1:])))
    np.testing.assert_allclose(layer1[1], q, atol=1e-5)
    # The layer above: the mean over every state of the layer below, in ten thousand recognitions.
    exact = expected(q, run.parameters.recognition.matrices[1][1])
    many = activations(run.parameters, images, draws=10_000)[1]
    np.testing.assert_allclose(many[1], exact, atol=0.03)
    assert layer2.shape == (2, len(images), 1)
    assert ((layer2 >= 0) & (layer2 <= 1)).all()


def expected(below, matrix):
    """Mean probability of the units above, over every state of a layer below of few units."""
    states = np.array(list(product((0, 1), repeat=below.shape[1])))
    chance = np.where(states, below[:, None], 1 - below[:, None]).prod(-1)
    return chance @ (1 / (1 + np.exp(-(matrix[0] + states @ matrix[1:]))))


def test_fantasies_are_what_the_first_learner_dreams_with_its_probabilities():
    run = trained(learners=2)
    drawn, probabilities = fantasies(run.parameters, 2000, seed=3)
    step = dreamed(run.parameters.learner(0), 2000, seed=3)
    np.testing.assert_array_equal(drawn, step.states.units[0][0])
    weights, parents = run.parameters.generative.matrices[0][0], step.states.units[1][0]
    chance = 1 / (1 + np.exp(-(weights[0] + parents @ weights[1:])))
    np.testing.assert_allclose(probabilities, chance, atol=1e-5)
    assert np.abs(drawn.mean(0) - probabilities.mean(0)).max() < 5 * 0.5 / np.sqrt(2000)


def test_fantasies_come_as_often_as_the_model_says():
    run = trained()
    model = model_probabilities(run.parameters, run.dataset)
    dreams = dreamed(run.parameters, 20_000).states.units[0][0]
    for image, expected in zip(model.images, model.probabilities[0]):
        seen = (dreams == image).all(1).mean()
        assert abs(seen - expected) < 5 * np.sqrt(expected / 20_000) + 1e-4
