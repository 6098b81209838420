"""Pre-training, fine-tuning and their fair baselines, by rules written apart from them."""

from types import SimpleNamespace

import numpy as np
import pytest

from tests.applications.test_digits import RECORD
from tests.bench import digits as bench
from wsviz.applications import few_labels, fine_tuning, labelled
from wsviz.applications.few_labels import NEIGHBOUR, PIXELS, PRETRAINED
from wsviz.applications.pretraining import Pretraining, randomised
from wsviz.applications.tuning import Tuning
from wsviz.datasets import load


def parts():
    return labelled.parts(load("digits"))


def recorded(each, start):
    return next(r for r in RECORD["tuning"]["rows"] if (r["labels"], r["start"]) == (each, start))


def test_pool_validation_and_test_are_apart_and_fill_the_data():
    data = load("digits")
    # In the place of each image its number: equal images are not the same one.
    numbered = SimpleNamespace(images=np.arange(len(data.images))[:, None], labels=data.labels)
    found = labelled.parts(numbered)
    numbers = [set(examples.images[:, 0].tolist()) for examples in found]
    assert [len(each) for each in numbers] == [1157, 285, 355]
    assert set.union(*numbers) == set(range(len(data.images)))
    for examples in found:
        assert (data.labels[examples.images[:, 0]] == examples.labels).all()
        # Every class has its share in each part.
        share = np.bincount(examples.labels) / np.bincount(data.labels)
        assert np.ptp(share) < 0.03


def test_labels_are_drawn_evenly_and_limits_are_said():
    labels = parts().pool.labels
    chosen = few_labels.some_labels(labels, 5, 0)
    assert np.bincount(labels[chosen]).tolist() == [5] * 10
    assert len(set(chosen)) == 50
    fewest = np.bincount(labels).min()
    with pytest.raises(ValueError, match=f"labels a class: from 1 to {fewest}"):
        few_labels.some_labels(labels, fewest + 1, 0)


def test_gradients_by_finite_differences():
    rng = np.random.default_rng(1)
    images, labels = rng.random((7, 5)), rng.integers(0, 10, 7)
    matrices = fine_tuning.with_top(randomised(5, hidden=(4, 3)), 5, seed=2)
    matrices[-1] *= 30
    slopes = fine_tuning.gradients(matrices, images, labels)
    for n, (matrix, slope) in enumerate(zip(matrices, slopes)):
        for index in np.ndindex(matrix.shape):
            values = []
            for sign in (1, -1):
                moved = [m.copy() for m in matrices]
                moved[n][index] += sign * 1e-6
                values.append(fine_tuning.loss(moved, images, labels))
            assert slope[index] == pytest.approx((values[0] - values[1]) / 2e-6, abs=1e-8)


def test_a_soft_max_on_pixels_by_plain_loops():
    rng = np.random.default_rng(4)
    images, labels, rate = rng.integers(0, 2, (6, 3)).astype(float), rng.integers(0, 10, 6), 0.7
    (start,) = fine_tuning.with_top([], 3, seed=5)
    matrix = start.copy()
    for _ in range(3):
        slope = np.zeros_like(matrix)
        for image, label in zip(images, labels):
            inputs = [1, *image]
            scores = [
                np.exp(sum(x * matrix[i, c] for i, x in enumerate(inputs))) for c in range(10)
            ]
            for c in range(10):
                for i, x in enumerate(inputs):
                    slope[i, c] += x * (scores[c] / sum(scores) - (c == label)) / len(images)
        matrix = matrix - rate * slope
    (found,) = fine_tuning.tuned([start], images, labels, rate, steps=3)
    np.testing.assert_allclose(found, matrix, atol=1e-12)


def test_all_starts_have_the_same_top_and_the_networks_the_same_shapes():
    pretraining = Pretraining(parts().pool.images, cycles=20)
    pretraining.advance(40)
    found = few_labels.starts(pretraining.matrices, 64, 3)
    pixels = found.pop(PIXELS)
    assert [m.shape for m in pixels] == [(65, 10)]
    assert {tuple(m.shape for m in net) for net in found.values()} == {
        ((65, 64), (65, 32), (33, 10))
    }
    for net in found.values():
        np.testing.assert_array_equal(net[-1], found[PRETRAINED][-1])
    small, large = found["random ×1"], found["random ×4"]
    np.testing.assert_allclose(large[0], 4 * small[0])
    assert small[0][1:].std() == pytest.approx(1 / 8, rel=0.05)
    assert not small[0][0].any()


