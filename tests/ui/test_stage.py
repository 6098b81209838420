"""The stage: walking, changing the recipe, bad links; the page's numbers are the engine's."""

import numpy as np
import pytest

from tests.ui.page import (
    address,
    array,
    checked,
    open_page,
    plots,
    press,
    rule,
    sentence,
    status,
)
from wsviz.measure import posterior
from wsviz.narration import numbers
from wsviz.narration.cursor import Cursor
from wsviz.narration.moment import moment
from wsviz.narration.selection import Selection
from wsviz.runs.presets import NOTES, PRESETS
from wsviz.runs.run import Run
from wsviz.ui.panels import EXPLANATION, PANELS, ROWS
from wsviz.ui.visit import Visit


def explorer(at):
    return at.session_state.visit.explorer


def test_the_first_screen_is_calm():
    at = open_page()
    assert status(at) == "cycle 0 · wake · beat 1 of 6 · show the datum"
    assert not at.warning
    assert at.selectbox(key="preset").value == "kirby"
    assert at.button(key="forward").label == "Recognise layer 1"
    assert at.button(key="back").disabled


def test_walking_forward_and_back_shows_the_same_numbers():
    at = open_page(cycle="40")
    seen = [(status(at), sentence(at), rule(at))]
    for _ in range(13):
        press(at, "forward")
        seen.append((status(at), sentence(at), rule(at)))
    assert status(at) == "cycle 41 · wake · beat 2 of 6 · recognise layer 1"
    for before in seen[-2::-1]:
        press(at, "back")
        assert (status(at), sentence(at), rule(at)) == before


def test_grains():
    at = open_page()
    press(at, "next")
    assert status(at).startswith("cycle 0 · sleep · beat 1 of 6 · dream layer 2")
    press(at, "cycle")
    assert status(at).startswith("cycle 1 · wake · beat 1")
    press(at, "leap")
    assert status(at).startswith("cycle 1,001 · wake")
    press(at, "previous")
    assert status(at).startswith("cycle 1,000 · sleep · beat 1")
    press(at, "first")
    assert status(at).startswith("cycle 0 · wake · beat 1")
    assert explorer(at).run.cycle == 1001


@pytest.mark.parametrize("phase", ["wake", "sleep"])
def test_the_rule_panels_numbers_are_the_engines(phase):
    at = open_page(cycle="300", phase=phase, beat="6", tab="Rule")
    at.selectbox(key="selected_layer").set_value(1).run()
    at.selectbox(key="selected_unit").set_value(3).run()
    checked(at.selectbox(key="selected_parent").set_value(1).run())
    run = Run(PRESETS["kirby"])
    run.advance(300)
    shown = moment(run, Cursor(300, phase, 6), Selection(1, 3, 1))
    drawn, lesson = numbers.drawing(shown), numbers.weight_change(shown)
    text = rule(at).replace("−", "-")
    assert f"{drawn.sum.logit:.4f}) = {drawn.sum.probability:.4f}" in text
    assert f"u = {drawn.uniform:.4f}" in text
    assert f"s = {drawn.state}" in text
    assert f"= {lesson.change:+.5f}" in text
    assert f"{lesson.before:.5f} → {lesson.after:.5f}" in text


@pytest.mark.parametrize("preset", ["kirby", "bars", "bars-all-white", "shifter", "digits"])
@pytest.mark.parametrize("tab", [name for name in PANELS if name not in (EXPLANATION, ROWS)])
def test_every_tab_of_every_preset_opens(preset, tab):
    at = open_page(preset=preset, cycle="30", phase="sleep", beat="3")
    checked(at.segmented_control(key="tab").set_value(tab).run())
    assert len(plots(at)) == 2
    assert all(plots(at))


def test_what_was_found_of_a_preset_stands_under_it_while_it_is_that():
    at = open_page(preset="shifter", seed="7")
    assert NOTES["shifter"] in [caption.value for caption in at.caption]
    checked(at.text_input(key="generative_rates_0").set_value("0.3").run())
    checked(at.run())
    assert NOTES["shifter"] not in [caption.value for caption in at.caption]
    other = open_page(preset="kirby")
    assert not {caption.value for caption in other.caption} & set(NOTES.values())


