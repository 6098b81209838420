"""Every page beside the stage: it opens, its numbers are the engine's, its knobs act."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.page import array, checked, plots, press, texts
from wsviz.measure import two_causes

VIEWS = {
    "learners": "learners",
    "compare": "compare",
    "dreaming": "dreams_are_not_data",
    "explaining": "explaining_away",
    "averaging": "mode_averaging",
    "conditions": "conditions",
    "reweighting": "reweighting",
    "usefulness": "usefulness",
}


def view(name, **query):
    """That page by itself."""
    function = VIEWS[name]
    at = AppTest.from_string(
        f"from wsviz.ui.views.{name} import {function}\n{function}()", default_timeout=60
    )
    for key, value in query.items():
        at.query_params[key] = value
    return checked(at.run())


def said(at):
    """The line that is read out."""
    return texts(at).split('polite">', 1)[1].split("<", 1)[0]


@pytest.mark.parametrize("name", VIEWS)
def test_every_page_opens(name):
    at = view(name)
    assert at.markdown[0].value.startswith("####")
    if name != "compare":
        assert plots(at)


def test_the_house_and_its_second_cause():
    at = view("explaining")
    assert "0.5000" in said(at)
    (figure,) = plots(at).values()
    found = two_causes.world(two_causes.machine(-10, 20, -20))
    np.testing.assert_allclose(array(figure["data"][0]["y"]), found.posterior, rtol=1e-6)
    checked(at.segmented_control(key="second").set_value("it happened").run())
    assert "moves from 0.5000 to 0.0001" in said(at)
    checked(at.slider(key="cause_bias").set_value(-2.0).run())
    (figure,) = plots(at).values()
    found = two_causes.world(two_causes.machine(-2, 20, -20))
    np.testing.assert_allclose(array(figure["data"][0]["y"]), found.posterior, rtol=1e-6)


def test_the_alarm_and_the_impossible():
    at = view("explaining", world="Burglar alarm", second="it happened")
    assert "moves from 0.4953 to 0.0827" in said(at)
    checked(at.slider(key="earthquake").set_value(0.0).run())
    assert any("probability 0" in warning.value for warning in at.warning)


def test_numbers_outside_a_slider_are_said_in_words():
    at = view("explaining", cause_bias="-99")
    assert any("cause_bias=-99: a number from -12 to 0" in w.value for w in at.warning)
    at = view("explaining", cause_bias="x")
    assert any("cause_bias=x" in w.value for w in at.warning)


def test_mode_averaging_gives_the_constants():
    at = view("averaging")
    table = at.markdown[1].value
    for number in ("0.9986", "5.7136", "20.1406", "0.9999", "15.4268"):
        assert number in table
    assert "by 0.250" in said(at)
    assert "by 0.125" in said(at)
    checked(at.slider(key="q_first").set_value(0.0).run())
    assert "∞" in at.markdown[1].value
    checked(at.toggle(key="own").set_value(True).run())
    assert len(plots(at)) == 4


def test_dreams_start_with_the_papers_constants():
    at = view("dreaming")
    assert "KL 11.16 bits" in said(at)
    assert "penalty on data 9.87 bits" in said(at)


def test_the_conditions_name_how_many_succeed():
    assert "(1995 paper): 14 of 20" in said(view("conditions"))


def test_learners_learn_and_go_to_the_stage():
    at = view("learners")
    checked(at.number_input(key="crowd_size").set_value(4).run())
    crowd = at.session_state.session.crowd
    assert crowd.learners == 4
    crowd.run.advance(300)
    crowd.choose([2])
    checked(at.run())
    press(at, "to_stage")
    session = at.session_state.session
    assert session.run.cycle == 300
    assert session.recipe.seed == 2
    np.testing.assert_array_equal(
        session.run.parameters.generative.flat[0], crowd.run.parameters.generative.flat[2]
    )


def test_compare_names_the_one_difference():
    at = view("compare")
    press(at, "pin")
    assert "No difference yet" in at.markdown[1].value
    session = at.session_state.session
    session.change(nonnegative=True)
    checked(at.run())
    assert "nonnegative" in at.markdown[1].value
    assert len(at.get("bidi_component")) == 4


def test_results_on_digits_are_the_recorded_ones():
    at = view("usefulness")
    assert "right by shortest description" in said(at)
    assert float(said(at).split("%")[0]) >= 90


@pytest.mark.parametrize("name", ["dreaming", "usefulness"])
def test_a_record_can_be_learned_again_live(name):
    at = view(name)
    key = {"dreaming": "dreams_live", "usefulness": "digits_live"}[name]
    before = len(at.get("bidi_component"))
    checked(at.toggle(key=key).set_value(True).run())
    assert len(at.get("bidi_component")) == before + 1
    training = at.session_state[f"{key}_training"]
    training.run.advance(200)
    checked(at.run())
    assert any("200" in block.value for block in at.markdown)
