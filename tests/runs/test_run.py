"""Every moment of a run is at hand, bit for bit, however one walks to it."""

import numpy as np
import pytest

from wsviz.engine.step import SLEEP, WAKE
from wsviz.measure import decompose
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import HISTORY_BYTES, Edit, Run

BARS = PRESETS["bars"]
KIRBY = PRESETS["kirby"]


def flat(parameters):
    return np.concatenate([side.flat for side in parameters], 1)


def same(a, b):
    np.testing.assert_array_equal(flat(a), flat(b))


def test_a_prefix_repeats_bit_for_bit():
    one, two = Run(BARS), Run(BARS)
    one.advance(3000)
    two.advance(3000)
    same(one.parameters, two.parameters)
    assert (flat(one.parameters) != 0).any()


def test_single_steps_equal_one_advance():
    whole, single = Run(BARS), Run(BARS)
    whole.advance(700)
    for _ in range(700):
        single.advance(1)
    same(whole.parameters, single.parameters)


def test_every_cycle_is_the_same_after_any_walk():
    run, straight = Run(BARS), Run(BARS)
    run.advance(2500)
    reference = {}
    for cycle in range(2501):
        reference[cycle] = flat(straight.parameters)
        straight.advance(1)
    for cycle in (2500, 0, 1, 1023, 512, 511, 513, 1024, 2047, 2499, 3, 2, 3, 1300):
        np.testing.assert_array_equal(flat(run.parameters_at(cycle)), reference[cycle])


def test_steps_chain():
    run = Run(KIRBY)
    run.advance(600)
    for cycle in (0, 511, 512, 599):
        awake, asleep = run.at(cycle, WAKE), run.at(cycle, SLEEP)
        assert (awake.cycle, awake.phase, asleep.phase) == (cycle, WAKE, SLEEP)
        same(awake.before, run.parameters_at(cycle))
        same(awake.after, asleep.before)
        same(asleep.after, run.parameters_at(cycle + 1))


