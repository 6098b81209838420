"""Reweighted wake-sleep against enumeration and plain loops, and where it is plain wake-sleep."""

from itertools import product
from math import exp

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
from wsviz.engine.learning import sleep
from wsviz.engine.parameters import GENERATIVE, RECOGNITION
from wsviz.engine.step import SLEEP, WAKE, blank
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run
from wsviz.variants.reweighted import wake

SIZES = (2, 2)
DATUM = (1, 0)
CASES = [c for c in configurations(SIZES) if c[0] == DATUM]
DEEP = (3, 2, 1)
KIRBY = PRESETS["kirby"].replace(variant="reweighted")


def woken(parameters, cases, awake=True, floor=-np.inf):
    """The wake Step of these explanations, in float64; by default recognition learns too."""
    rule = plain_rule(parameters)
    rule.generative.floor[...] = floor
    rule = rule._replace(awake=rule.recognition if awake else None)
    shape = parameters.architecture
    return wake(parameters, together(cases), rule, blank(shape, WAKE, 1, len(cases), np.float64))


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


def expected_changes(parameters, particles):
    """Expected changes of both directions awake over all tuples of explanations."""
    found = {GENERATIVE: 0.0, RECOGNITION: 0.0}
    for chosen in product(CASES, repeat=particles):
        chance = np.exp(sum(log_recognition(c, parameters) for c in chosen))
        for direction, change in woken(parameters, chosen).changes.items():
            found[direction] = found[direction] + chance * change.flat[0]
    return found


@pytest.mark.parametrize("particles", [1, 2, 3])
def test_expected_wake_theta_is_the_gradient_of_the_bound(particles):
    parameters = random_parameters(SIZES, seed=4)
    change = expected_changes(parameters, particles)[GENERATIVE]
    gradient = numeric_gradient(
        lambda moved: bound(moved, parameters, particles), parameters, GENERATIVE
    )
    np.testing.assert_allclose(change, gradient, atol=1e-7)


@pytest.mark.parametrize("particles", [2, 3])
def test_expected_wake_phi_is_the_weighted_gradient_of_log_q(particles):
    parameters = random_parameters(SIZES, seed=5)
    change = expected_changes(parameters, particles)[RECOGNITION]

    def weighted(moved):
        total = 0.0
        for chosen in product(CASES, repeat=particles):
            chance = np.exp(sum(log_recognition(c, parameters) for c in chosen))
            w = [np.exp(log_joint(c, parameters) - log_recognition(c, parameters)) for c in chosen]
            logs = [log_recognition(c, moved) for c in chosen]
            total += chance * np.dot(w, logs) / sum(w)
        return total

    np.testing.assert_allclose(
        change, numeric_gradient(weighted, parameters, RECOGNITION), atol=1e-7
    )


def test_one_explanation_teaches_recognition_nothing_awake():
    parameters = random_parameters(SIZES, seed=6)
    change = expected_changes(parameters, 1)[RECOGNITION]
    np.testing.assert_allclose(change, 0, atol=1e-12)


def looped(parameters, cases, shares, direction):
    """Σ share · input · (state − p) of every number of a direction, in plain loops."""
    found = []
    first = {GENERATIVE: 0, RECOGNITION: 1}[direction]
    for layer, matrix in enumerate(getattr(parameters, direction).matrices, start=first):
        change = np.zeros(matrix.shape[1:])
        for case, share in zip(cases, shares):
            parents = (case[layer + 1 :][:1] or [()])[0] if first == 0 else case[layer - 1]
            inputs = (1, *parents)
            for unit, state in enumerate(case[layer]):
                logit = sum(s * w for s, w in zip(inputs, matrix[0, :, unit]))
                for row, s in enumerate(inputs):
                    change[row, unit] += share * s * (state - 1 / (1 + exp(-logit)))
        found.append(change.ravel())
    return np.concatenate(found)


def normalised(parameters, cases):
    """The cases' importance weights, in plain loops."""
    ratios = [exp(log_joint(c, parameters) - log_recognition(c, parameters)) for c in cases]
    return [ratio / sum(ratios) for ratio in ratios]


def test_both_changes_awake_are_the_plain_loops():
    parameters = random_parameters(DEEP, seed=7)
    datum = (1, 0, 1)
    cases = [c for c in configurations(DEEP) if c[0] == datum][1:6]
    shares = normalised(parameters, cases)
    step = woken(parameters, cases)
    np.testing.assert_allclose(step.shares[0], shares, rtol=1e-12)
    for direction in (GENERATIVE, RECOGNITION):
        before, after = getattr(step.before, direction).flat, getattr(step.after, direction).flat
        expected = looped(parameters, cases, shares, direction)
        np.testing.assert_allclose(step.changes[direction].flat[0], expected, atol=1e-12)
        np.testing.assert_allclose(after[0], before[0] + expected, atol=1e-12)
    free = woken(parameters, cases, awake=False)
    assert free.wake_phi is None
    assert free.after.recognition is parameters.recognition
    np.testing.assert_array_equal(free.change.flat, step.change.flat)


def test_the_change_asleep_is_the_plain_loops_mean():
    parameters = random_parameters(DEEP, seed=8)
    cases = list(configurations(DEEP))[20:24]
    out = blank(parameters.architecture, SLEEP, 1, 4, np.float64)
    change = sleep(parameters, together(cases), plain_rule(parameters, 1 / 4), out).change
    expected = looped(parameters, cases, [1 / 4] * 4, RECOGNITION)
    np.testing.assert_allclose(change.flat[0], expected, atol=1e-12)
    np.testing.assert_allclose(out.shares, 1 / 4)


