"""The wake and sleep rules against gradients by enumeration, and the traps of others' code."""

from itertools import pairwise
from math import exp

import numpy as np
import pytest

from tests.engine.oracle import (
    SHAPES,
    configurations,
    forced,
    log_joint,
    log_recognition,
    numeric_gradient,
    plain_rule,
    random_parameters,
    step,
)
from wsviz.engine.architecture import Architecture
from wsviz.engine.learning import Rule, Teaching, sigmoid, sleep, wake
from wsviz.engine.noise import draws
from wsviz.engine.parameters import Parameters
from wsviz.engine.step import SLEEP, WAKE, blank


def images(uniforms):
    """A data set of two images."""
    return np.where(uniforms[..., None] < 0.5, np.float32([1, 0, 0]), np.float32([0, 1, 1]))


@pytest.mark.parametrize("sizes", SHAPES)
def test_expected_wake_change_is_the_gradient_of_the_expected_log_joint(sizes):
    parameters = random_parameters(sizes, seed=1)
    datum = (1, 0, 1)[: sizes[0]]
    cases = [c for c in configurations(sizes) if c[0] == datum]

    def expected(moved):
        return sum(exp(log_recognition(c, parameters)) * log_joint(c, moved) for c in cases)

    change = sum(
        exp(log_recognition(c, parameters)) * step("wake", parameters, forced(c)).change.flat[0]
        for c in cases
    )
    np.testing.assert_allclose(
        change, numeric_gradient(expected, parameters, "generative"), atol=1e-8
    )


@pytest.mark.parametrize("sizes", SHAPES)
def test_expected_sleep_change_is_the_gradient_of_the_expected_log_recognition(sizes):
    parameters = random_parameters(sizes, seed=2)
    cases = list(configurations(sizes))

    def expected(moved):
        return sum(exp(log_joint(c, parameters)) * log_recognition(c, moved) for c in cases)

    change = sum(
        exp(log_joint(c, parameters)) * step("sleep", parameters, forced(c)).change.flat[0]
        for c in cases
    )
    np.testing.assert_allclose(
        change, numeric_gradient(expected, parameters, "recognition"), atol=1e-8
    )


@pytest.mark.parametrize("sizes", SHAPES)
def test_states_are_on_with_the_probability_of_equation_1(sizes):
    """A unit whose noise is just below its logit is on, just above it off."""
    parameters = random_parameters(sizes, seed=3)
    case = next(iter(configurations(sizes)))
    ones = tuple(tuple(1 for _ in layer) for layer in case)
    logits = [m[0, 0] + m[0, 1:].sum(0) for m in parameters.recognition.matrices]
    for nudge, state in ((-1e-9, 1), (1e-9, 0)):
        noise = forced(ones)
        top = (logits[-1] + nudge)[None, None]
        drawn = step("wake", parameters, noise._replace(recognise=(*noise.recognise[:-1], top)))
        assert (drawn.states.units[-1] == state).all()


@pytest.mark.parametrize("sizes", SHAPES)
def test_each_phase_leaves_the_other_direction_untouched(sizes):
    parameters = random_parameters(sizes)
    case = list(configurations(sizes))[-1]
    awake, asleep = (step(phase, parameters, forced(case)) for phase in (WAKE, SLEEP))
    assert awake.after.recognition is parameters.recognition
    assert asleep.after.generative is parameters.generative
    assert (awake.after.generative.flat != parameters.generative.flat).any()
    assert (asleep.after.recognition.flat != parameters.recognition.flat).any()


@pytest.mark.parametrize("sizes", SHAPES)
def test_every_number_of_both_directions_is_taught(sizes):
    """No bias, no top prior, no layer is left out: with all states on, every change is > 0."""
    parameters = random_parameters(sizes)
    ones = tuple((1,) * n for n in sizes)
    assert (step("wake", parameters, forced(ones)).change.flat > 0).all()
    assert (step("sleep", parameters, forced(ones)).change.flat > 0).all()


def test_the_change_is_not_divided_by_the_width():
    """Note 16's rates are per weight: from zero, ε · 1 · (1 − ½) whatever the layer's size."""
    for sizes in ((3, 2), (3, 64), (64, 3)):
        parameters = Parameters.initial(Architecture(sizes), dtype=np.float64)
        ones = tuple((1,) * n for n in sizes)
        change = step("wake", parameters, forced(ones), plain_rule(parameters, 0.2)).change.flat
        np.testing.assert_allclose(change, 0.1)


