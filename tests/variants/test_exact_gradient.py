"""Exact gradient ascent against enumeration by plain loops and finite differences."""

from math import exp, log
from unittest import mock

import numpy as np
import pytest

from tests.engine.oracle import (
    configurations,
    log_joint,
    numeric_gradient,
    plain_rule,
    random_parameters,
)
from wsviz.engine.noise import LEARNING, draws
from wsviz.engine.parameters import GENERATIVE
from wsviz.engine.step import SLEEP, WAKE, blank
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run
from wsviz.variants.exact_gradient import wake_on

IMAGES = np.array([[1, 0, 1], [0, 0, 1], [1, 1, 0]], np.float32)
PROBABILITIES = np.array([0.5, 0.3, 0.2])
SHAPES = [(3, 2), (3, 2, 1), (3, 1, 2)]
KIRBY = PRESETS["kirby"].replace(variant="exact-gradient")


def draw(uniforms):
    """One of the images for each uniform."""
    return IMAGES[np.searchsorted(PROBABILITIES.cumsum(), uniforms, side="right").clip(0, 2)]


def woken(parameters, cycle=0, rule=None):
    """The wake Step in float64."""
    shape = parameters.architecture
    rows = len(IMAGES) * 2 ** sum(shape.hidden)
    (drawn,) = draws(shape, draw, range(parameters.learners), range(cycle, cycle + 1), 1, LEARNING)
    out = blank(shape, WAKE, parameters.learners, rows, np.float64)
    wake = wake_on(IMAGES, PROBABILITIES, shape)
    return wake(parameters, drawn, rule or plain_rule(parameters), out)


def joint(parameters, image):
    """log P(d, α) of each explanation α, by plain loops."""
    explanations = configurations(parameters.architecture.hidden)
    visible = tuple(int(pixel) for pixel in image)
    return {tuple(c): log_joint((visible, *c), parameters) for c in explanations}


def mean_log_likelihood(parameters):
    total = 0.0
    for image, probability in zip(IMAGES, PROBABILITIES):
        total += probability * log(sum(map(exp, joint(parameters, image).values())))
    return total


@pytest.mark.parametrize("sizes", SHAPES)
def test_the_change_is_the_gradient_of_the_mean_log_likelihood(sizes):
    parameters = random_parameters(sizes, seed=3)
    step = woken(parameters)
    gradient = numeric_gradient(mean_log_likelihood, parameters, GENERATIVE)
    np.testing.assert_allclose(step.change.flat[0], gradient, atol=1e-7)
    np.testing.assert_array_equal(step.after.recognition.flat, parameters.recognition.flat)


def test_each_row_counts_as_much_as_it_is_probable():
    parameters = random_parameters((3, 2, 1), seed=5)
    step, expected = woken(parameters), {}
    for image, probability in zip(IMAGES, PROBABILITIES):
        costs = joint(parameters, image)
        evidence = sum(map(exp, costs.values()))
        for explanation, cost in costs.items():
            key = tuple(image), *explanation
            expected[key] = probability * exp(cost) / evidence
    for row in range(step.shares.shape[1]):
        key = tuple(tuple(units[0, row].astype(int)) for units in step.states.units)
        assert step.shares[0, row] == pytest.approx(expected.pop(key))
    assert not expected


def test_the_first_row_is_drawn_from_the_data_and_the_true_posterior():
    parameters, counts, cycles = random_parameters((3, 2), seed=1), {}, 4_000
    for cycle in range(cycles):
        step = woken(parameters, cycle)
        (datum,) = step.draws.data[0]
        np.testing.assert_array_equal(step.states.units[0][0, 0], datum)
        key = tuple(step.states.units[1][0, 0]), tuple(datum)
        share, count = counts.get(key, (step.shares[0, 0], 0))
        assert share == pytest.approx(step.shares[0, 0])
        counts[key] = share, count + 1
    assert len(counts) == 12
    for share, count in counts.values():
        assert abs(count / cycles - share) < 4 * np.sqrt(share * (1 - share) / cycles)


def test_from_zero_weights_it_never_moves_and_sampling_does():
    run, sampled = Run(KIRBY), Run(PRESETS["kirby"])
    for each in (run, sampled):
        each.advance(400)
    assert not run.parameters.generative.flat.any()
    assert run.measured().kl_bits[0] == pytest.approx(5.4967, abs=1e-4)
    assert sampled.measured().kl_bits[0] < 5


def test_small_random_weights_learn_and_the_likelihood_never_falls():
    run = Run(KIRBY.replace(initial_weights=0.1, learners=2, generative_rates=(2, 2, 2)))
    run.advance(256)
    kl = np.array([point.kl_bits for point in run.curve.values()])
    assert (np.diff(kl, axis=0) < 1e-5).all()
    assert (kl[-1] < 2).all()


def test_a_learner_is_its_own_run_and_any_cycle_comes_back():
    recipe = KIRBY.replace(initial_weights=0.1, learners=3, seed=2)
    run, own = Run(recipe), Run(recipe.replace(learners=1, seed=4))
    for each in (run, own):
        each.advance(60)
    np.testing.assert_allclose(
        run.parameters.generative.flat[2], own.parameters.generative.flat[0], atol=1e-6
    )
    again = Run(recipe)
    for _ in range(60):
        step = again.at(again.cycle)
        again.advance(1)
        np.testing.assert_array_equal(step.after.generative.flat, again.parameters.generative.flat)
    np.testing.assert_array_equal(again.parameters.generative.flat, run.parameters.generative.flat)


def test_recognition_goes_on_learning_from_dreams():
    step = Run(KIRBY.replace(rows=3, initial_weights=0.1)).at(0, SLEEP)
    assert step.states.flat.shape[1] == 3
    assert step.change.flat.any()
    assert not step.listed


def test_machines_too_large_to_list_are_refused_in_words():
    with pytest.raises(ValueError, match=r"with 475,136 rows, as every explanation .* fit"):
        PRESETS["bars"].replace(variant="exact-gradient", hidden=(8, 6))
    with pytest.raises(ValueError, match="every explanation"):
        PRESETS["mnist"].replace(variant="exact-gradient")


@pytest.mark.parametrize("rates", [(5.0, 1e-7, 1e-7), (1e-7, 5.0, 1.0)])
def test_a_slow_layer_learns_beside_a_fast_one(rates):
    """What counts as rounding is a matter of a layer's own rate."""
    parameters = random_parameters((3, 2, 1), seed=3)
    rule = plain_rule(parameters)
    for where, rate in zip(parameters.architecture.units, rates):
        rule.generative.rates[..., where] = rate
    gradient, step = woken(parameters).change, woken(parameters, rule=rule)
    for layer, rate in enumerate(rates):
        expected = rate * gradient.into(layer)
        np.testing.assert_allclose(step.change.into(layer), expected, atol=2e-6 * rate)
        assert step.change.into(layer).any()


def test_rounding_of_float32_is_no_change():
    """At zero weights and even data the gradient is 0; sums of float32 are not."""
    recipe = KIRBY.replace(generative_rates=(5.0, 5.0, 5.0))
    with mock.patch("wsviz.variants.exact_gradient._ROUNDING", 0.0):
        assert Run(recipe).at(0).change.flat.any()
    assert not Run(recipe).at(0).change.flat.any()


def test_no_layer_can_wait_where_all_explanations_are_listed():
    with pytest.raises(ValueError, match="none of them can wait"):
        KIRBY.replace(schedule="layers")
