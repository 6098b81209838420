"""Every page beside the stage: it opens, its numbers are the engine's, its knobs act."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.page import array, checked, components, plots, press, sentence
from wsviz.measure import two_causes
from wsviz.ui.pages import PAGES

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
    at = view("digits")
    assert "right by shortest description" in sentence(at)
    assert float(sentence(at).split("%")[0]) >= 90


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
