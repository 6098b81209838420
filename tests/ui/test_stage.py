"""The stage: walking, changing the recipe, bad links; the page's numbers are the engine's."""

import re

import pytest

from tests.ui.page import checked, open_page, plots, press, status, texts
from wsviz.narration.numbers import Selection, drawing_numbers, teaching_numbers
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run


def session(at):
    return at.session_state.session


def test_the_first_screen_is_calm():
    at = open_page()
    assert status(at) == "cycle 0 · wake · beat 1 of 6 · show the datum"
    assert not at.warning
    assert at.selectbox(key="preset").value == "kirby"
    assert at.button(key="forward").label == "Recognise layer 1"
    assert at.button(key="back").disabled


def test_walking_forward_and_back_shows_the_same_numbers():
    at = open_page(cycle="40")
    seen = [(status(at), texts(at))]
    for _ in range(13):
        press(at, "forward")
        seen.append((status(at), texts(at)))
    assert status(at) == "cycle 41 · wake · beat 2 of 6 · recognise layer 1"
    for before in seen[-2::-1]:
        press(at, "back")
        assert (status(at), texts(at)) == before


def test_grains():
    at = open_page()
    press(at, "next")
    assert status(at).startswith("cycle 0 · sleep · beat 1 of 6 · dream layer 2")
    press(at, "cycle")
    assert status(at).startswith("cycle 1 · wake · beat 1")
    press(at, "leap")
    assert status(at).startswith("cycle 1001 · wake")
    press(at, "previous")
    assert status(at).startswith("cycle 1000 · sleep · beat 1")
    press(at, "first")
    assert status(at).startswith("cycle 0 · wake · beat 1")
    assert session(at).run.cycle == 1001


@pytest.mark.parametrize("phase", ["wake", "sleep"])
def test_the_rule_panels_numbers_are_the_engines(phase):
    at = open_page(cycle="300", phase=phase, beat="6")
    at.selectbox(key="selected layer").set_value(1).run()
    at.selectbox(key="selected unit").set_value(3).run()
    checked(at.selectbox(key="selected parent").set_value(1).run())
    run = Run(PRESETS["kirby"])
    run.advance(300)
    step = run.at(300, phase)
    chosen = Selection(1, 3, 1)
    drawn = drawing_numbers(step, chosen)
    lesson = teaching_numbers(step, chosen, run.recipe.rate(phase, 1))
    text = re.sub(r"<[^>]+>", "", texts(at)).replace("−", "-")
    assert f"{drawn.logit:.4f}) = {drawn.probability:.4f}" in text
    assert f"u = {drawn.uniform:.4f}" in text
    assert f"s = {drawn.state}" in text
    assert f"= {lesson.change:+.5f}" in text
    assert f"{lesson.before:.5f} → {lesson.after:.5f}" in text


@pytest.mark.parametrize("preset", ["kirby", "bars", "bars-all-white", "shifter", "digits"])
@pytest.mark.parametrize("tab", ["Hidden activations", "Weights", "Dreams", "Bits"])
def test_every_tab_of_every_preset_opens(preset, tab):
    at = open_page(preset=preset, cycle="30", phase="sleep", beat="3")
    checked(at.segmented_control(key="tab").set_value(tab).run())
    assert len(plots(at)) >= 2
    assert all(plots(at))


def test_another_architecture_starts_over_a_rate_does_not():
    at = open_page(cycle="200")
    checked(at.number_input(key="generative_rates 0").set_value(0.3).run())
    assert status(at).startswith("cycle 200 · wake")
    assert session(at).run.recipe_at(200).generative_rates[0] == 0.3
    assert session(at).run.recipe_at(199).generative_rates[0] == 0.15
    checked(at.number_input(key="layers").set_value(3).run())
    assert status(at).startswith("cycle 0 · wake · beat 1 of 7")
    checked(at.number_input(key="units 3").set_value(4).run())
    assert session(at).recipe.hidden == (6, 1, 4)


def test_reset_twice_is_identical_and_new_seed_is_its_own_button():
    at = open_page(cycle="50")
    before = session(at).run.parameters.generative.flat.copy()
    for _ in range(2):
        next(b for b in at.button if b.label == "Reset").click().run()
        assert session(at).run.cycle == 0
        session(at).run.advance(50)
        assert (session(at).run.parameters.generative.flat == before).all()
    seed = session(at).recipe.seed
    next(b for b in at.button if b.label == "New seed").click().run()
    assert session(at).recipe.seed != seed


def test_a_preset_replaces_the_recipe():
    at = open_page()
    checked(at.selectbox(key="preset").set_value("bars").run())
    assert session(at).recipe == PRESETS["bars"]
    assert at.number_input(key="units 1").value == 8


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"hidden": "0"}, "1 is used"),
        ({"hidden": "9999"}, "256 is used"),
        ({"hidden": "abc"}, "not a list of layer sizes"),
        ({"hidden": "8-"}, "empty layer"),
        ({"preset": "nothing"}, "preset=nothing is not known"),
        ({"dataset": "nothing"}, "dataset=nothing is not known"),
        ({"seed": "-1"}, "0 is used"),
        ({"seed": "99999999999999999999"}, "4,294,967,295 is used"),
        ({"generative_rates": "1e9,nan,0"}, "not a list of numbers"),
        ({"beat": "77"}, "beat=77"),
    ],
)
def test_bad_links_are_answered_in_plain_sentences(query, words):
    at = open_page(**query)
    assert any(words in warning.value for warning in at.warning)
    press(at, "forward")
    assert status(at).startswith("cycle 0 · ")


def test_a_far_cycle_is_offered_not_forced():
    at = open_page(cycle="1e9")
    assert status(at).startswith("cycle 0")
    assert any("1,000,000,000" in block.value for block in at.info)


def test_divergence_is_said_and_numbers_stay_finite():
    at = open_page(generative_rates="10,10,10", recognition_rates="10,10", cycle="3000")
    assert any("Learning diverges" in warning.value for warning in at.warning)
    assert "nan" not in texts(at)
    assert not any("diverges" in warning.value for warning in open_page(cycle="3000").warning)


def test_a_weight_set_by_hand_branches_and_can_be_shared():
    at = open_page(cycle="20", beat="6")
    at.selectbox(key="selected parent").set_value(1).run()
    checked(at.number_input(key="weight by hand").set_value(3.5).run())
    run = session(at).run
    assert run.cycle == 20
    assert run.parameters.generative.matrices[1][0, 1, 0] == 3.5
    assert "20~set=generative.1.1.0=3.5" in at.query_params["then"]
    press(at, "cycle")
    press(at, "other_draw")
    assert session(at).recipe.reroll == 1


def test_scrubbing_shows_the_past_bit_for_bit():
    at = open_page(cycle="60")
    checked(at.slider(key="scrub").set_value(17).run())
    assert status(at).startswith("cycle 17 · wake · beat 1")
    straight = open_page(cycle="17")
    assert texts(straight).split('class="rule"')[1] == texts(at).split('class="rule"')[1]
    assert session(at).run.cycle == 60


def test_a_weight_of_the_resting_direction_can_be_selected_and_set():
    at = open_page(cycle="30", beat="6")
    session(at).select(Selection(1, 2, 4, "recognition"))
    checked(at.run())
    assert at.selectbox(key="selected parent").value == 4
    assert "recognition weights rest in the wake phase" in texts(at)
    checked(at.number_input(key="weight by hand").set_value(-1.5).run())
    assert session(at).run.parameters.recognition.matrices[0][0, 4, 2] == -1.5
    press(at, "next")
    assert session(at).selection == Selection(1, 2, 4, "recognition")
