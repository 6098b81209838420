"""Two objectives: every number on the page is the engine's, and the way to the Stage."""

import re

import numpy as np
import pytest

from tests.runs.test_sleep_steps import made
from tests.ui.page import array, checked, plots, press, sentence
from tests.ui.test_told import numbers
from tests.ui.test_views import table, view, visit
from wsviz.measure import decompose, dream_penalty, mean_sleep, objectives, penalty_parts
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run
from wsviz.ui.views.objectives import counted, told
from wsviz.ui.watched import LEARNED, STEPS, Watched

STARTS = ("0", "1000", "5000")


def cycle_told(at):
    return int(re.search(r"cycle ([\d,]+)", sentence(at))[1].replace(",", ""))


@pytest.fixture(scope="module")
def run():
    """The preset's run, learned here."""
    learned = Run(PRESETS["kirby"])
    learned.advance(LEARNED)
    return learned


@pytest.mark.parametrize("start", STARTS)
def test_numbers_and_words_are_those_of_the_runs_own_step(run, start):
    at = view("objectives", sleep_from=start)
    cycle = cycle_told(at)
    assert int(start) <= cycle < int(start) + STEPS
    step, data = run.at(cycle, "sleep"), run.dataset
    mean = mean_sleep(step.before, run.recipe.recognition_rates)
    moments = (step.before, step.after, mean)
    dreams = [dream_penalty(moment)[0] for moment in moments]
    penalty = [decompose(moment, data).penalty_bits[0] for moment in moments]
    expected = [*dreams[:2], *penalty[:2]]
    assert numbers(sentence(at)) == pytest.approx(expected, abs=5.01e-5)
    assert "lowered KL(P‖Q) on dreams" in sentence(at)
    assert "raised the penalty" in sentence(at)
    assert dreams[1] < dreams[0]
    assert penalty[1] > penalty[0]
    images, weights = data.distinct()
    for row, values in zip(table(at).splitlines()[2:4], (dreams, penalty), strict=True):
        assert numbers(row) == pytest.approx(values, abs=5.01e-5)
    for moment in moments:
        left = penalty_parts(moment, images).unavoidable_bits[0] @ weights
        assert numbers(table(at).splitlines()[4]) == pytest.approx([left] * 3, abs=5.01e-5)


def test_where_no_step_did_both_it_says_so():
    text = told(made([0.1, -0.1], [0.1, -0.1]), None)
    assert text.startswith("None of the 2 sleep steps from cycle 7 on")
    assert "1 lowered both divergences, 0 only the dreams', 0 only the data's, 1 neither" in (
        counted(made([0.1, -0.1], [0.1, -0.1]))
    )


@pytest.mark.parametrize("cycle", [5_000, 5_127])
def test_any_step_can_be_told_of(run, cycle):
    at = view("objectives", sleep_from="5000", sleep_cycle=str(cycle))
    step = run.at(cycle, "sleep")
    dreams = [dream_penalty(moment)[0] for moment in (step.before, step.after)]
    assert cycle_told(at) == cycle
    assert numbers(sentence(at))[:2] == pytest.approx(dreams, abs=5.01e-5)
    assert ("lowered KL(P‖Q)" in sentence(at)) == (dreams[1] < dreams[0])
    # Of other cycles nothing is told.
    checked(at.select_slider(key="sleep_from").set_value(100).run())
    assert 100 <= cycle_told(at) < 100 + STEPS


def test_what_the_digits_do_not_show_is_not_said():
    text = told(made([1e-6], [-1e-6]), 0)
    assert "left KL(P‖Q) on dreams at 1.0000 bits to 4 decimals" in text
    assert "left the penalty KL(Q‖P) on data at 1.0000 bits" in text


def test_the_curves_are_the_runs_own_and_go_on(run):
    player = Watched()
    assert player.run.cycle == LEARNED == max(player.points)
    np.testing.assert_array_equal(
        player.run.parameters.generative.flat, run.parameters.generative.flat
    )
    for cycle in (0, 27, 1024, LEARNED):
        expected = objectives(run.parameters_at(cycle), run.dataset)
        np.testing.assert_allclose(player.points[cycle], expected, rtol=1e-9, atol=1e-12)
    player.run.advance(1_000)
    fresh = objectives(player.run.parameters_at(6_317), run.dataset)
    np.testing.assert_allclose(player.points[6_317], fresh)
    assert max(player.points) == LEARNED + 1_000
    assert LEARNED + 1_000 not in Watched().points


def test_the_page_learns_on():
    at = view("objectives")
    visit(at).labs["objectives"].run.advance(500)
    checked(at.run())
    assert any("cycle 6,500" in block.value for block in at.caption)
    (figure,) = (figure for alt, figure in plots(at).items() if "cycle 6,500" in alt)
    assert array(figure["data"][0]["x"])[-1] == 6_500


def test_the_moment_opens_on_the_stage_and_the_run_there_can_come_back(run):
    at = view("objectives", preset="bars")
    show = visit(at).explorer
    show.run.advance(300)
    press(at, "sleep_to_stage")
    cycle = cycle_told(at)
    assert (show.preset, *show.cursor) == ("kirby", cycle, "sleep", 1)
    np.testing.assert_array_equal(
        show.moment.step.before.recognition.flat, run.at(cycle, "sleep").before.recognition.flat
    )
    assert any("Stage shows it now" in block.value for block in at.caption)
    show.bring_back()
    checked(at.run())
    assert not any("Stage shows it now" in block.value for block in at.caption)
    assert (show.preset, show.run.cycle) == ("bars", 300)