def test_another_architecture_starts_over_a_rate_does_not():
    at = open_page(cycle="200")
    checked(at.text_input(key="generative_rates_0").set_value("0,3").run())
    assert status(at).startswith("cycle 200 · wake")
    assert explorer(at).run.recipe_at(200).generative_rates[0] == 0.3
    assert explorer(at).run.recipe_at(199).generative_rates[0] == 0.15
    checked(at.segmented_control(key="layers").set_value(3).run())
    assert status(at).startswith("cycle 0 · wake · beat 1 of 7")
    checked(at.text_input(key="units_3").set_value("4").run())
    assert explorer(at).recipe.hidden == (6, 1, 4)


def test_reset_twice_is_identical_and_new_seed_is_its_own_button():
    at = open_page(cycle="50")
    before = explorer(at).run.parameters.generative.flat.copy()
    for _ in range(2):
        next(b for b in at.button if b.label == "Reset").click().run()
        assert explorer(at).run.cycle == 0
        explorer(at).run.advance(50)
        assert (explorer(at).run.parameters.generative.flat == before).all()
    seed = explorer(at).recipe.seed
    next(b for b in at.button if b.label == "New seed").click().run()
    assert explorer(at).recipe.seed != seed


def test_a_preset_replaces_the_recipe():
    at = open_page()
    checked(at.selectbox(key="preset").set_value("bars").run())
    assert explorer(at).recipe == PRESETS["bars"]
    assert at.text_input(key="units_1").value == "8"


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
    assert "nan" not in rule(at)
    assert not any("diverges" in warning.value for warning in open_page(cycle="3000").warning)


def test_a_weight_set_by_hand_branches_and_can_be_shared():
    at = open_page(cycle="20", beat="6", tab="Rule")
    at.selectbox(key="selected_parent").set_value(1).run()
    checked(at.text_input(key="weight_by_hand").set_value("3.5").run())
    # Set at the last beat of the wake phase, it is what the sleep phase starts from.
    assert status(at).startswith("cycle 20 · sleep · beat 1")
    assert explorer(at).moment.step.before.into(1, "generative")[0, 1, 0] == 3.5
    assert address(at)["then"] == "20s~set=generative.1.1.0=3.5"
    press(at, "cycle")
    press(at, "other_draw")
    assert explorer(at).recipe.reroll == 1


def test_scrubbing_shows_the_past_bit_for_bit():
    at = open_page(cycle="60")
    checked(at.slider(key="scrub").set_value(17).run())
    assert status(at).startswith("cycle 17 · wake · beat 1")
    straight = open_page(cycle="17")
    assert rule(straight) == rule(at)
    assert explorer(at).run.cycle == 60


def test_a_weight_of_the_resting_direction_can_be_selected_and_set():
    at = open_page(cycle="30", beat="6", tab="Rule")
    explorer(at).select(Selection(1, 2, 4, "recognition"))
    checked(at.run())
    assert at.selectbox(key="selected_parent").value == 4
    assert "recognition weights rest in the wake phase" in rule(at)
    checked(at.text_input(key="weight_by_hand").set_value("−1,5").run())
    assert explorer(at).moment.step.before.into(1, "recognition")[0, 4, 2] == -1.5
    press(at, "next")
    assert explorer(at).selection == Selection(1, 2, 4, "recognition")


@pytest.mark.parametrize("key", ["weight_by_hand", "units_1", "seed", "skip", "rows", "biases_1"])
def test_an_emptied_field_changes_nothing(key):
    at = open_page(cycle="40", tab="Rule")
    before, value = explorer(at).now, at.text_input(key=key).value
    checked(at.text_input(key=key).set_value("").run())
    assert explorer(at).now == before
    assert not at.warning
    assert at.text_input(key=key).value == value


@pytest.mark.parametrize(
    ("text", "rate"), [("0,05", 0.05), ("1e-3", 0.001), (" .5 ", 0.5), ("99", 10.0)]
)
def test_numbers_are_read_as_people_write_them(text, rate):
    at = open_page()
    checked(at.text_input(key="generative_rates_0").set_value(text).run())
    assert explorer(at).recipe.generative_rates[0] == rate


def test_what_cannot_be_read_is_refused_in_words():
    at = open_page(cycle="40")
    before = explorer(at).now
    checked(at.text_input(key="units_1").set_value("many").run())
    assert "Units in layer 1=many" in at.warning[0].value.replace("\\", "")
    assert explorer(at).now == before
    assert at.text_input(key="units_1").value == "6"


