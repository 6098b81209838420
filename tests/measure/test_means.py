"""Means over seeds: by plain loops, and words only where they are supported."""

import math

import pytest

from wsviz.measure import Mean, mean_of, paired

OURS, THEIRS = [0.81, 0.79, 0.84, 0.80], [0.78, 0.77, 0.79, 0.81]


def by_loops(values):
    mean = sum(values) / len(values)
    variance = sum((value - mean) ** 2 for value in values) / (len(values) - 1)
    return mean, math.sqrt(variance / len(values))


def test_a_mean_and_its_standard_error():
    assert mean_of(OURS) == pytest.approx(by_loops(OURS))
    with pytest.raises(ValueError, match="1 values"):
        mean_of([0.5])


def test_pairs_are_compared_seed_by_seed():
    differences = [ours - theirs for ours, theirs in zip(OURS, THEIRS)]
    assert paired(OURS, THEIRS) == pytest.approx(by_loops(differences))
    # What every pair has in common adds no error.
    assert paired([x + y for x, y in zip(OURS, range(4))], range(4)) == pytest.approx(
        by_loops(OURS)
    )


@pytest.mark.parametrize(
    ("value", "error", "sign"),
    [
        (0.05, 0.02, 1),
        (0.04, 0.02, 0),
        (-0.05, 0.02, -1),
        (0, 0, 0),
        (0.01, 0, 1),
        (-0.01, 0.02, 0),
    ],
)
def test_a_difference_counts_beyond_two_standard_errors(value, error, sign):
    assert Mean(value, error).sign == sign
