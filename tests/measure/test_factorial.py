"""The best factorial Q against searches in plain loops, closed forms and what cannot matter."""

from functools import cache
from itertools import product
from math import exp, log

import numpy as np
import pytest

from tests.engine.oracle import SHAPES, log_layer, random_parameters
from tests.measure.test_exact import flipped, learners, permuted
from tests.measure.worlds import bars, kirby, random_world, two_causes
from wsviz.engine.architecture import Architecture
from wsviz.engine.parameters import Parameters
from wsviz.measure import (
    configurations,
    decompose,
    factorial_table,
    free_energy,
    least_free_energy,
    log_evidence,
    penalty_parts,
    searchable,
    tables,
)


def steep(sizes, seed=0, learners=1):
    """Random parameters large enough that explanations exclude each other."""
    return random_parameters(sizes, seed, learners).map(lambda flat: 4 * flat)


def looped_cost(logits, costs):
    """E_q[cost] − H(q) by loops over all states; costs: dict state -> nats."""
    total = 0
    for state, cost in costs.items():
        log_q = sum(-log(1 + exp(-x if s else x)) for s, x in zip(state, logits))
        total += exp(log_q) * (log_q + cost)
    return total


def walked(costs, logits):
    """The least cost that a walk over logits finds: up or down in ever smaller steps."""
    found, size = looped_cost(logits, costs), 8.0
    while size > 1e-4:
        better = False
        for unit, sign in product(range(len(logits)), (size, -size)):
            moved = [x + sign * (i == unit) for i, x in enumerate(logits)]
            # Beyond 30 nothing changes but rounding.
            if abs(moved[unit]) < 30 and (cost := looped_cost(moved, costs)) < found - 1e-13:
                found, logits, better = cost, moved, True
        size = size if better else size / 2
    return found


def looped_least(image, one):
    """Least cost of the image and of all above it, each layer's states taken one by one."""
    rng, top = np.random.default_rng(0), len(one.architecture.sizes) - 1
    sizes, matrices = one.architecture.sizes, [m[0] for m in one.generative.matrices]

    @cache
    def least(states, layer):
        if layer == top:
            return -log_layer(states, matrices[top], ())
        costs = {
            above: least(above, layer + 1) - log_layer(states, matrices[layer], above)
            for above in product((0, 1), repeat=sizes[layer + 1])
        }
        starts = rng.normal(scale=4, size=(8, sizes[layer + 1])).tolist()
        return min(walked(costs, start) for start in starts)

    return least(tuple(image), 0)


@pytest.mark.parametrize("sizes", SHAPES, ids=str)
def test_no_walk_finds_a_cheaper_factorial_q(sizes):
    one = steep(sizes, seed=3)
    images = configurations(sizes[0])
    expected = [looped_least(tuple(map(int, image)), one) for image in images]
    assert least_free_energy(one, images)[0] == pytest.approx(expected, abs=1e-7)


@pytest.mark.parametrize("sizes", [*SHAPES, (4, 5), (6, 5, 1)], ids=str)
def test_the_parts_make_up_the_penalty_and_recognition_never_leads(sizes):
    parameters = steep(sizes, seed=1, learners=4)
    world = random_world(sizes[0])
    parts = penalty_parts(parameters, world.images)
    assert parts.lag_bits.shape == parts.unavoidable_bits.shape == (4, len(world.images))
    assert (parts.lag_bits >= 0).all()
    assert (parts.unavoidable_bits >= 0).all()
    whole = (parts.unavoidable_bits + parts.lag_bits) @ world.probabilities
    np.testing.assert_allclose(whole, decompose(parameters, world).penalty_bits, atol=1e-10)


@pytest.mark.parametrize("sizes", [(4, 1), (3, 1, 1), (2, 1, 1, 1)], ids=str)
def test_a_single_unit_a_layer_can_say_everything(sizes):
    parts = penalty_parts(steep(sizes, learners=3), configurations(sizes[0]))
    np.testing.assert_allclose(parts.unavoidable_bits, 0, atol=1e-9)
    assert parts.lag_bits.max() > 0.1


