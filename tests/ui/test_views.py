"""Every page beside the stage: it opens, its numbers are the engine's, its knobs act."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.page import address, array, checked, components, plots, press, sentence
from wsviz.applications.pretraining import Pretraining
from wsviz.datasets import from_arrays
from wsviz.measure import two_causes
from wsviz.runs import link
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run
from wsviz.ui.pages import PAGES
from wsviz.ui.records import digits_results

PATHS = [page.path for page in PAGES if page.path]


def view(path, **query):
    """That page by itself."""
    script = (
        "from wsviz.ui.pages import PAGES\nfrom wsviz.ui.session import current\n"
        f"next(page for page in PAGES if page.path == {path!r}).draw(current())"
    )
    at = AppTest.from_string(script, default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    return checked(at.run())


def table(at):
    """The page's first table."""
    return next(block.value for block in at.markdown if block.value.startswith("|"))


def visit(at):
    return at.session_state.visit


@pytest.mark.parametrize("path", PATHS)
def test_every_page_opens_with_one_title_and_one_line(path):
    at = view(path)
    titles = [block.proto.body for block in at.get("html") if "<h1" in block.proto.body]
    assert len(titles) == 1
    assert sentence(at).endswith((".", "bits", "%"))
    if path != "compare":
        assert plots(at)


# What a widget shows until it is told, and what it is to show, by kind.
_FIRST = {
    "slider": lambda e: (e.proto.default[0], e.value),
    "select_slider": lambda e: (e.proto.options[int(e.proto.default[0])], f"{e.value:,}"),
    "text_input": lambda e: (e.proto.default, e.value),
    "toggle": lambda e: (e.proto.default, e.value),
    "selectbox": lambda e: (e.proto.default, e.index),
    "button_group": lambda e: (list(e.proto.default), e.indices),
}
_OPENED = [(path, {}) for path in ("", *PATHS)]
_OPENED.append(("", {"preset": "bars", "tab": "Rule", "cycle": "30", "skip": "7"}))
_OPENED.append(("explaining", {"cause_bias": "-4", "second": "it did not"}))
_OPENED.append(("averaging", {"cause_bias": "-4", "own": "True"}))
_OPENED.append(("objectives", {"sleep_from": "100"}))


@pytest.mark.parametrize(("path", "query"), _OPENED)
def test_a_browser_that_was_told_nothing_shows_what_the_widgets_say(path, query):
    """Streamlit says a value once; a browser that drew only the second run showed the minimum."""
    at = checked(view(path, **query).run())
    for kind, both in _FIRST.items():
        for element in at.get(kind):
            shown, meant = both(element)
            assert shown == meant, element.key


def test_the_house_and_its_second_cause():
    at = view("explaining")
    assert "0.5000" in sentence(at)
    (figure,) = plots(at).values()
    found = two_causes.world(two_causes.machine(-10, 20, -20))
    np.testing.assert_allclose(array(figure["data"][0]["y"]), found.posterior, rtol=1e-6)
    checked(at.segmented_control(key="second").set_value("it happened").run())
    assert "falls from 0.5000 to 0.0001" in sentence(at)
    checked(at.slider(key="cause_bias").set_value(-2.0).run())
    (figure,) = plots(at).values()
    found = two_causes.world(two_causes.machine(-2, 20, -20))
    np.testing.assert_allclose(array(figure["data"][0]["y"]), found.posterior, rtol=1e-6)


def test_the_alarm_and_the_impossible():
    at = view("explaining", world="Burglar alarm", second="it happened")
    assert "falls from 0.4953 to 0.0827" in sentence(at)
    checked(at.slider(key="earthquake").set_value(0.0).run())
    assert "probability 0" in sentence(at)


def test_numbers_outside_a_slider_are_said_in_words():
    at = view("explaining", cause_bias="-99")
    assert any("-12 is used" in w.value.replace("\\", "") for w in at.warning)
    assert at.slider(key="cause_bias").value == -12
    at = view("explaining", cause_bias="x")
    assert any("cause_bias=x" in w.value.replace("\\", "") for w in at.warning)


def test_mode_averaging_gives_the_constants():
    at = view("averaging")
    costs = table(at)
    for number in ("0.9986", "5.7136", "20.1406", "0.9999", "15.4268"):
        assert number in costs
    assert "by 0.250;" in sentence(at)
    assert "less: by 0.125." in sentence(at)
    checked(at.slider(key="q_first").set_value(0.0).run())
    assert "∞" in table(at)
    checked(at.toggle(key="own").set_value(True).run())
    assert len(plots(at)) == 4