def test_a_button_reads_the_field_as_it_stands():
    at = open_page()
    at.text_input(key="skip").set_value("50")
    press(at, "leap")
    assert status(at).startswith("cycle 50 ")


def test_a_value_of_a_layer_that_is_gone_is_ignored():
    at = open_page(hidden="6-4-2")
    at.text_input(key="units_3").set_value("9")
    at.segmented_control(key="layers").set_value(1)
    checked(at.run())
    assert explorer(at).recipe.hidden[0] == 6


def test_one_wrong_choice_costs_nothing():
    at = open_page(cycle="120")
    checked(at.selectbox(key="preset").set_value("bars").run())
    assert "120 cycles" in at.button(key="bring_back").label
    press(at, "bring_back")
    assert status(at).startswith("cycle 120 ")
    assert at.selectbox(key="preset").value == "kirby"
    press(at, "bring_back")
    assert explorer(at).preset == "bars"


def test_what_a_link_says_is_shown_as_plain_text():
    at = open_page(preset="![x](http://example.org/a.png)")
    assert "](http" not in at.warning[0].value
    assert "\\!\\[x\\]" in at.warning[0].value


def test_many_faults_few_messages():
    bad = ";".join(f"{n}~nothing={n}" for n in range(200))
    assert len(open_page(then=bad, beat="x", phase="y", tab="z").warning) <= 8


def test_another_learning_rule_has_the_whole_stage():
    at = open_page(cycle="60")
    checked(at.text_input(key="rows").set_value("5").run())
    checked(at.selectbox(key="variant").set_value("reweighted").run())
    checked(at.text_input(key="wake_phi").set_value("1").run())
    assert explorer(at).run.cycle == 60
    names = []
    for _ in range(7):
        names.append(at.button(key="forward").label)
        press(at, "forward")
    assert "Weigh" in names
    checked(at.segmented_control(key="tab").set_value("Rows").run())
    again = open_page(**address(at))
    assert (status(again), sentence(again), rule(again)) == (status(at), sentence(at), rule(at))


