"""Schedules: rates by hand-made formulas; waiting layers; a grown machine is a smaller one."""

import numpy as np
import pytest

from wsviz.engine.parameters import GENERATIVE, RECOGNITION
from wsviz.engine.schedule import CONSTANT, HARMONIC, LAYERS, SCHEDULES, STEPS, Schedule
from wsviz.engine.step import SLEEP, WAKE
from wsviz.measure import decompose
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run

KIRBY = PRESETS["kirby"]
DEEP = KIRBY.replace(hidden=(4, 3, 2), span=100, schedule=LAYERS)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (CONSTANT, {0: 1, 99: 1, 1_000_000: 1}),
        (HARMONIC, {0: 1, 50: 1 / 1.5, 100: 0.5, 900: 0.1}),
        (STEPS, {0: 1, 99: 1, 100: 0.5, 199: 0.5, 200: 0.25, 10**9: 0}),
    ],
)
def test_factors(name, expected):
    for cycle, factor in expected.items():
        for direction in (GENERATIVE, RECOGNITION):
            found = Schedule(name, 100).factors(direction, cycle, 2)
            assert found == pytest.approx((factor,) * 3)


def test_greedy_pairs_one_after_the_other_then_all():
    schedule = Schedule(LAYERS, 100)
    for cycle, pair, generative, recognition in (
        (0, (0, 1), (1, 1, 0), (0, 1, 0)),
        (99, (0, 1), (1, 1, 0), (0, 1, 0)),
        (100, (1, 2), (0, 1, 1), (0, 0, 1)),
        (199, (1, 2), (0, 1, 1), (0, 0, 1)),
        (200, None, (1, 1, 1), (1, 1, 1)),
    ):
        assert schedule.pair(cycle, 2) == pair
        assert schedule.factors(GENERATIVE, cycle, 2) == generative
        assert schedule.factors(RECOGNITION, cycle, 2) == recognition


def test_turns_are_where_the_pair_becomes_another():
    for name in SCHEDULES:
        schedule = Schedule(name, 7)
        pairs = [schedule.pair(cycle, 3) for cycle in range(40)]
        changes = [cycle for cycle in range(1, 40) if pairs[cycle] != pairs[cycle - 1]]
        assert schedule.turns(3) == changes


@pytest.mark.parametrize("schedule", [name for name in SCHEDULES if name != CONSTANT])
@pytest.mark.parametrize("phase", [WAKE, SLEEP])
def test_a_change_is_the_constant_one_times_the_rates_factor(schedule, phase):
    run = Run(KIRBY.replace(schedule=schedule, span=70, nonnegative=False))
    run.advance(150)
    step = run.at(150, phase)
    depth, direction = run.architecture.depth, step.change.direction
    factors = Schedule(schedule, 70).factors(direction, 150, depth)
    base = KIRBY.generative_rates if phase == WAKE else (0, *KIRBY.recognition_rates)
    for layer in range(step.change.first, depth + 1):
        lesson = step.lesson(layer)
        errors = lesson.states[0] - lesson.predicted[0]
        expected = factors[layer] * base[layer] * lesson.inputs[0].T @ errors
        np.testing.assert_allclose(step.change.into(layer)[0], expected, atol=1e-6)


@pytest.mark.parametrize("cycle", [30, 130])
def test_layers_above_the_pair_are_off_and_nothing_else_moves(cycle):
    run = Run(DEEP)
    run.advance(cycle + 1)
    lower, upper = run.recipe.pair(cycle)
    for phase in (WAKE, SLEEP):
        step = run.at(cycle, phase)
        for layer in range(upper + 1, 4):
            assert not step.states.units[layer].any()
        taught = {lower, upper} if phase == WAKE else {upper}
        for layer in range(step.change.first, 4):
            assert step.change.into(layer).any() == (layer in taught)
    # The upper layer's generative weights rest with the layers that wait: only its biases learn.
    assert not run.parameters.generative.into(upper)[0, 1:].any()


def test_while_the_layers_above_wait_the_network_is_the_machine_without_them():
    """Same data, same chance where it is the same: the image and layer 1 alone."""
    grown = Run(KIRBY.replace(hidden=(6, 2), schedule=LAYERS, span=200))
    grown.advance(150)
    alone = Run(KIRBY.replace(hidden=(6,)))
    alone.restore({0: _lower(grown.parameters, alone.parameters)}, alone.curve, 0)
    found, expected = (decompose(run.parameters, run.dataset) for run in (grown, alone))
    np.testing.assert_allclose(found.kl_bits, expected.kl_bits, atol=1e-6)
    np.testing.assert_allclose(found.penalty_bits, expected.penalty_bits, atol=1e-6)
    assert found.kl_bits[0] < 5.4


def _lower(parameters, alone):
    """The image's and layer 1's part of larger Parameters."""
    lower = alone.copy()
    lower.generative.into(0)[...] = parameters.generative.into(0)
    lower.generative.into(1)[...] = parameters.generative.into(1)[:, :1]
    lower.recognition.into(1)[...] = parameters.recognition.into(1)
    return lower


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_any_walk_ends_alike(schedule):
    recipe = DEEP.replace(schedule=schedule, learners=2)
    run, steps = Run(recipe), Run(recipe)
    run.advance(310)
    for cycles in (1, 99, 1, 150, 59):
        steps.advance(cycles)
    for one, other in zip(run.parameters, steps.parameters):
        np.testing.assert_array_equal(one.flat, other.flat)
    np.testing.assert_array_equal(
        run.at(120, SLEEP).after.recognition.flat, run.parameters_at(121).recognition.flat
    )


def test_a_schedule_may_change_on_the_way():
    run = Run(KIRBY)
    run.advance(100)
    run.revise(KIRBY.replace(schedule=HARMONIC, span=50), 100)
    run.advance(1)
    assert run.recipe.rate(GENERATIVE, 0, 100, WAKE) == pytest.approx(0.15 / 3)
    assert run.recipe_at(99).rate(GENERATIVE, 0, 99, WAKE) == 0.15
