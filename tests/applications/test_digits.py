"""What it is good for: shortest descriptions and fine-tuning, their rules checked."""

import numpy as np
import pytest

from wsviz.applications import pretraining, shortest_description
from wsviz.datasets import load


def test_the_split_is_fixed_and_even():
    labels = load("digits").labels
    train, test = shortest_description.split(labels)
    assert (train ^ test).all()
    assert (train.sum(), test.sum()) == (1442, 355)
    for digit in range(10):
        members = np.flatnonzero(labels == digit)
        assert test[members[4]]
        assert not test[members[:4]].any()


def test_each_machine_is_shown_its_own_class_only():
    data = load("digits")
    train, _ = shortest_description.split(data.labels)
    machines = shortest_description.Machines(hidden=(3,))
    uniforms = np.random.default_rng(0).random((40, 10, 2), dtype=np.float32)
    shown = machines.draw(uniforms)
    for digit in range(10):
        own = {i.tobytes() for i in data.images[train & (data.labels == digit)]}
        assert {i.tobytes() for i in shown[:, digit].reshape(-1, 64)} <= own


def test_short_training_already_classifies():
    data = load("digits")
    _, test = shortest_description.split(data.labels)
    machines = shortest_description.Machines()
    machines.advance(4_000)
    bits = shortest_description.description_bits(machines.parameters, data.images[test])
    assert (bits.argmin(0) == data.labels[test]).mean() > 0.85


def test_nearest_neighbour():
    train = np.eye(4, dtype=np.float32)
    labels = np.array([3, 1, 2, 0])
    found = shortest_description.nearest_neighbour(train, labels, train[[2, 0]])
    assert found.tolist() == [2, 3]


def test_gradients_by_finite_differences():
    rng = np.random.default_rng(1)
    images, labels = rng.random((7, 5)), rng.integers(0, 10, 7)
    matrices = pretraining.with_top(pretraining.randomised(5, hidden=(4, 3)), seed=2)
    matrices[-1] *= 30
    slopes = pretraining.gradients(matrices, images, labels)
    for n, (matrix, slope) in enumerate(zip(matrices, slopes)):
        for index in np.ndindex(matrix.shape):
            values = []
            for sign in (1, -1):
                moved = [m.copy() for m in matrices]
                moved[n][index] += sign * 1e-6
                values.append(pretraining.loss(moved, images, labels))
            assert slope[index] == pytest.approx((values[0] - values[1]) / 2e-6, abs=1e-8)


def test_both_networks_are_alike_but_for_their_weights():
    images = load("digits").images[:200]
    taught = pretraining.pretrained(images, cycles=50)
    random = pretraining.randomised(64)
    assert [m.shape for m in taught] == [m.shape for m in random]
    tops = [pretraining.with_top(m, seed=3)[-1] for m in (taught, random)]
    np.testing.assert_array_equal(*tops)


def test_labels_are_drawn_evenly_and_limits_are_said():
    labels = load("digits").labels
    chosen = pretraining.some_labels(labels, 5, 0)
    assert np.bincount(labels[chosen]).tolist() == [5] * 10
    with pytest.raises(ValueError, match="labels a class: from 1 to 174"):
        pretraining.some_labels(labels, 175, 0)


def test_tuning_lowers_the_loss():
    data = load("digits")
    matrices = pretraining.with_top(pretraining.randomised(64))
    before = pretraining.loss(matrices, data.images[:50], data.labels[:50])
    after = pretraining.tuned(matrices, data.images[:50], data.labels[:50], steps=20)
    assert pretraining.loss(after, data.images[:50], data.labels[:50]) < before