def test_every_row_explains_the_first_rows_datum():
    cases = [((1, 0), (1, 0)), ((0, 1), (0, 1))]
    step = woken(random_parameters(SIZES), cases)
    np.testing.assert_array_equal(step.states.units[0][0], [(1, 0), (1, 0)])
    np.testing.assert_array_equal(step.draws.data[0], [(1, 0), (1, 0)])


def test_weights_are_normalised_and_right():
    parameters = random_parameters(SIZES, seed=7)
    step = woken(parameters, CASES)
    assert step.shares.sum() == pytest.approx(1)
    logs = [log_joint(c, parameters) - log_recognition(c, parameters) for c in CASES]
    np.testing.assert_allclose(step.log_weights[0], logs, rtol=1e-9)


def test_the_constraint_bounds_the_weighted_change():
    parameters = random_parameters(SIZES, seed=9)
    parameters.generative.flat[...] = 0.01
    step = woken(parameters, [((0, 0), (1, 1))] * 2, floor=0)
    assert step.after.generative.flat.min() == 0


def test_the_lesson_of_either_direction_is_what_was_taught():
    step = woken(
        random_parameters(DEEP, seed=3), [((1, 0, 1), (1, 0), (1,)), ((0,) * 3, (1, 1), (0,))]
    )
    for direction, first in ((GENERATIVE, 0), (RECOGNITION, 1)):
        for layer in range(first, 3):
            lesson = step.lesson(layer, direction)
            weighted = (lesson.states - lesson.predicted) * step.shares[..., None]
            change = lesson.inputs.swapaxes(1, 2) @ weighted
            np.testing.assert_allclose(lesson.change, change, atol=1e-12)
            np.testing.assert_allclose(lesson.after, lesson.before + change, atol=1e-12)
    assert step.lesson(0, RECOGNITION) is None


def test_one_explanation_that_sleep_teaches_is_plain_wake_sleep_bit_for_bit():
    weighed = Run(KIRBY.replace(learners=3, nonnegative=True))
    plain = Run(weighed.recipe.replace(variant="wake-sleep"))
    for run in (weighed, plain):
        run.advance(200)
    for side, own in zip(weighed.parameters, plain.parameters):
        np.testing.assert_array_equal(side.flat, own.flat)


@pytest.mark.parametrize(("wake_phi", "sleep_phi"), [(0, 1), (1, 0), (0.5, 0.5), (0, 0)])
def test_shares_say_where_recognition_learns(wake_phi, sleep_phi):
    run = Run(KIRBY.replace(learners=2, rows=5, wake_phi=wake_phi, sleep_phi=sleep_phi))
    run.advance(100)
    awake, asleep = run.at(100), run.at(100, SLEEP)
    full = Run(run.recipe.replace(wake_phi=1, sleep_phi=1))
    full.restore(run.keyframes | {100: run.parameters}, run.curve)
    assert (awake.wake_phi is not None) == bool(wake_phi)
    if wake_phi:
        expected = wake_phi * full.at(100).wake_phi.flat
        np.testing.assert_allclose(awake.wake_phi.flat, expected, rtol=1e-5, atol=1e-8)
        assert awake.wake_phi.flat.any()
        # Sequential, as in algorithm 1: sleep starts from what wake-φ made of recognition.
        added = asleep.before.recognition.flat - awake.before.recognition.flat
        np.testing.assert_allclose(added, awake.wake_phi.flat, atol=1e-6)
    assert asleep.change.flat.any() == bool(sleep_phi)
    assert run.parameters.recognition.flat.any() == bool(wake_phi or sleep_phi)


def explained(step):
    """The rows of a step as configurations."""
    layers = [units[0].astype(int).tolist() for units in step.states.units]
    return [tuple(map(tuple, row)) for row in zip(*layers)]


def test_both_is_the_sum_of_a_full_step_awake_and_a_full_step_asleep():
    """As the authors' own code has it; the oracle takes both steps in plain loops."""
    rows = 4
    run = Run(KIRBY.replace(rows=rows, wake_phi=1, sleep_phi=1))
    run.advance(40)
    awake, asleep = run.at(40), run.at(40, SLEEP)
    taught = asleep.after.recognition.flat - awake.before.recognition.flat
    before = awake.before.map(np.float64)
    cases = explained(awake)
    awakened = looped(before, cases, normalised(before, cases), RECOGNITION)
    woken = asleep.before.map(np.float64)
    dreamt = looped(woken, explained(asleep), [1 / rows] * rows, RECOGNITION)
    sizes = [matrix[0].size for matrix in before.recognition.matrices]
    rates = np.repeat(run.recipe.recognition_rates, sizes)
    np.testing.assert_allclose(taught[0], rates * (awakened + dreamt), atol=2e-6)
    assert np.abs(rates * awakened).max() > 1e-3
    assert np.abs(rates * dreamt).max() > 1e-3


def test_numbers_stay_finite_at_the_largest_rates():
    wild = KIRBY.replace(generative_rates=(10,) * 3, recognition_rates=(10,) * 2)
    run = Run(wild.replace(rows=4, wake_phi=1.0, learners=2))
    run.advance(3_000)
    for side in run.parameters:
        assert np.isfinite(side.flat).all()
    assert np.isfinite(run.at(3_000).log_weights).all()
