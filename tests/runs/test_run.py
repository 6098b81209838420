"""Every moment of a run is at hand, bit for bit, however one walks to it."""

import numpy as np
import pytest

from wsviz.engine.step import SLEEP, WAKE
from wsviz.measure import decompose
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import HISTORY_BYTES, MAX_WEIGHT, Edit, Revision, Run

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


@pytest.mark.parametrize(("learners", "points"), [(1, 40), (2, 9)])
def test_the_curve_is_the_decomposition_at_its_cycles(learners, points):
    run = Run(BARS.replace(learners=learners))
    run.advance(1000)
    assert len(run.curve) > points
    for cycle, point in list(run.curve.items())[::9]:
        fresh = decompose(run.at(cycle).before, run.dataset)
        np.testing.assert_array_equal(point.kl_bits, fresh.kl_bits)
        np.testing.assert_array_equal(point.penalty_bits, fresh.penalty_bits)
        np.testing.assert_allclose(point.layer_costs_bits.sum(1), point.description_length_bits)


def test_a_crowds_curve_is_the_same_however_it_was_walked_and_revised():
    crowd = BARS.replace(learners=20)
    run, steps = Run(crowd), Run(crowd)
    run.advance(600)
    for _ in range(6):
        steps.advance(100)
    assert list(run.curve) == list(steps.curve) == [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512]
    run.rewind(100)
    run.advance(1000)
    steps.advance(500)
    assert list(run.curve) == list(steps.curve)
    run.revise(crowd.replace(rows=8), 700)
    run.advance(400)
    assert list(run.curve) == [*[*steps.curve][:-1], 700, 1024]


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
    again = Run(KIRBY, run.revisions)
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
    again = Run(KIRBY, run.revisions)
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
    for changes in ({"hidden": (5, 1)}, {"seed": 1}, {"learners": 2}, {"biases": (0, -3, 0)}):
        other = KIRBY.replace(**changes)
        with pytest.raises(ValueError, match="starts over"):
            run.revise(other, 0)
        with pytest.raises(ValueError, match="starts over"):
            Run(KIRBY, [Revision(0, other)])


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


HAND = (Edit("recognition", 1, 0, 3, 3.0), Edit("generative", 0, 2, 4, -2.0))


def asleep(*edits, cycle=300, **changes):
    """A run of 500 cycles that was revised in the sleep phase of one of them."""
    run = Run(KIRBY)
    run.advance(500)
    run.revise(KIRBY.replace(**changes), cycle, edits, SLEEP)
    run.advance(500 - cycle)
    return run


def test_what_is_set_by_hand_asleep_is_what_sleep_uses():
    run, plain = asleep(*HAND), Run(KIRBY)
    plain.advance(500)
    same(run.at(300).after, plain.at(300).after)
    step = run.at(300, SLEEP)
    assert step.before.recognition.into(1)[0, 0, 3] == 3
    assert step.drawing(0).matrix[0, 2, 4] == -2
    untouched = run.at(300).after.recognition.into(1)[0, 1:]
    np.testing.assert_array_equal(step.before.recognition.into(1)[0, 1:], untouched)
    same(step.before, run.parameters_at(300, SLEEP))
    same(step.after, run.parameters_at(301))
    assert (flat(run.parameters) != flat(plain.parameters)).any()


REVISED_ASLEEP = {
    "edits": (HAND, {}),
    "rows": ((), {"rows": 3}),
    "rates": ((), {"recognition_rates": (0.5, 0.2)}),
    "other draws": ((), {"reroll": 1}),
    "variant": ((), {"variant": "reweighted", "rows": 4, "wake_phi": 0.5, "sleep_phi": 0.5}),
    "constraint": (HAND, {"nonnegative": True}),
}


@pytest.mark.parametrize("case", REVISED_ASLEEP)
def test_a_cycle_revised_asleep_keeps_its_wake_and_repeats_after_any_walk(case):
    edits, changes = REVISED_ASLEEP[case]
    run, plain = asleep(*edits, **changes), Run(KIRBY)
    plain.advance(500)
    awake = run.at(300)
    same(awake.after, plain.at(300).after)
    np.testing.assert_array_equal(awake.states.flat, plain.at(300).states.flat)
    assert (run.recipe_at(300), run.recipe_at(300, SLEEP)) == (KIRBY, run.recipe)
    assert (flat(run.parameters_at(301)) != flat(plain.parameters_at(301))).any()
    again = Run(KIRBY, run.revisions)
    again.advance(500)
    same(again.parameters, run.parameters)
    for cycle in (301, 0, 300, 499, 300, 301, 302, 299):
        for phase in (SLEEP, WAKE):
            a, b = run.at(cycle, phase), again.at(cycle, phase)
            np.testing.assert_array_equal(a.states.flat, b.states.flat)
            same(a.after, b.after)
    for cycle in (299, 300, 301):
        same(run.at(cycle, SLEEP).after, run.parameters_at(cycle + 1))


