"""Shortest description and few labels on a small world of one's own, by rules written apart."""

from itertools import product
from math import exp, log

import numpy as np
import pytest

from wsviz.applications import few_labels, fine_tuning, labelled
from wsviz.applications.few_labels import NEIGHBOUR, PIXELS, PRETRAINED
from wsviz.applications.shortest_description import Machines, confusion, description_bits
from wsviz.applications.tuning import Tuning
from wsviz.datasets import from_arrays

# Two shapes are of one class.
SHAPES = [
    "1111 1000 1000 1000",
    "0001 0001 0001 1111",
    "1001 0110 0110 1001",
    "0000 1111 1111 0000",
]
OF = [42, 42, 3, 7]
RATES = {PRETRAINED: 3.0, "random ×1": 3.0, "random ×4": 3.0, PIXELS: 1.0}


@pytest.fixture(scope="module")
def world():
    """80 noisy shapes, each pixel turned over with probability .05, of the classes 3, 7 and 42."""
    rng = np.random.default_rng(0)
    kinds = np.tile(np.arange(4), 20)
    clean = np.array([[int(c) for c in shape.replace(" ", "")] for shape in SHAPES])[kinds]
    images = clean ^ (rng.random(clean.shape) < 0.05)
    return from_arrays(images.reshape(-1, 4, 4), labels=np.array(OF)[kinds])


def cut_by_loops(labels):
    """Indices of pool, validation and test."""
    pool, validation, test = [], [], []
    for label in sorted(set(labels)):
        members = [n for n, other in enumerate(labels) if other == label]
        rest = [n for i, n in enumerate(members, 1) if i % 5]
        test += [n for i, n in enumerate(members, 1) if i % 5 == 0]
        validation += [n for i, n in enumerate(rest, 1) if i % 5 == 0]
        pool += [n for i, n in enumerate(rest, 1) if i % 5]
    return [sorted(part) for part in (pool, validation, test)]


def test_the_classes_are_numbered_and_cut_as_loops_cut_them(world):
    labels = world.labels.tolist()
    assert labelled.class_labels(world).tolist() == [3, 7, 42]
    cut = labelled.parts(world)
    for examples, chosen in zip(cut, cut_by_loops(labels), strict=True):
        np.testing.assert_array_equal(examples.images, world.images[chosen])
        assert [[3, 7, 42][n] for n in examples.labels] == [labels[n] for n in chosen]
    pool, validation, test = cut_by_loops(labels)
    for group, label in zip(labelled.by_class(world), (3, 7, 42), strict=True):
        own = [n for n in sorted(pool + validation) if labels[n] == label]
        np.testing.assert_array_equal(group, world.images[own])
    known = [world.images[n].tolist() for n in pool + validation]
    twice = sum(world.images[n].tolist() in known for n in test)
    assert labelled.learned_too(cut) == twice
    assert 0 < twice != len(test) - twice


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        (None, "no labels"),
        ([4] * 80, "^1 classes: from 2 to 36"),
        (range(80), "^80 classes: from 2 to 36"),
        ([9] * 5 + [1] * 75, "^Class 9 has 5 images: each class needs at least 6"),
    ],
)
def test_what_cannot_be_cut_is_refused_with_the_value_and_the_limit(world, labels, message):
    own = from_arrays(
        world.images, labels=labels if labels is None else list(labels), image_shape=(4, 4)
    )
    for use in (labelled.class_labels, labelled.parts, labelled.by_class):
        with pytest.raises(ValueError, match=message):
            use(own)


def test_six_images_a_class_are_enough(world):
    own = from_arrays(world.images[:12], labels=[5, 6] * 6, image_shape=(4, 4))
    cut = labelled.parts(own)
    assert [np.bincount(examples.labels).tolist() for examples in cut] == [[4, 4], [1, 1], [1, 1]]
    assert few_labels.offered(cut.pool.labels) == (4,)


def test_few_are_evenly_chosen():
    every = labelled.Examples(np.arange(10)[:, None], np.arange(10))
    assert every.evenly(4).labels.tolist() == [0, 3, 6, 9]
    assert every.evenly(10) is every


def probability(weights, inputs):
    """σ of a unit whose column is bias, then a weight an input."""
    return 1 / (1 + exp(-weights[0] - sum(w * x for w, x in zip(weights[1:], inputs))))


def coded(states, probabilities):
    """Nats of states that are on with these probabilities."""
    return -sum(log(p if s else 1 - p) for s, p in zip(states, probabilities))


def exact_bits(parameters, machine, image):
    """Description length of an image by one machine with one hidden layer: mean and deviation over
    all its explanations.
    """
    recognise = parameters.recognition.matrices[0][machine].astype(float).T
    dream = parameters.generative.matrices[0][machine].astype(float).T
    q = [probability(column, image) for column in recognise]
    prior = [probability([bias], []) for bias in parameters.generative.matrices[1][machine][0]]
    mean = square = 0
    for hidden in product((0, 1), repeat=len(q)):
        chosen = coded(hidden, q)
        cost = coded(hidden, prior) + coded(image, [probability(c, hidden) for c in dream])
        bits = (cost - chosen) / log(2)
        mean += exp(-chosen) * bits
        square += exp(-chosen) * bits**2
    return mean, max(0, square - mean**2) ** 0.5


def test_the_shortest_description_by_listing_every_explanation(world):
    machines = Machines(labelled.by_class(world), hidden=(2,), rate=0.1)
    machines.advance(1_500)
    test = labelled.parts(world).test
    listed = [
        [exact_bits(machines.parameters, m, image) for image in test.images] for m in range(3)
    ]
    exact, deviation = np.moveaxis(listed, 2, 0)
    found = description_bits(machines.parameters, test.images, 400)
    # Five standard errors of a mean over 400 explanations.
    assert (abs(found - exact) < 5 * deviation / 20 + 1e-3).all()
    counts = np.zeros((3, 3), int)
    for n, label in enumerate(test.labels):
        counts[label, min(range(3), key=lambda m: exact[m, n])] += 1
    np.testing.assert_array_equal(confusion(machines.parameters, test, 400), counts)
    assert counts.trace() >= 14  # of 16


def test_a_few_labels_of_ones_own_are_learned_and_judged_by_loops(world):
    cut = labelled.parts(world)
    live = Tuning(cut, few_labels.offered(cut.pool.labels)[0], RATES, seed=1, cycles=30)
    live.advance(60 + 60)
    assert (live.each, len(live.labelled.labels)) == (5, 15)
    for name, network in live.networks.items():
        assert network[-1].shape[1] == 3
        right = 0
        for image, label in zip(cut.test.images, cut.test.labels):
            states = image
            for matrix in network[:-1]:
                states = [probability(column, states) for column in matrix.T]
            scores = [column[0] + np.dot(column[1:], states) for column in network[-1].T]
            right += scores.index(max(scores)) == label
        assert live.accuracies(cut.test)[name] == right / len(cut.test.labels)
    near = 0
    for image, label in zip(cut.test.images, cut.test.labels):
        apart = [sum(a != b for a, b in zip(image, other)) for other in live.labelled.images]
        near += live.labelled.labels[apart.index(min(apart))] == label
    assert live.accuracies(cut.test)[NEIGHBOUR] == near / len(cut.test.labels)
    assert live.accuracies(cut.test)[PIXELS] > 0.8
    assert fine_tuning.class_probabilities(live.networks[PIXELS], cut.test.images).shape == (16, 3)
