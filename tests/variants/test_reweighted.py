"""Reweighted wake-sleep against enumeration, and where it is plain wake-sleep."""

from itertools import product

import numpy as np
import pytest

from tests.engine.oracle import (
    configurations,
    forced,
    log_joint,
    log_recognition,
    numeric_gradient,
    plain_rule,
    random_parameters,
)
from wsviz.engine.noise import draws
from wsviz.engine.step import SLEEP, WAKE, blank
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run
from wsviz.variants.reweighted import BOTH, MODES, SLEEP_PHI, WAKE_PHI, cycle, weigh

SIZES = (2, 2)
DATUM = (1, 0)
CASES = [c for c in configurations(SIZES) if c[0] == DATUM]


def blanks(parameters, rows, dtype=np.float64):
    return [blank(parameters.architecture, phase, 1, rows, dtype) for phase in (WAKE, SLEEP)]


def together(cases):
    """Draws whose rows are forced to these configurations."""
    rows = [forced(c) for c in cases]
    return rows[0]._replace(
        data=np.concatenate([r.data for r in rows], 1),
        recognise=tuple(np.concatenate(n, 1) for n in zip(*(r.recognise for r in rows))),
        dream=tuple(np.concatenate(n, 1) for n in zip(*(r.dream for r in rows))),
    )


def bound(moved, fixed, particles):
    """Expected log 1/K Σ w_k, the particles drawn from `fixed` recognition."""
    total = 0.0
    for chosen in product(CASES, repeat=particles):
        chance = np.exp(sum(log_recognition(c, fixed) for c in chosen))
        weights = [np.exp(log_joint(c, moved) - log_recognition(c, fixed)) for c in chosen]
        total += chance * np.log(np.mean(weights))
    return total


def expected_changes(parameters, particles, mode):
    """Expected changes of both directions over all tuples of particles."""
    found = [0.0, 0.0]
    for chosen in product(CASES, repeat=particles):
        chance = np.exp(sum(log_recognition(c, parameters) for c in chosen))
        rule, steps = plain_rule(parameters), blanks(parameters, particles)
        after = cycle(parameters, together(chosen), rule, *steps, mode)
        for side in (0, 1):
            found[side] = found[side] + chance * (after[side].flat - parameters[side].flat)[0]
    return found


@pytest.mark.parametrize("particles", [1, 2, 3])
def test_expected_wake_theta_is_the_gradient_of_the_bound(particles):
    parameters = random_parameters(SIZES, seed=4)
    change, _ = expected_changes(parameters, particles, WAKE_PHI)
    gradient = numeric_gradient(
        lambda moved: bound(moved, parameters, particles), parameters, "generative"
    )
    np.testing.assert_allclose(change, gradient, atol=1e-7)


@pytest.mark.parametrize("particles", [2, 3])
def test_expected_wake_phi_is_the_weighted_gradient_of_log_q(particles):
    parameters = random_parameters(SIZES, seed=5)
    _, change = expected_changes(parameters, particles, WAKE_PHI)

    def weighted(moved):
        total = 0.0
        for chosen in product(CASES, repeat=particles):
            chance = np.exp(sum(log_recognition(c, parameters) for c in chosen))
            w = [np.exp(log_joint(c, parameters) - log_recognition(c, parameters)) for c in chosen]
            logs = [log_recognition(c, moved) for c in chosen]
            total += chance * np.dot(w, logs) / sum(w)
        return total

    np.testing.assert_allclose(
        change, numeric_gradient(weighted, parameters, "recognition"), atol=1e-7
    )


def test_one_particle_teaches_recognition_nothing_awake():
    parameters = random_parameters(SIZES, seed=6)
    _, change = expected_changes(parameters, 1, WAKE_PHI)
    np.testing.assert_allclose(change, 0, atol=1e-12)


def test_weights_are_normalised_and_right():
    parameters = random_parameters(SIZES, seed=7)
    awake, _ = blanks(parameters, 4)
    found = weigh(parameters, together(CASES), plain_rule(parameters), awake)
    assert found.weights.sum() == pytest.approx(1)
    logs = [log_joint(c, parameters) - log_recognition(c, parameters) for c in CASES]
    np.testing.assert_allclose(found.log_weights[0], logs, rtol=1e-9)
    expected = np.log(np.mean(np.exp(logs)))
    assert found.log_evidence[0] == pytest.approx(expected)


def kirby(cycles, particles, mode, learners=3):
    recipe = PRESETS["kirby"].replace(learners=learners)
    parameters, rule = recipe.initial_parameters(), recipe.rule()
    shape, data = recipe.architecture, Run(recipe).dataset.draw
    steps = [blank(shape, phase, learners, particles) for phase in (WAKE, SLEEP)]
    for drawn in draws(shape, data, recipe.seeds, range(cycles), particles):
        parameters = cycle(parameters, drawn, rule, *steps, mode)
        parameters = parameters.copy()
    return parameters


def test_one_particle_with_sleep_is_plain_wake_sleep_bit_for_bit():
    run = Run(PRESETS["kirby"].replace(learners=3))
    run.advance(200)
    found = kirby(200, 1, SLEEP_PHI)
    for side, own in zip(found, run.parameters):
        np.testing.assert_array_equal(side.flat, own.flat)


@pytest.mark.parametrize("mode", MODES)
def test_it_learns_and_stays_finite(mode):
    found = kirby(300, 5, mode)
    for side in found:
        assert np.isfinite(side.flat).all()
        assert side.flat.any()


def test_both_is_half_of_each():
    parameters = random_parameters(SIZES, seed=8)
    drawn, rule = together(CASES), plain_rule(parameters)
    changes = {
        mode: cycle(parameters, drawn, rule, *blanks(parameters, 4), mode).recognition.flat.copy()
        - parameters.recognition.flat
        for mode in MODES
    }
    np.testing.assert_allclose(
        changes[BOTH], (changes[SLEEP_PHI] + changes[WAKE_PHI]) / 2, atol=1e-12
    )