def test_another_draw_asleep_dreams_another_dream_from_the_same_weights():
    run, plain = asleep(reroll=1), Run(KIRBY)
    plain.advance(500)
    same(run.parameters_at(300, SLEEP), plain.parameters_at(300, SLEEP))
    new, old = run.at(300, SLEEP), plain.at(300, SLEEP)
    assert (new.draws.dream[0] != old.draws.dream[0]).all()


def test_both_phases_of_one_cycle_can_be_revised():
    run = Run(KIRBY)
    run.advance(10)
    run.revise(KIRBY.replace(rows=2), 5)
    run.revise(KIRBY.replace(rows=3), 5, HAND, SLEEP)
    more = Edit("generative", 2, 0, 0, 1.5)
    run.revise(KIRBY.replace(rows=3), 5, (more,), SLEEP)
    assert [(r.start, r.phase) for r in run.revisions] == [(0, WAKE), (5, WAKE), (5, SLEEP)]
    assert run.revisions[-1].edits == (*HAND, more)
    assert run.at(5).states.flat.shape[1] == 2
    assert run.at(5, SLEEP).states.flat.shape[1] == 3
    run.advance(3)
    run.revise(KIRBY, 5)
    assert [(r.start, r.phase) for r in run.revisions] == [(0, WAKE), (5, WAKE)]


def test_a_revision_asleep_keeps_the_point_of_its_cycle_and_returns_what_came_after():
    run = Run(KIRBY)
    run.advance(1000)
    cycle = next(at for at in run.curve if at > 500)
    point, later = run.curve[cycle], [at for at in run.curve if at > cycle]
    assert list(run.revise(KIRBY, cycle, HAND, SLEEP)) == later
    np.testing.assert_array_equal(run.curve[cycle].kl_bits, point.kl_bits)
    assert max(run.curve) == cycle


def test_edits_at_cycle_0_live_in_the_first_revision():
    run = Run(KIRBY)
    run.advance(10)
    run.revise(KIRBY, 0, HAND[:1])
    run.revise(KIRBY.replace(rows=2), 0, HAND[1:])
    assert run.revisions == [Revision(0, KIRBY.replace(rows=2), HAND)]
    run.advance(20)
    for other in (Run(KIRBY, run.revisions), run.copy(), run.single(0)):
        assert other.parameters_at(0).recognition.into(1)[0, 0, 3] == 3
        other.advance(20 - other.cycle)
        same(other.parameters, run.parameters)
        assert other.revisions == run.revisions


def test_revisions_of_one_moment_are_merged_and_put_in_order():
    late = Revision(20, KIRBY.replace(rows=2))
    run = Run(KIRBY, [late, Revision(0, KIRBY, HAND[:1]), Revision(20, late.recipe, HAND[1:])])
    first, second = run.revisions
    assert first == Revision(0, KIRBY, HAND[:1])
    assert second == late._replace(edits=HAND[1:])


def test_after_a_rewind_copies_stand_where_the_run_stands():
    run = Run(KIRBY.replace(learners=2))
    run.advance(1536)
    run.revise(run.recipe.replace(rows=2), 1536)
    run.advance(10)
    end = flat(run.parameters)
    run.rewind(320)
    for other in (run.copy(), run.single(1)):
        assert other.cycle == 320
        assert other.recipe.rows == 1
        with pytest.raises(ValueError, match="the run has 320"):
            other.at(321)
        same(other.parameters, run.parameters.learner(1) if other.recipe.seed else run.parameters)
        other.advance(1226)
        np.testing.assert_array_equal(flat(other.parameters), end[-len(flat(other.parameters)) :])


@pytest.mark.parametrize("phase", ["dream", "Sleep", "", None])
def test_unknown_phases_are_refused_in_words(phase):
    run = Run(KIRBY)
    for ask in (run.at, run.parameters_at, run.recipe_at):
        with pytest.raises(ValueError, match="it is “wake” or “sleep”"):
            ask(0, phase)
    with pytest.raises(ValueError, match="it is “wake” or “sleep”"):
        run.revise(KIRBY, 0, (), phase)


