"""What a field or a choice says is handed on once, and only where it is news.

After a page was turned in a hurry a browser says again what was shown: Streamlit takes it for a
change, and twenty learners began anew.
"""

import pytest
import streamlit as st

from wsviz.runs import reading
from wsviz.ui import fields, session


@pytest.fixture
def heard(monkeypatch):
    """What was handed on, and `say(value)`: the widget that was drawn last says a value."""
    drawn, applied, said = {}, [], {}

    def draw(*_, key, on_change, **__):
        drawn.update(key=key, on_change=on_change)

    for name in ("text_input", "selectbox", "toggle"):
        monkeypatch.setattr(st, name, draw)
    monkeypatch.setattr(session, "show", said.__setitem__)
    monkeypatch.setattr(session, "said", said.get)

    def say(value):
        said[drawn["key"]] = value
        drawn["on_change"]()

    return applied, say


def test_a_field_hands_on_what_is_new(heard):
    applied, say = heard
    messages = []
    fields.field("Learners", "size", 20, reading.whole(1, 64), applied.append, messages)
    for text in ("20", " 20 ", "", None, "many"):
        say(text)
    assert applied == []
    assert len(messages) == 1
    say("21")
    assert applied == [21]


def test_a_choice_hands_on_what_is_new(heard):
    applied, say = heard
    fields.choose(st.selectbox, "Experiment", ["bars", "kirby"], "which", "bars", applied.append)
    for chosen in ("bars", None, "gone", "kirby"):
        say(chosen)
    assert applied == ["kirby"]


def test_a_switch_hands_on_what_is_new(heard):
    applied, say = heard
    fields.switch("Learn it again, live", "live", False, applied.append)
    say(False)
    say(True)
    assert applied == [True]