def test_a_layer_is_shown_what_the_layer_below_recognises():
    images = parts().pool.images
    pretraining = Pretraining(images, cycles=200)
    assert pretraining.images is images
    pretraining.advance(200)
    (matrix,) = pretraining.matrices
    q = 1 / (1 + np.exp(-matrix[0] - images @ matrix[1:]))
    states = pretraining.images
    assert states.shape == (len(images), 64)
    assert set(np.unique(states)) == {0, 1}
    # Six standard errors of a mean of so many draws.
    error = np.sqrt((q * (1 - q)).sum(0)) / len(images)
    assert (abs(states.mean(0) - q.mean(0)) < 6 * error).all()
    # Drawn image by image: where q is above its mean, states are on more often.
    assert np.corrcoef(states.ravel(), q.ravel())[0, 1] > 0.1


def test_pretraining_in_pieces_is_pretraining_at_once():
    images = parts().pool.images[:50]
    whole, pieces = (Pretraining(images, seed=2, cycles=30) for _ in range(2))
    whole.advance(1_000)
    for cycles in (7, 40, 0, 100):
        pieces.advance(cycles)
    assert whole.cycle == pieces.cycle == whole.end == 60
    for a, b in zip(whole.matrices, pieces.matrices, strict=True):
        np.testing.assert_array_equal(a, b)


def test_tuning_goes_on_from_pretraining_to_gradient_steps():
    rates = {PRETRAINED: 1.0, "random ×1": 0.5, "random ×4": 3.0, PIXELS: 0.1}
    live = Tuning(parts(), 5, rates, seed=1, cycles=20)
    live.advance(30)
    assert (live.cycle, live.steps, live.networks, live.curve) == (30, 0, {}, {})
    assert (live.done, live.cycles_ahead) == (0.75, 10)
    live.advance(15)
    live.advance(30)
    assert (live.cycle, live.steps, live.cycles_ahead) == (75, 35, 0)
    assert live.done == 35 / few_labels.STEPS
    assert list(live.curve) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30]
    pretraining = Pretraining(parts().pool.images, seed=1, cycles=20)
    pretraining.advance(40)
    for name, network in few_labels.starts(pretraining.matrices, 64, 1).items():
        for steps in (30, 35):
            after = fine_tuning.tuned(network, *live.labelled, rates[name], steps)
            if steps in live.curve:
                assert live.curve[30][name] == fine_tuning.accuracy(after, *parts().test)
        for own, other in zip(live.networks[name], after, strict=True):
            np.testing.assert_array_equal(own, other)


def test_labelled_images_of_tuning_come_from_the_pool_alone():
    live = Tuning(parts(), 20, {})
    pool = parts().pool
    chosen = few_labels.some_labels(pool.labels, 20, 0)
    np.testing.assert_array_equal(live.labelled.images, pool.images[chosen])
    assert len(live.labelled.labels) == 200


def test_the_best_rate_is_chosen_on_validation_alone():
    all_right, few_right = np.ones(4, bool), np.array([True, False, False, False])
    tried = {0.1: [(0.5, all_right)] * 2, 1.0: [(0.8, few_right), (0.4, ~few_right)]}
    rate, validation, right = bench.at_the_best_rate(tried)
    assert (rate, validation.tolist()) == (1.0, [0.8, 0.4])
    np.testing.assert_array_equal(right, [few_right, ~few_right])


def test_the_error_over_digits_by_plain_loops():
    rng = np.random.default_rng(2)
    ours, theirs = rng.random((2, 3, 8)) < 0.6
    differences = [sum(int(a[i]) - int(b[i]) for a, b in zip(ours, theirs)) / 3 for i in range(8)]
    center = sum(differences) / 8
    error = (sum((d - center) ** 2 for d in differences) / 7 / 8) ** 0.5
    row = bench._row(5, "some", ours.mean(0), 1.0, np.zeros(3), theirs)
    assert row["error_over_digits"] == pytest.approx(error)
    assert row["accuracy"] == [sum(map(int, of)) / 8 for of in theirs]


@pytest.mark.parametrize("start", ["random ×1", "random ×4", PIXELS])
def test_recorded_baselines_of_a_seed_are_learned_again(start):
    found, row = parts(), recorded(5, start)
    chosen = found.pool.take(few_labels.some_labels(found.pool.labels, 5, 0))
    network = few_labels.starts([], 64, 0)[start]
    _, test = bench.scores(network, chosen, found, row["rate"])
    # One image more or less, where another processor rounds otherwise.
    assert test.mean() == pytest.approx(row["accuracy"][0], abs=1.5 / len(found.test.labels))


def test_recorded_neighbours_and_seeds():
    found = parts()
    for each in few_labels.EACH:
        accuracies = []
        for seed in range(bench.TUNING_SEEDS):
            chosen = found.pool.take(few_labels.some_labels(found.pool.labels, each, seed))
            accuracies.append(few_labels.neighbour_right(chosen, found.test).mean())
        assert recorded(each, NEIGHBOUR)["accuracy"] == pytest.approx(accuracies)
    assert {len(row["accuracy"]) for row in RECORD["tuning"]["rows"]} == {bench.TUNING_SEEDS}
    assert len(RECORD["tuning"]["rows"]) == 5 * len(few_labels.EACH)