@pytest.mark.parametrize("cycles", [-5, 2.0, "3", None, True, np.float64(1)])
def test_only_whole_numbers_of_cycles_are_learned(cycles):
    run = Run(KIRBY)
    with pytest.raises(ValueError, match=r"Cycles to learn .*: a whole number from 0"):
        run.advance(cycles)
    assert run.cycle == 0


def test_numpy_integers_are_cycles():
    run = Run(KIRBY)
    run.advance(np.int64(20))
    assert type(run.cycle) is int
    same(run.at(np.int32(10)).before, run.parameters_at(10))
    run.revise(KIRBY, np.int64(15), (Edit("generative", np.int64(0), 1, np.uint8(2), 1),))
    assert run.revisions[-1] == Revision(15, KIRBY, (Edit("generative", 0, 1, 2, 1.0),))
    run.rewind(np.int64(3))
    assert type(run.cycle) is int
    for cycle in (2.5, "3", None):
        with pytest.raises(ValueError, match="a whole number"):
            run.at(cycle)


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (
            Edit("generative", 0, 7, 0, 1),
            "9-6-1 has no generative weight into layer 0, unit 0 from",
        ),
        (Edit("generative", -1, 0, 0, 1), "no generative weight into layer -1"),
        (Edit("recognition", 0, 0, 0, 1), "no recognition weight into layer 0"),
        (Edit("generative", 0, 0, -1, 1), "unit -1"),
        (Edit("sideways", 0, 0, 0, 1), "no sideways weight"),
        (Edit("generative", 0.5, 0, 0, 1), "Layer 0.5: a whole number"),
        (Edit("generative", 0, 0, "1", 1), "Unit “1”: a whole number"),
        (Edit("generative", 0, 0, 0, np.nan), "Weight nan: it lies from -1,000,000 to 1,000,000"),
        (Edit("generative", 0, 0, 0, MAX_WEIGHT * 2), r"Weight 2e\+06: it lies"),
        (Edit("generative", 0, 0, 0, "5"), "Weight “5”: it lies"),
    ],
)
def test_weights_that_do_not_exist_or_fit_are_refused_in_words(edit, words):
    run = Run(KIRBY)
    run.advance(5)
    with pytest.raises(ValueError, match=words):
        run.revise(KIRBY, 3, (edit,))
    with pytest.raises(ValueError, match=words):
        Run(KIRBY, [Revision(3, KIRBY, (edit,))])
    assert (run.cycle, len(run.revisions)) == (5, 1)


def test_the_point_of_a_moment_is_the_last_one_before_it():
    run = Run(KIRBY)
    run.advance(100)
    for cycle in (0, 1, 57, 100):
        at = max(known for known in run.curve if known <= cycle)
        assert run.last_point(cycle) == (at, run.curve[at])
    run.rewind(3)
    assert run.last_point(3) == (3, run.curve[3])


@pytest.mark.parametrize(
    "changes", [{"rows": 5, "wake_phi": 1.0, "sleep_phi": 0.0}, {"rows": 3, "wake_phi": 0.5}]
)
def test_a_variant_has_a_history_like_any_run(changes):
    recipe = KIRBY.replace(variant="reweighted", learners=3, seed=4, **changes)
    run, steps = Run(recipe), Run(recipe)
    run.advance(150)
    for _ in range(150):
        steps.advance(1)
    same(run.parameters, steps.parameters)
    for cycle in (149, 0, 70, 71):
        same(run.at(cycle).after, run.at(cycle, SLEEP).before)
        same(run.at(cycle, SLEEP).after, run.parameters_at(cycle + 1))
        assert run.at(cycle).shares.sum(1) == pytest.approx([1] * 3)
    own = Run(recipe.replace(learners=1, seed=6))
    own.advance(150)
    same(run.single(2).parameters, own.parameters)


def test_the_learning_rule_changes_on_the_way():
    run = Run(KIRBY)
    run.advance(200)
    weighing = KIRBY.replace(variant="reweighted", rows=5, wake_phi=1.0, sleep_phi=0.5)
    run.revise(weighing, 100)
    run.advance(60)
    assert run.at(99).log_weights is None
    assert run.at(100).log_weights.shape == (1, 5)
    run.revise(KIRBY, 140, (), SLEEP)
    run.advance(60)
    again = Run(KIRBY, run.revisions)
    again.advance(200)
    same(run.parameters, again.parameters)


@pytest.mark.slow
def test_kirby_world_is_learned():
    """science.md: 10 seeds, 60,000 cycles, KL .172-.577 bits, median .27."""
    run = Run(KIRBY.replace(learners=10))
    run.advance(60_000)
    kl = decompose(run.parameters, run.dataset).kl_bits
    assert np.median(kl) < 0.6
    assert kl.min() > 0
