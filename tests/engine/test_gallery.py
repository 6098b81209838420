"""Looking: whole steps over many images that teach nothing and touch no run."""

import numpy as np

from wsviz.engine.gallery import activations, dreamed, recognised
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
    assert layer2.shape == (2, len(images), 1)
    assert ((layer2 >= 0) & (layer2 <= 1)).all()


def test_fantasies_come_as_often_as_the_model_says():
    run = trained()
    model = model_probabilities(run.parameters, run.dataset)
    dreams = dreamed(run.parameters, 20_000).states.units[0][0]
    for image, expected in zip(model.images, model.probabilities[0]):
        seen = (dreams == image).all(1).mean()
        assert abs(seen - expected) < 5 * np.sqrt(expected / 20_000) + 1e-4
