"""Entropies, divergences and the base-rate code."""

import numpy as np
import pytest

from tests.measure.worlds import World, bars, kirby
from wsviz.measure import base_rate_bits, entropy_bits, kl_bits, to_bits


def test_a_nat_is_log2_e_bits():
    assert to_bits(np.log(8)) == pytest.approx(3)


def test_divergence_is_infinite_where_the_model_excludes_an_image():
    assert kl_bits([0.5, 0.5], [1, 0]) == np.inf
    assert kl_bits([1, 0], [0.5, 0.5]) == pytest.approx(1)


def test_divergence_of_equals_is_zero_with_zeros_in_both():
    assert kl_bits([0.25, 0.75, 0], [0.25, 0.75, 0]) == 0


def test_divergence_broadcasts_and_survives_tiny_probabilities():
    bits = kl_bits([0.5, 0.5], [[0.25, 0.75], [1e-320, 1]])
    assert bits[0] == pytest.approx(0.5 * np.log2(2) + 0.5 * np.log2(2 / 3))
    assert np.isfinite(bits[1])
    assert bits[1] > 500


def test_entropy_counts_nothing_for_impossible_events():
    assert entropy_bits([[0.5, 0.5, 0], [1, 0, 0]]).tolist() == [1, 0]


@pytest.mark.parametrize(
    ("world", "entropy"),
    [
        (bars(left_out=()), 4.8750),
        (bars(), 4.8402),
        (bars((), 2 / 3, 0.2), 3.4284),
        (kirby(), 3.5033),
    ],
)
def test_published_entropies(world, entropy):
    assert entropy_bits(world.probabilities) == pytest.approx(entropy, abs=5e-5)


@pytest.mark.parametrize(
    ("world", "bits"),
    [(bars(left_out=()), 16.000), (bars(), 15.949), (bars((), 2 / 3, 0.2), 11.551)],
)
def test_published_base_rate_codes(world, bits):
    assert base_rate_bits(world) == pytest.approx(bits, abs=5e-4)


def test_constant_pixels_cost_nothing():
    assert base_rate_bits(World(np.array([[0, 1], [1, 1]]), np.array([0.5, 0.5]))) == 1
