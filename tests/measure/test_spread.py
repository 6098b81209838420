"""Means over learners against plain loops."""

from math import sqrt

import numpy as np
import pytest

from wsviz.measure.spread import Mean, gain, mean, wilson

VALUES = [0.3, 0.1, 0.7, 0.2]


def looped(values):
    """(mean, standard error) in plain loops."""
    center = sum(values) / len(values)
    variance = sum((v - center) ** 2 for v in values) / (len(values) - 1)
    return center, sqrt(variance / len(values))


def test_a_mean_and_its_standard_error_are_the_plain_loops():
    assert tuple(mean(VALUES)) == pytest.approx(looped(VALUES), rel=1e-12)
    rows = np.array([VALUES, VALUES[::-1]]) * [[1], [10]]
    found = mean(rows)
    for row, center, error in zip(rows, *found, strict=True):
        assert (center, error) == pytest.approx(looped(row), rel=1e-12)


def test_a_gain_is_paired():
    before, after = [1.0, 2.0, 3.0, 4.0], [0.5, 1.6, 2.4, 3.5]
    saved = [b - a for b, a in zip(before, after)]
    assert tuple(gain(before, after)) == pytest.approx(looped(saved), rel=1e-12)
    # By themselves they lie far more widely than their difference.
    assert gain(before, after).standard_error < mean(before).standard_error / 10


@pytest.mark.parametrize(
    ("center", "error", "clear"),
    [(0.24, 0.1, True), (0.22, 0.1, False), (-0.24, 0.1, True), (0.0, 0.0, False)],
)
def test_clear_is_more_than_so_many_standard_errors_either_way(center, error, clear):
    assert Mean(center, error).clear == clear


def test_the_standard_error_covers_the_truth_as_often_as_it_should():
    """With 10 learners ± 2 standard errors hold the true mean in 92 of 100 cases (Student's t)."""
    draws = np.random.default_rng(0).normal(3, 1, (1_000, 10))
    found = mean(draws)
    held = np.abs(found.mean - 3) < 2 * found.standard_error
    assert 0.9 < held.mean() < 0.95


def test_one_learner_has_no_standard_error():
    with pytest.raises(ValueError, match="1 values: a standard error"):
        mean([0.3])


@pytest.mark.parametrize("count", [20, 100])
def test_wilsons_interval_is_where_the_hits_lie_so_many_standard_errors_off(count):
    for hits in (0, 1, count // 2, count):
        low, high = wilson(hits, count)
        assert 0 <= low < high <= 1
        for end in {low, high} - {0.0, 1.0}:
            error = (end * (1 - end) / count) ** 0.5
            assert abs(hits / count - end) / error == pytest.approx(1.96)
        assert ((low == 0), (high == 1)) == ((hits == 0), (hits == count))
