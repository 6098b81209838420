"""A curve's points: where they lie, what they may cost, and how large networks are sampled."""

from itertools import pairwise

import numpy as np
import pytest

from wsviz.datasets import load
from wsviz.measure import decompose, estimate, free_energy, importance, layer_costs, to_bits
from wsviz.measure.curve import SHARE, next_point, point, point_cost
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run


def cycles(cost, until):
    """All cycles with a point up to one, in order."""
    found = []
    while (following := next_point(found[-1] if found else 0, cost)) <= until:
        found.append(following)
    return found


def cost(recipe):
    """What a point of such a run costs, in cycles."""
    each = Run(recipe).seconds_per_cycle
    return point_cost(recipe.architecture, load(recipe.dataset), recipe.learners, each)


def test_points_that_cost_nothing_lie_evenly_on_a_log_axis():
    found = cycles(0, 1 << 30)
    assert found[:12] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
    assert [at for at in found if 1024 < at <= 2048] == [
        1117, 1218, 1328, 1449, 1580, 1723, 1879, 2048,
    ]  # fmt: skip
    assert next_point(1500) == 1580


@pytest.mark.parametrize("each", [1, 30, 89.5, 1000])
def test_dear_points_cost_their_share_and_come_once_an_octave(each):
    dense, found = cycles(0, 1 << 24), cycles(each, 1 << 24)
    assert set(found) < set(dense)
    for count, (before, at) in enumerate(pairwise(found), start=2):
        assert at <= 2 * before or at == dense[dense.index(before) + 1]
        assert count * each <= SHARE * at or at >= 2 * before
        left_out = [other for other in dense if before < other < at]
        assert all(count * each > SHARE * other for other in left_out)
    # In the long run all are paid for.
    assert [at for at in found if at > 1 << 22] == [at for at in dense if at > 1 << 22]


def test_twenty_learners_pay_a_tenth_for_their_curve_and_one_small_network_has_a_dense_one():
    each = cost(PRESETS["bars"].replace(learners=20))
    assert len(cycles(each, 20_000)) * each <= 0.1 * 20_000
    for name in ("kirby", "bars", "shifter", "digits"):
        assert cost(PRESETS[name]) == 0
    for name in ("digits-quick", "mnist", "mnist-deep"):
        each = cost(PRESETS[name])
        assert 0 < len(cycles(each, 20_000)) * each <= 0.1 * 20_000


def test_an_exact_point_is_the_decomposition_with_the_layers_costs():
    run = Run(PRESETS["bars"].replace(learners=3))
    run.advance(700)
    found, parts = point(run.parameters, run.dataset, 0), decompose(run.parameters, run.dataset)
    for name in parts._fields:
        np.testing.assert_array_equal(getattr(found, name), getattr(parts, name))
    np.testing.assert_array_equal(found.layer_costs_bits, layer_costs(run.parameters, run.dataset))
    assert found.exact


@pytest.mark.parametrize(
    ("name", "hidden", "images"),
    [
        ("digits", (16, 16, 4), 100),
        ("digits-quick", (64, 32, 16), 100),
        ("mnist", (100, 50, 25), 78),
        ("mnist-deep", (200, 100, 50, 25), 36),
        # However large, there are enough of them for a standard error.
        ("mnist", (256, 256, 256, 256), 20),
    ],
)
def test_a_large_networks_point_is_sampled_over_fewer_images(name, hidden, images):
    run = Run(PRESETS[name].replace(hidden=hidden))
    found, drawn = run.curve[0], estimate(run.parameters, run.dataset, 0, images, 10)
    np.testing.assert_array_equal(found.layer_costs_bits, drawn.layer_costs_bits.mean)
    np.testing.assert_array_equal(found.error_bits, drawn.free_energy_bits.standard_error)
    assert not found.exact


def test_held_out_images_cost_what_each_of_them_does_by_itself():
    """Exact where the parts are: Σ over every explanation, every held-out image."""
    recipe = PRESETS["digits"].replace(dataset="digits-split", hidden=(5,), learners=2)
    run = Run(recipe)
    run.advance(500)
    found, unseen = run.measured(), run.dataset.held_out
    assert found.exact
    bits = free_energy(run.parameters, unseen) / np.log(2)
    np.testing.assert_allclose(found.held_out_bits, bits.mean(1))
    np.testing.assert_allclose(found.held_out_error_bits, bits.std(1, ddof=1) / len(unseen) ** 0.5)
    # Seen or not, an image costs about the same after so little learning.
    near = abs(found.held_out_bits - found.description_length_bits)
    assert (near < 5 * found.held_out_error_bits).all()


@pytest.mark.parametrize(
    ("name", "count"), [("digits-quick", 355), ("mnist", 312), ("mnist-deep", 144)]
)
def test_a_sampled_point_takes_some_of_the_held_out_images(name, count):
    run = Run(PRESETS[name])
    every = run.dataset.held_out
    some = every[[n * (len(every) - 1) // (count - 1) for n in range(count)]]
    bits = to_bits(-importance(run.parameters, some, 1, run.recipe.seed)[..., 0])
    np.testing.assert_allclose(run.curve[0].held_out_bits, bits.mean(1))
    error = bits.std(1, ddof=1) / count**0.5
    np.testing.assert_allclose(run.curve[0].held_out_error_bits, error)


def test_a_world_that_holds_none_out_has_no_such_figure():
    for preset in ("kirby", "digits"):
        found = Run(PRESETS[preset].replace(learners=2)).curve[0]
        for part in (found.held_out_bits, found.held_out_error_bits):
            np.testing.assert_array_equal(part, [np.nan, np.nan])
    one = found.learner(1)
    assert one.held_out_bits.shape == one.held_out_error_bits.shape == (1,)


def test_held_out_images_are_paid_for():
    recipe = PRESETS["digits-quick"]
    assert cost(recipe) > 1.3 * cost(recipe.replace(dataset="digits"))