def test_dreams_start_with_the_papers_constants():
    at = view("dreams")
    assert "KL 11.16 bits" in sentence(at)
    assert "penalty on data 9.87 bits" in sentence(at)


def test_the_conditions_name_how_many_succeed():
    assert "(1995 paper): 14 of 20" in sentence(view("conditions"))


def test_learners_learn_and_go_to_the_stage():
    at = view("learners")
    checked(at.text_input(key="crowd_size").set_value("4").run())
    crowd = visit(at).crowd
    assert crowd.size == 4
    crowd.run.advance(300)
    crowd.choose(2)
    checked(at.run())
    press(at, "to_stage")
    show = visit(at).explorer
    assert show.run.cycle == 300
    assert show.recipe.seed == 2
    np.testing.assert_array_equal(
        show.run.parameters.generative.flat[0], crowd.run.parameters.generative.flat[2]
    )


def test_compare_names_the_one_difference_in_words():
    at = view("compare")
    press(at, "pin")
    assert "No difference yet" in sentence(at)
    visit(at).explorer.change(nonnegative=True)
    checked(at.run())
    assert "≥ 0" in sentence(at)
    assert "~" not in sentence(at)
    assert len(plots(at)) >= 2


def test_results_on_digits_are_the_recorded_ones():
    at, found = view("digits"), digits_results()
    right = np.array(found["shortest"]["accuracy"])
    error = right.std(ddof=1) / np.sqrt(len(right))
    assert f"{right.mean():.1%} ± {error:.1%}" in sentence(at)
    assert "4.8%" in table(at)
    assert f"{1 - found['shortest']['nearest_neighbour']:.1%}" in table(at)
    starts = next(block.value for block in at.markdown if block.value.startswith("| start"))
    starts = starts.replace("\u00a0", " ")
    for row in found["tuning"]["rows"]:
        mean, rate = np.mean(row["accuracy"]), row["rate"]
        line = next(line for line in starts.split("\n") if line.startswith(f"| {row['start']} |"))
        assert f"{mean:.3f} ± " in line
        assert rate is None or f"rate {rate:g}" in line
    assert any("validation images" in caption.value for caption in at.caption)


def test_fine_tuning_is_learned_again_live_and_its_labels_are_in_the_address():
    at = view("digits", tuning_live="True", labels_each="20", labels_seed="7")
    player = visit(at).labs["tuning_live"]
    assert (player.run.each, player.run.seed) == (20, 7)
    rates = {r["start"]: r["rate"] for r in digits_results()["tuning"]["rows"] if r["labels"] == 20}
    assert player.run.rates == rates
    press(at, "run")
    assert player.training
    press(at, "run")
    player.run.pretraining = Pretraining(player.run.parts.pool.images, 7, cycles=5)
    player.run.advance(10 + 3 - player.run.cycle)
    checked(at.run())
    steps = next(alt for alt in plots(at) if "gradient step 3" in alt)
    for name, value in player.run.accuracies(player.run.parts.test).items():
        assert f"{name}: {value:.3f}" in steps
    live = next(block.value for block in at.markdown if block.value.startswith("| start, live"))
    for name, value in player.run.accuracies(player.run.parts.validation).items():
        assert f"| {name} | {value:.3f} |" in live
    checked(at.segmented_control(key="labels_each").set_value(100).run())
    assert (visit(at).labs["tuning_live"].run.each, visit(at).labs["tuning_live"].run.cycle) == (
        100,
        0,
    )
    assert address(at)["labels_each"] == "100"
    assert address(at)["labels_seed"] == "7"


OWN = {"pictures": "the Stage's pictures"}


def own_link(labels):
    """The query of a Stage that shows 3×3 pictures with these labels, which travel in it."""
    images = np.eye(9)[np.arange(len(labels)) % 9]
    world = from_arrays(images, labels=labels, image_shape=(3, 3), title="My *own*")
    recipe = PRESETS["kirby"].replace(dataset=world.name)
    return link.write("kirby", Run(recipe).revisions) | OWN