def test_a_single_unit_on_top_leaves_only_the_layers_below_it():
    one = steep((3, 4, 1), seed=2)
    above = Parameters.initial(Architecture((4, 1)), dtype=np.float64)
    for mine, theirs in zip(above.generative.matrices, one.generative.matrices[1:]):
        mine[...] = theirs
    states = configurations(4)
    np.testing.assert_allclose(least_free_energy(above, states), -log_evidence(above, states))
    assert penalty_parts(one, configurations(3)).unavoidable_bits.max() > 0.01


def test_independent_causes_are_no_loss():
    # Without generative weights the image tells nothing, and the prior is factorial.
    one = steep((3, 3, 2))
    for matrix in one.generative.matrices:
        matrix[:, 1:] = 0
    parts = penalty_parts(one, configurations(3))
    np.testing.assert_allclose(parts.unavoidable_bits, 0, atol=1e-9)
    assert parts.lag_bits.min() > 0.01


def test_the_house_that_jumped_costs_one_bit_at_least():
    averaging = penalty_parts(two_causes(-10, 20, -20), [[1]])
    assert averaging.unavoidable_bits[0, 0] == pytest.approx(0.9999, abs=6e-5)
    assert sum(averaging)[0, 0] == pytest.approx(5.714, abs=1e-3)
    # Recognition that has picked one cause does not lag behind.
    picking = penalty_parts(two_causes(-10, 20, -20, (10, -10)), [[1]])
    assert picking.unavoidable_bits[0, 0] == pytest.approx(0.9999, abs=6e-5)
    assert picking.lag_bits[0, 0] == pytest.approx(0, abs=1e-3)


def test_what_is_unavoidable_depends_on_the_generative_weights_alone():
    one, other = steep((9, 6, 1), seed=5), steep((9, 6, 1), seed=6)
    mixed = Parameters(one.generative, other.recognition)
    images = kirby().images
    first, second = (penalty_parts(p, images) for p in (one, mixed))
    np.testing.assert_allclose(first.unavoidable_bits, second.unavoidable_bits, atol=1e-9)
    assert not np.allclose(first.lag_bits, second.lag_bits)


@pytest.mark.parametrize(
    "change", [lambda p: permuted(p, 1, [2, 0, 1]), lambda p: flipped(p, 1, 2)]
)
def test_names_and_signs_of_units_do_not_matter(change):
    before, images = steep((4, 3, 2), seed=5, learners=2), configurations(4)
    pairs = zip(penalty_parts(change(before), images), penalty_parts(before, images))
    for changed, same in pairs:
        np.testing.assert_allclose(changed, same, atol=1e-8)


def test_blocks_and_groups_do_not_change_the_figures(monkeypatch):
    parameters, images = steep((4, 3, 2), seed=7, learners=3), configurations(4)
    whole = penalty_parts(parameters, images)
    monkeypatch.setattr(tables, "_BLOCK", 1)
    np.testing.assert_allclose(penalty_parts(parameters, images), whole, atol=1e-12)
    alone = [penalty_parts(one, images) for one in learners(parameters)]
    np.testing.assert_allclose(np.concatenate(alone, 1), whole, atol=1e-12)


@pytest.mark.parametrize("size", [1e2, 1e4])
def test_saturation_stays_finite(size):
    parameters = random_parameters((9, 6, 2), seed=2, learners=2).map(lambda flat: size * flat)
    parts = np.array(penalty_parts(parameters, kirby().images))
    assert np.isfinite(parts).all()
    assert (parts >= 0).all()


def test_out_of_reach_is_said_plainly():
    assert searchable(Architecture((9, 6, 1)), 12)
    assert searchable(Architecture((16, 8, 1)), len(bars().images), 20)
    parameters = Parameters.initial(Architecture((64, 12)))
    images = np.zeros((1797, 64))
    assert not searchable(parameters.architecture, len(images))
    with pytest.raises(ValueError, match=r"64-12 on 1,797 images is too much to search .* fewer"):
        least_free_energy(parameters, images)


def test_the_search_starts_no_worse_than_the_networks_own_q():
    parameters, images = steep((4, 3, 2), seed=9, learners=5), configurations(4)
    assert (least_free_energy(parameters, images) <= free_energy(parameters, images)).all()


def test_tables_of_independent_units():
    np.testing.assert_allclose(factorial_table((0.3, 0.9)), [0.07, 0.63, 0.03, 0.27])
    np.testing.assert_allclose(factorial_table(np.zeros((2, 0))), [[1], [1]])
