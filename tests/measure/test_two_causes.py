"""Two causes: the constants of science.md to the digits given there."""

from itertools import product

import numpy as np
import pytest

from wsviz.measure import factorial_table, to_bits
from wsviz.measure.two_causes import (
    EXPLANATIONS,
    alarm,
    chances,
    cheapest,
    cost,
    first_cause,
    machine,
    marginals,
    taught,
    wake_gradient,
    world,
)

HOUSE = machine(-10, 20, -20)


def test_the_house_jumped():
    found = world(HOUSE)
    neither, second, first, both = found.posterior
    assert neither == pytest.approx(4.54e-5, abs=5e-8)
    assert both == pytest.approx(4.54e-5, abs=5e-8)
    assert first == pytest.approx(0.49995, abs=5e-6)
    assert second == pytest.approx(0.49995, abs=5e-6)
    assert to_bits(-np.log(found.evidence)) == pytest.approx(14.427, abs=5e-4)


def test_one_cause_alone_makes_the_jump_as_likely_as_not():
    each, effect = chances(HOUSE)
    assert each == pytest.approx(1 / (1 + np.exp(10)))
    np.testing.assert_allclose(
        effect, [1 / (1 + np.exp(20)), 0.5, 1 / (1 + np.exp(-20))], atol=1e-16
    )


def test_joint_and_posterior_agree():
    found = world(machine(-2, 4, -4))
    np.testing.assert_allclose(found.joint / found.joint.sum(), found.posterior, rtol=1e-9)


def test_mackays_alarm():
    found = alarm()
    assert first_cause(found) == pytest.approx(0.495, abs=5e-4)
    assert first_cause(found, second=1) == pytest.approx(0.083, abs=5e-4)


def test_observing_one_cause_moves_the_other_in_the_truth():
    found = world(HOUSE)
    assert first_cause(found) == pytest.approx(0.5, abs=1e-3)
    assert first_cause(found, second=1) < 1e-3
    assert first_cause(found, second=0) > 0.999


def test_sleeps_optimum_averages_the_modes():
    found = world(HOUSE)
    q = marginals(found)
    np.testing.assert_allclose(q, 0.5, atol=1e-6)
    averaged = cost(found, q)
    assert averaged.forward_bits == pytest.approx(0.9986, abs=1e-3)
    assert averaged.penalty_bits == pytest.approx(5.714, abs=1e-3)
    assert averaged.description_length_bits == pytest.approx(20.14, abs=5e-3)
    picked = cost(found, cheapest(found))
    assert picked.penalty_bits == pytest.approx(0.9999, abs=6e-5)
    assert picked.description_length_bits == pytest.approx(15.43, abs=5e-3)


@pytest.mark.parametrize(
    ("settings", "best", "by_sleep"),
    [((-2, 4, -4), 0.296, 0.296), ((-3, 6, -6), 0.76, 0.80), ((-4, 8, -8), 0.93, 1.44)],
)
def test_softer_machines(settings, best, by_sleep):
    found = world(machine(*settings))
    assert cost(found, cheapest(found)).penalty_bits == pytest.approx(best, abs=6e-3)
    assert cost(found, marginals(found)).penalty_bits == pytest.approx(by_sleep, abs=6e-3)


def test_the_wrong_wake_gradient():
    true = wake_gradient(HOUSE, world(HOUSE).posterior)
    wrong = wake_gradient(HOUSE, factorial_table((0.5, 0.5)))
    np.testing.assert_allclose(true, 0.250, atol=5e-4)
    np.testing.assert_allclose(wrong, 0.125, atol=5e-4)


def test_the_gradient_is_that_of_the_log_evidence():
    base = machine(-2, 4, -4)

    def evidence(weight):
        moved = base.copy()
        moved.generative.matrices[0][0, 2, 0] = weight
        return np.log(world(moved).evidence)

    slope = (evidence(4 + 1e-5) - evidence(4 - 1e-5)) / 2e-5
    assert wake_gradient(base, world(base).posterior)[1] == pytest.approx(slope, rel=1e-6)


def test_a_wrong_explanation_teaches_more_slowly():
    true, wrong = (taught(HOUSE, 30, 0.5, by_sleep) for by_sleep in (False, True))
    assert true[0] == wrong[0] == 20
    assert true[-1] > wrong[-1] > 20


def test_factorial_tables_sum_to_one():
    np.testing.assert_allclose(factorial_table((0.3, 0.9)), [0.07, 0.63, 0.03, 0.27])
    assert EXPLANATIONS.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]


def test_an_impossible_observation_has_no_posterior():
    found = alarm(earthquake=0.0)
    assert first_cause(found, second=1) is None


def dearest_and_best(found):
    """(penalty of sleep's optimum, of the cheapest Q, of the best Q that plain loops find)."""
    logits = [x / 4 for x in range(-160, 161, 8)]
    best = min((looped_penalty(found, a, b), a, b) for a in logits for b in logits)
    for size in (1, 0.25, 0.05, 0.01, 0.002):
        while True:
            _, a, b = best
            around = [(a + i * size, b + j * size) for i in (-1, 0, 1) for j in (-1, 0, 1)]
            better = min((looped_penalty(found, *place), *place) for place in around)
            if better >= best:
                break
            best = better
    penalties = [cost(found, q).penalty_bits for q in (marginals(found), cheapest(found))]
    return *penalties, best[0] / np.log(2)


def looped_penalty(found, a, b):
    """KL(Q‖P) in nats of a Q with those log-odds, by loops."""
    total = 0
    for p, (first, second) in zip(found.posterior, ((0, 0), (0, 1), (1, 0), (1, 1))):
        log_q = -np.logaddexp(0, -a if first else a) - np.logaddexp(0, -b if second else b)
        total += np.exp(log_q) * (log_q - np.log(p))
    return total


@pytest.mark.parametrize(
    "settings",
    [
        (-10, 20, -20),
        (-2, 4, -4),
        (0, 0, 0),
        (-12, 0, -24),
        (0, 24, 0),
        (-3, 7, -11),
        (-12, 24, -24),
    ],
)
def test_the_cheapest_q_is_the_best_there_is(settings):
    by_sleep, cheap, best = dearest_and_best(world(machine(*settings)))
    assert cheap <= by_sleep
    assert cheap == pytest.approx(best, abs=1e-6)


def test_over_the_sliders_whole_range_sleep_is_never_cheaper():
    biases, weights, effects = (-12, -6.5, -2, -0.5, 0), (0, 0.5, 4, 13, 24), (-24, -9.5, -4, -1, 0)
    for settings in product(biases, weights, effects):
        found = world(machine(*settings))
        cheap, by_sleep = (cost(found, q(found)).penalty_bits for q in (cheapest, marginals))
        assert -1e-12 < cheap <= by_sleep