def test_ones_own_labels_are_named_live_and_nothing_is_recorded():
    at = view("digits", **own_link([3, 70] * 9), own_machines="True")
    assert sentence(at).startswith("My *own*: 18 pictures in 2 classes")
    assert "nothing of it is recorded" in sentence(at)
    assert not any("4.8%" in block.value for block in at.markdown)
    player = visit(at).labs["own_machines"]
    assert player.run.parameters.learners == 2
    player.run.advance(50)
    checked(at.run())
    (figure,) = plots(at).values()
    assert figure["data"][0]["x"] == figure["data"][0]["y"] == ["3", "70"]
    assert array(figure["data"][0]["z"]).sum() == 2  # one of nine is a fifth of each class
    assert any("After 50 cycles" in block.value for block in at.markdown)


def test_few_labels_of_ones_own_begin_anew_with_another_seed():
    at = view("digits", **own_link([3, 70] * 9), own_tuning="True", own_5_seed="4")
    run = visit(at).labs["own_tuning"].run
    assert (run.each, run.seed, len(run.labelled.labels)) == (5, 4, 10)
    assert set(run.rates.values()) <= {r["rate"] for r in digits_results()["tuning"]["rows"]}
    assert any("had a say" in caption.value for caption in at.caption)
    checked(at.run())
    assert visit(at).labs["own_tuning"].run is run
    checked(at.text_input(key="own_5_seed").set_value("5").run())
    assert visit(at).labs["own_tuning"].run.seed == 5


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (OWN, "have no labels"),
        (own_link([3, 70] * 4), "Class 3 has 4 images: each class needs at least 6"),
    ],
)
def test_a_world_whose_labels_serve_nothing_is_told_so(query, told):
    at = view("digits", **query)
    assert told in sentence(at)
    assert not at.toggle
    checked(at.segmented_control(key="pictures").set_value("the digits, as recorded").run())
    assert "named rightly" in sentence(at)


def test_of_two_records_one_is_learned_at_a_time():
    at = view("digits")
    checked(at.toggle(key="digits_live").set_value(True).run())
    checked(at.toggle(key="tuning_live").set_value(True).run())
    assert not at.toggle(key="digits_live").value
    assert "digits_live" not in address(at)
    assert address(at)["tuning_live"] == "True"
    checked(at.toggle(key="tuning_live").set_value(False).run())
    assert not any("live" in name for name in address(at))


@pytest.mark.parametrize(
    ("mode", "shares"),
    [("sleep-φ", (0, 1)), ("wake-φ", (1, 0)), ("both", (1, 1)), ("mean of both", (0.5, 0.5))],
)
def test_recognition_learns_from_both_in_full_or_from_their_mean(mode, shares):
    at = view("reweighted", mode=mode, particles="3")
    recipe = visit(at).labs["particles"].run.recipe
    assert (recipe.wake_phi, recipe.sleep_phi) == shares
    assert recipe.rows == 3


def test_rows_are_counted_by_examples_or_updates():
    at = view("rows")
    assert "256,000 examples" in sentence(at)
    (by_examples, _) = plots(at).values()
    checked(at.segmented_control(key="count").set_value("updates made").run())
    (by_updates, _) = plots(at).values()
    ends = [array(f["data"][-1]["x"])[-1] for f in (by_examples, by_updates)]
    assert ends == [256_000, 1_000]


def test_another_number_of_rows_is_learned_from_the_start():
    at = view("rows", rows_live="True", case="10 rows")
    visit(at).labs["rows_live"].run.advance(30)
    checked(at.run())
    assert any("300 examples in 30 updates" in block.value for block in at.markdown)
    checked(at.segmented_control(key="case").set_value("50 rows, ε × 50").run())
    run = visit(at).labs["rows_live"].run
    assert (run.cycle, run.recipe.rows, run.recipe.generative_rates[0]) == (0, 50, 0.5)
    assert any("no two units have weights" in block.value for block in at.markdown)


@pytest.mark.parametrize(("name", "key"), [("dreams", "dreams_live"), ("digits", "digits_live")])
def test_a_record_can_be_learned_again_live(name, key):
    at = view(name)
    before = len(components(at, "steady_plot"))
    checked(at.toggle(key=key).set_value(True).run())
    assert len(components(at, "steady_plot")) == before + 1
    player = visit(at).labs[key]
    player.run.advance(200)
    checked(at.run())
    assert any("200" in block.value for block in at.markdown)
