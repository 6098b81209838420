"""Sentences about pre-training say what their figures support, and no more."""

import math
import re

import pytest

from wsviz.narration import comparisons

OURS = [0.80, 0.82, 0.84, 0.82]


def row(start, accuracy, labels=5, rate=1.0):
    return {
        "labels": labels,
        "start": start,
        "rate": rate,
        "accuracy": accuracy,
        "error_over_digits": 0.003,
    }


ROWS = [
    row("pre-trained", OURS),
    row("worse", [0.70, 0.73, 0.74, 0.71]),
    row("equal", [0.83, 0.80, 0.85, 0.80]),
    row("better", [0.90, 0.91, 0.93, 0.93]),
    row("pre-trained", [0.9, 0.9, 0.9, 0.9], 20),
    row("worse", [0.9, 0.9, 0.9, 0.9], 20),
]


def test_differences_are_paired_by_seed_and_their_errors_add_as_squares():
    found = comparisons.differences(ROWS)
    assert list(found) == [5, 20]
    differences = [a - b for a, b in zip(OURS, ROWS[2]["accuracy"])]
    mean = sum(differences) / 4
    error = math.sqrt(sum((d - mean) ** 2 for d in differences) / 3 / 4 + 0.003**2)
    assert found[5]["equal"] == pytest.approx((mean, error))
    assert found[20] == {"worse": (0, 0.003)}


def test_each_baseline_stands_behind_the_word_that_its_figures_support():
    found = comparisons.differences(ROWS)
    text = comparisons.sentence(5, found[5])
    more, equal, fewer = re.fullmatch(
        r"With 5 labels a class pre-trained weights name clearly more than (.*); "
        r"not clearly more or fewer than (.*); clearly fewer than (.*)\.",
        text,
    ).groups()
    for part, name in ((more, "worse"), (equal, "equal"), (fewer, "better")):
        mean = found[5][name]
        sign = "+" if mean.mean > 0 else "−"
        assert part == f"{name} ({sign}{abs(mean.mean):.3f} ± {mean.standard_error:.3f})"
    assert "name not clearly more or fewer than worse (" in comparisons.sentence(20, found[20])


def test_the_tally_counts_what_is_supported():
    found = comparisons.differences(ROWS)
    assert comparisons.tally(found).endswith("in 1 of 4 comparisons, clearly fewer than it in 1")
    assert comparisons.tally({20: found[20]}).endswith("in 0 of 1 comparisons")


def test_means_stand_by_start_and_labels():
    found = comparisons.accuracies(ROWS)
    assert list(found["worse"]) == [5, 20]
    assert found["worse"][5].mean == pytest.approx(0.72)


@pytest.mark.parametrize(
    ("neighbour", "error", "words"),
    [
        (0.87, 0.01, "clearly more than nearest neighbour (+0.030 ± 0.012)"),
        (0.93, 0.01, "clearly fewer than nearest neighbour (−0.030 ± 0.012)"),
        (0.87, 0.02, "not clearly more or fewer than nearest neighbour (+0.030 ± 0.021)"),
    ],
)
def test_shortest_descriptions_are_compared_by_their_figures(neighbour, error, words):
    shortest = {
        # Their standard error is √(0.0016 / 5 / 6) = 0.0073.
        "accuracy": [0.88, 0.88, 0.9, 0.9, 0.92, 0.92],
        "bits_one_machine": [26.0] * 3,
        "nearest_neighbour": neighbour,
        "error_over_digits": error,
        "tested": 355,
        "cycles": 60_000,
        "evaluations": 5,
    }
    text = comparisons.described(shortest)
    assert f"names {words[:-1]}" in text
    assert "seeds: 6 of ten machines, 3 of one machine" in text


def test_the_caption_counts_its_comparisons():
    rows = [row(s, OURS, n) for n in (5, 20) for s in ("pre-trained", "a", "b")]
    text = comparisons.chosen({"rows": rows, "tested": 355, "validated": 285, "steps": 400})
    assert "of 4 comparisons" in text
    assert "4 seeds" in text
    assert "on 285 validation images" in text