def test_dreams_start_from_the_prior_not_from_a_recognised_state():
    """With a top bias of ±40 every dream's top unit is on / off, whatever was recognised."""
    for bias, state in ((40, 1), (-40, 0)):
        parameters = Parameters.initial(Architecture((3, 2, 1)), biases=(0, 0, bias))
        parameters.recognition.matrices[1][:, 0] = -bias
        rule = plain_rule(parameters)
        for drawn in draws(Architecture((3, 2, 1)), images, [7], range(20)):
            awake = wake(parameters, drawn, rule, blank(Architecture((3, 2, 1)), WAKE, 1, 1))
            asleep = sleep(parameters, drawn, rule, blank(Architecture((3, 2, 1)), SLEEP, 1, 1))
            assert awake.states.units[2].item() == 1 - state
            assert asleep.states.units[2].item() == state


def test_data_reach_every_cycle():
    architecture = Architecture((3, 2))
    parameters = Parameters.initial(architecture)
    shown = {
        wake(parameters, drawn, plain_rule(parameters), blank(architecture, WAKE, 1, 1))
        .states.units[0]
        .tobytes()
        for drawn in draws(architecture, images, [0], range(5, 25))
    }
    assert len(shown) == 2


def test_several_rows_teach_the_mean_of_their_single_changes():
    sizes = (3, 2, 1)
    parameters = random_parameters(sizes)
    cases = list(configurations(sizes))[10:14]
    single = [step("wake", parameters, forced(c)).change.flat for c in cases]
    rows = [forced(c) for c in cases]
    together = rows[0]._replace(
        data=np.concatenate([r.data for r in rows], 1),
        recognise=tuple(np.concatenate(n, 1) for n in zip(*(r.recognise for r in rows))),
    )
    change = step("wake", parameters, together, plain_rule(parameters, 1 / 4)).change.flat
    np.testing.assert_allclose(change, np.mean(single, 0), atol=1e-12)


def test_the_constraint_bounds_the_change_and_the_result():
    sizes = (3, 2)
    parameters = random_parameters(sizes)
    rule = plain_rule(parameters)
    floor = parameters.generative.with_flat(np.full(parameters.generative.flat.shape, -np.inf))
    floor.matrices[0][:, 1:] = 0
    parameters.generative.matrices[0][:] = np.abs(parameters.generative.matrices[0]) * 0.01
    zeros = ((0,) * sizes[0], (1, 1))
    constrained = Rule(Teaching(rule.generative.rates, floor.flat), rule.recognition)
    after = step("wake", parameters, forced(zeros), constrained)
    assert (after.after.generative.matrices[0][:, 1:] == 0).all()
    assert (after.after.generative.matrices[0][:, 0] < 0).all()
    np.testing.assert_array_equal(
        after.after.generative.flat, parameters.generative.flat + after.change.flat
    )


def test_an_all_zero_start_teaches_biases_and_weights_alike():
    """Sampling breaks the symmetry: no unit waits for another to differ first."""
    parameters = Parameters.initial(Architecture((3, 4)), learners=1)
    seen = np.zeros_like(parameters.generative.matrices[0])
    for drawn in draws(Architecture((3, 4)), images, [3], range(30)):
        out = blank(Architecture((3, 4)), WAKE, 1, 1)
        seen += np.abs(wake(parameters, drawn, plain_rule(parameters), out).change.matrices[0])
    assert (seen > 0).all()


def test_sigmoid_is_exact_and_never_overflows():
    x = np.array([-1e30, -800.0, -40.0, -1.0, 0.0, 1.0, 40.0, 800.0, 1e30])
    with np.errstate(all="raise"):
        p = sigmoid(x)
        assert sigmoid(x.astype(np.float32)).dtype == np.float32
    np.testing.assert_allclose(p[3:6], [0.2689414213699951, 0.5, 0.7310585786300049], rtol=1e-15)
    assert p[0] == 0
    assert p[-1] == 1
    assert all(a <= b for a, b in pairwise(p))


def test_used_memory_gives_the_same_step():
    sizes = (3, 2, 1)
    parameters = random_parameters(sizes)
    used = blank(parameters.architecture, WAKE, 1, 1, np.float64)
    rule = plain_rule(parameters)
    for case in list(configurations(sizes))[::7]:
        again = wake(parameters, forced(case), rule, used)
        fresh = step(WAKE, parameters, forced(case))
        for name in ("states", "logits", "predicted", "deltas", "change", "taught"):
            np.testing.assert_array_equal(getattr(again, name).flat, getattr(fresh, name).flat)
