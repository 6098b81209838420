"""The main page: transport, network and rule, and the open tab."""

import streamlit as st

from wsviz.ui import panels
from wsviz.ui.rule import rule
from wsviz.ui.session import show_in_address
from wsviz.ui.transport import caption, transport

TABS = {
    "Hidden activations": panels.activations,
    "Weights": panels.weights,
    "Dreams": panels.dreams,
    "Bits": panels.bits,
}


def stage(session):
    """Everything that moves, in one fragment: a click redraws this and nothing else."""
    _messages(session)
    st.fragment(_moving)(session)


def _moving(session):
    transport(session)
    cursor = session.cursor
    step = session.run.at(cursor.cycle, cursor.phase)
    beat = cursor.on(session.depth)
    caption(session, step, beat)
    left, right = st.columns([5, 3], gap="medium")
    with left:
        panels.network(session, step, beat)
    with right:
        rule(session, step, beat)
    opened = st.segmented_control(
        "Show",
        list(TABS),
        key="tab",
        default="Hidden activations",
        required=True,
        label_visibility="collapsed",
    )
    TABS[opened](session, step, beat)
    show_in_address(session)


def _messages(session):
    """Plain sentences about what could not be taken as it was asked for, once."""
    for message in session.messages:
        st.warning(message, icon=":material/info:")
    session.messages.clear()