def test_looking_never_changes_the_run():
    run, untouched = Run(BARS), Run(BARS)
    for _ in range(3):
        run.at(run.cycle)
        run.at(run.cycle, SLEEP)
        run.at(run.cycle // 2)
        run.measured(run.cycle // 3)
        run.advance(400)
    untouched.advance(1200)
    same(run.parameters, untouched.parameters)


def test_learner_i_is_the_single_run_of_its_seed():
    together = Run(BARS.replace(learners=5, seed=11))
    together.advance(1500)
    for i in range(5):
        single = Run(BARS.replace(seed=11 + i))
        single.advance(1500)
        same(together.parameters.learner(i), single.parameters)


@pytest.mark.parametrize("rows", [2, 7])
def test_learner_i_is_the_single_run_with_several_rows_too(rows):
    together = Run(KIRBY.replace(learners=3, rows=rows))
    together.advance(200)
    single = Run(KIRBY.replace(seed=2, rows=rows))
    single.advance(200)
    same(together.parameters.learner(2), single.parameters)


def test_the_constraint_holds_and_is_ours_to_lift():
    run = Run(BARS.replace(learners=4))
    run.advance(2000)
    assert run.parameters.generative.matrices[0][:, 1:].min() >= 0
    free = Run(BARS.replace(nonnegative=False, learners=4))
    free.advance(2000)
    assert free.parameters.generative.matrices[0][:, 1:].min() < 0


def test_the_curve_is_the_decomposition_at_its_cycles():
    run = Run(BARS.replace(learners=2))
    run.advance(1000)
    assert len(run.curve) > 40
    for cycle, point in list(run.curve.items())[::9]:
        fresh = decompose(run.at(cycle).before, run.dataset)
        np.testing.assert_array_equal(point.kl_bits, fresh.kl_bits)
        np.testing.assert_array_equal(point.penalty_bits, fresh.penalty_bits)
        np.testing.assert_allclose(point.layer_costs_bits.sum(1), point.description_length_bits)


def test_revise_keeps_the_past_and_drops_the_future():
    run, plain = Run(KIRBY), Run(KIRBY)
    run.advance(1000)
    plain.advance(1000)
    slower = KIRBY.replace(generative_rates=(0.01, 0.01, 0.01))
    run.revise(slower, 700)
    assert run.cycle == 700
    same(run.parameters_at(650), plain.parameters_at(650))
    run.advance(300)
    same(run.parameters_at(700), plain.parameters_at(700))
    assert (flat(run.parameters_at(800)) != flat(plain.parameters_at(800))).any()
    assert run.recipe_at(699) == KIRBY
    assert run.recipe_at(700) == slower
    assert all(cycle <= 1000 for cycle in run.curve)


def test_revising_without_a_change_replays_the_same_future():
    run, plain = Run(KIRBY), Run(KIRBY)
    run.advance(900)
    plain.advance(900)
    run.revise(KIRBY, 300)
    run.advance(600)
    same(run.parameters, plain.parameters)


def test_a_replay_across_a_revision_uses_both_recipes():
    run = Run(KIRBY)
    run.advance(100)
    run.revise(KIRBY.replace(rows=3), 100)
    run.advance(100)
    end = flat(run.parameters)
    again = Run(KIRBY, run.revisions[1:])
    again.advance(200)
    np.testing.assert_array_equal(flat(again.parameters), end)
    assert again.recipe.rows == 3


def test_a_weight_set_by_hand_is_part_of_the_history():
    run = Run(KIRBY)
    run.advance(300)
    edits = (Edit("generative", 0, 2, 4, 5.0), Edit("recognition", 1, 0, 3, -2.0))
    run.revise(KIRBY, 300, edits)
    assert run.parameters.generative.matrices[0][0, 2, 4] == 5
    assert run.at(300).before.recognition.matrices[0][0, 0, 3] == -2
    run.advance(700)
    end = flat(run.parameters)
    assert run.parameters_at(299).generative.matrices[0][0, 2, 4] != 5
    again = Run(KIRBY, run.revisions[1:])
    again.advance(1000)
    np.testing.assert_array_equal(flat(again.parameters), end)
    np.testing.assert_array_equal(flat(again.parameters_at(300)), flat(run.parameters_at(300)))


def test_going_on_from_a_past_moment_replays_the_same_future():
    run = Run(KIRBY)
    run.advance(500)
    run.revise(KIRBY.replace(nonnegative=True), 500)
    run.advance(500)
    end, curve = flat(run.parameters), dict(run.curve)
    run.rewind(200)
    assert run.cycle == 200
    assert run.recipe == KIRBY
    run.advance(800)
    np.testing.assert_array_equal(flat(run.parameters), end)
    assert run.recipe.nonnegative
    assert list(run.curve) == list(curve)


def test_the_same_state_with_another_draw():
    run = Run(KIRBY)
    run.advance(400)
    before, step = flat(run.parameters), run.at(400)
    run.revise(run.recipe.replace(reroll=1), 400)
    np.testing.assert_array_equal(flat(run.parameters), before)
    assert (run.at(400).draws.recognise[0] != step.draws.recognise[0]).all()


def test_a_revision_returns_the_dropped_future():
    run = Run(KIRBY)
    run.advance(1000)
    points = [cycle for cycle in run.curve if cycle >= 600]
    assert list(run.revise(KIRBY.replace(rows=2), 600)) == points
    assert max(run.curve) == 600


def test_history_stays_within_its_bytes():
    run = Run(PRESETS["digits"].replace(hidden=(256, 64), learners=2))
    for _ in range(12):
        run.advance(run._spacing)
        assert run.history_bytes <= HISTORY_BYTES
    assert len(run._keyframes) > 2
    middle = run.cycle // 2 + 1
    assert run.at(middle).cycle == middle


@pytest.mark.parametrize("cycle", [-1, 11, 10**9])
def test_cycles_that_do_not_exist_are_refused_in_words(cycle):
    run = Run(KIRBY)
    run.advance(10)
    with pytest.raises(ValueError, match="has not been learned: the run has 10"):
        run.at(cycle)


def test_another_network_is_another_run():
    run = Run(KIRBY)
    for other in (KIRBY.replace(hidden=(5, 1)), KIRBY.replace(seed=1), KIRBY.replace(learners=2)):
        with pytest.raises(ValueError, match="starts over"):
            run.revise(other, 0)


def test_what_a_run_shows_cannot_be_written_to():
    run = Run(KIRBY)
    with pytest.raises(ValueError, match="read-only"):
        run.parameters.generative.flat[:] = 1


def test_numbers_stay_finite_at_the_largest_rates():
    wild = KIRBY.replace(generative_rates=(10,) * 3, recognition_rates=(10,) * 2, learners=3)
    run = Run(wild)
    run.advance(20_000)
    assert np.isfinite(flat(run.parameters)).all()
    point = run.measured()
    assert np.isfinite(point.kl_bits).all()
    assert np.isfinite(point.penalty_bits).all()


def test_a_rate_of_0_learns_nothing():
    still = KIRBY.replace(generative_rates=(0,) * 3, recognition_rates=(0,) * 2)
    run = Run(still)
    run.advance(100)
    assert not flat(run.parameters).any()


@pytest.mark.slow
def test_kirby_world_is_learned():
    """science.md: 10 seeds, 60,000 cycles, KL .172-.577 bits, median .27."""
    run = Run(KIRBY.replace(learners=10))
    run.advance(60_000)
    kl = decompose(run.parameters, run.dataset).kl_bits
    assert np.median(kl) < 0.6
    assert kl.min() > 0