def test_dream_again_shows_other_dreams_and_teaches_nothing():
    at = open_page(preset="kirby", cycle="500", tab="Dreams")
    before, learned = pictures(at), explorer(at).run.parameters
    press(at, "dream_again")
    after = pictures(at)
    rows = before.shape[0]
    np.testing.assert_array_equal(before[: rows // 3], after[: rows // 3])
    assert not np.array_equal(before, after, equal_nan=True)
    assert explorer(at).run.parameters is learned
    assert address(at)["dream"] == "1"


def pictures(at):
    """The cells of the dreams' panel: data on top, fantasies below."""
    (figure,) = (each for alt, each in plots(at).items() if "fantasies" in alt)
    return array(figure["data"][0]["z"])


@pytest.mark.parametrize(
    "query",
    [
        {"variant": "exact-gradient", "initial_weights": "0.1"},
        {"variant": "exact-gradient", "hidden": "5", "selected": "1.0.2"},
        {"schedule": "layers", "span": "30", "hidden": "5-3-2"},
        {"schedule": "steps", "span": "10"},
    ],
)
def test_rules_and_schedules_walk_on_the_stage_with_every_panel(query):
    at = open_page(cycle="20", **query)
    assert not at.warning
    for _ in range(14):
        press(at, "forward")
    assert "cycle 21" in status(at)
    for panel in at.segmented_control(key="tab").options:
        checked(at.segmented_control(key="tab").set_value(panel).run())
    for _ in range(6):
        press(at, "back")
    again = Visit(address(at))
    assert again.explorer.run.recipe == at.session_state.visit.explorer.run.recipe
    assert not again.messages


def test_a_schedule_is_set_in_the_sidebar_and_goes_on_from_there():
    at = open_page(cycle="50")
    checked(at.selectbox(key="schedule").set_value("1/t").run())
    checked(at.text_input(key="span").set_value("200").run())
    run = at.session_state.visit.explorer.run
    assert (run.recipe.schedule, run.recipe.span, run.cycle) == ("1/t", 200, 50)
    checked(at.text_input(key="initial_weights").set_value("0.2").run())
    run = at.session_state.visit.explorer.run
    assert run.cycle == 0
    assert run.parameters.recognition.flat.std() > 0.1
    assert at.session_state.visit.explorer.left.run.cycle == 50


def test_a_machine_too_large_to_list_stays_as_it_was():
    at = open_page(preset="digits", cycle="3")
    checked(at.selectbox(key="variant").set_value("exact-gradient").run())
    assert "every explanation of every datum" in at.warning[0].value
    assert at.session_state.visit.explorer.recipe.variant == "wake-sleep"


def test_a_picture_is_completed_round_by_round_and_then_explained():
    at = open_page(cycle="300", tab="Ask")
    press(at, "ask_half")
    assert any(alt.startswith("5 unknown pixels completed, before round 1") for alt in plots(at))
    for name in ("Recognise", "Dream", "Recognise"):
        assert at.button(key="ask_beat").label == name
        press(at, "ask_beat")
    assert any(alt.startswith("5 unknown pixels completed, in round 2") for alt in plots(at))
    assert (address(at)["rounds"], address(at)["recognised"]) == ("1", "1")
    assert plots(open_page(**address(at))) == plots(at)
    press(at, "ask_rounds")
    assert any(alt.startswith("5 unknown pixels completed, after 11 rounds") for alt in plots(at))
    link = address(at)
    assert (link["rounds"], link["known"].count(".")) == ("11", 1)
    assert plots(open_page(**link)) == plots(at)
    press(at, "ask_explain")
    assert address(at)["view"] == "Explain"
    assert any(alt.startswith("What a picture of your choice costs") for alt in plots(at))
    press(at, "ask_all")
    assert explanation(at)[0].startswith("Explanation of a picture of your choice")


def test_the_selected_unit_is_held_and_let_go():
    at = open_page(preset="digits", cycle="30", tab="Ask", view="Hold and dream", selected="2.3")
    assert at.segmented_control(key="held_at").value == "free"
    checked(at.segmented_control(key="held_at").set_value("on").run())
    assert address(at)["held"] == "2.3.1"
    assert any("units held: unit 4 of layer 2 on, nearest to " in alt for alt in plots(at))
    press(at, "let_go")
    assert "held" not in address(at)


def explanation(at):
    """What the Explanation panel says, and its figure."""
    (found,) = ((alt, each) for alt, each in plots(at).items() if alt.startswith("Explanation"))
    return found


def truth(figure):
    """The bars of P."""
    return array(next(trace["x"] for trace in figure["data"] if trace["type"] == "bar"))


@pytest.mark.parametrize("phase", ["wake", "sleep"])
def test_the_explanation_follows_the_beats_and_its_numbers_are_the_posterior(phase):
    at = open_page(cycle="300", phase=phase, tab="Explanation")
    name = {"wake": "the datum on show", "sleep": "the dream on show"}[phase]
    for beat in range(1, 7):
        alt, figure = explanation(at)
        assert alt.startswith(f"Explanation of {name}")
        assert ("marked" in alt) == (beat >= 3)
        now = explorer(at).moment
        if phase == "wake" or beat >= 3:
            found = posterior(now.parameters, now.states(0)).true[0]
            np.testing.assert_allclose(truth(figure).max(), found.max())
        else:
            assert "no image yet" in alt
        press(at, "forward")


def test_the_explanation_of_a_chosen_picture_and_back():
    at = open_page(cycle="300", beat="6", tab="Explanation", image="b180")
    image = np.array([1, 0, 1, 1, 0, 0, 0, 1, 1], np.float32)
    alt, figure = explanation(at)
    assert alt.startswith("Explanation of a picture of your choice")
    assert "marked" not in alt
    found = posterior(explorer(at).moment.parameters, image).true[0]
    np.testing.assert_allclose(truth(figure).max(), found.max())
    assert address(at)["image"] == "b180"
    press(at, "own_image")
    assert at.button(key="own_image").disabled
    assert explanation(at)[0].startswith("Explanation of the datum on show")
    assert "image" not in address(at)


def test_a_panel_that_is_not_offered_now_comes_back():
    at = open_page(tab="Explanation")
    checked(at.selectbox(key="preset").set_value("digits").run())
    tabs = at.segmented_control(key="tab")
    assert tabs.value == "At a glance"
    assert "Explanation" not in tabs.options
    assert address(at)["tab"] == "Explanation"
    checked(at.selectbox(key="preset").set_value("bars").run())
    assert at.segmented_control(key="tab").value == "Explanation"
    assert explanation(at)


def test_an_old_link_opens_the_rows():
    at = open_page(tab="Explanations", rows="3")
    assert not at.warning
    assert at.segmented_control(key="tab").value == "Rows"
    assert "datum 1 on show" in " ".join(plots(at))
