"""Recorded experiments come back as they were."""

import numpy as np

from tests.runs.cases import case
from wsviz.runs.experiment import load, save

CASES = [
    case("K = 1", [0, 4], {"kl_bits": [[5, 6], [1, 2]], "penalty_bits": [[0, 0], [3, 4]]}),
    case(
        "K = 4 both",
        [0, 2, 8],
        {"kl_bits": [[5, 6], [4, 4], [0, 1]], "penalty_bits": [[0, 0], [1, 1], [2, 2]]},
        seconds=3.5,
        variant="reweighted",
        rows=4,
        wake_phi=1,
        seed=7,
    ),
]


def test_saved_cases_come_back(tmp_path):
    save(CASES, "kirby", tmp_path / "x.npz")
    found = load(tmp_path / "x.npz")
    for kept, own in zip(found, CASES, strict=True):
        assert (kept.name, kept.recipe, kept.seconds) == (own.name, own.recipe, own.seconds)
        np.testing.assert_array_equal(kept.cycles, own.cycles)
        assert list(kept.measured) == list(own.measured)
        for name, values in own.measured.items():
            np.testing.assert_array_equal(kept.measured[name], values)
        for side, other in zip(kept.last, own.last, strict=True):
            np.testing.assert_array_equal(side.flat, other.flat)


def test_examples_are_data_that_learning_had_seen():
    """A datum a row; explanations that are weighed are of one datum."""
    rows = CASES[0]._replace(recipe=CASES[0].recipe.replace(rows=3))
    assert [each.examples.tolist() for each in (*CASES, rows)] == [[0, 4], [0, 2, 8], [0, 12]]


def test_ends_are_what_was_measured_last():
    assert {name: end.tolist() for name, end in CASES[1].ends.items()} == {
        "kl_bits": [0, 1],
        "penalty_bits": [2, 2],
    }
