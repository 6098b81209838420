"""The main page: transport, network and rule, and the open tab."""

import streamlit as st

from wsviz.ui import panels
from wsviz.ui.controls import sidebar
from wsviz.ui.offer import diverging, offer, progress
from wsviz.ui.rule import rule
from wsviz.ui.session import current, show_in_address
from wsviz.ui.transport import caption, moment, scrubber, training, transport

TABS = {
    "Hidden activations": panels.activations,
    "Weights": panels.weights,
    "Dreams": panels.dreams,
    "Bits": panels.bits,
}


def stage_page():
    """The sidebar and the stage of this visitor's session."""
    session = current()
    sidebar(session)
    stage(session)


def stage(session):
    """Everything that moves, in one fragment: a click or a tick redraws this and nothing else."""
    with st.container():
        _messages(session)
    with st.container():
        offer(session)
    every = _every(session)
    st.fragment(_moving, run_every=every)(session, every)


def _moving(session, every):
    if every != _every(session):
        # Ticks start, stop and change their pace with the script: the fragment is decorated there.
        st.rerun()
    transport(session)
    training(session)
    place = _tick(session) if session.training else None
    cursor = session.cursor
    step = session.run.at(cursor.cycle, cursor.phase)
    beat = cursor.on(session.depth)
    if not (session.training and session.pace.learn):
        # Made only now, so that the line is never seen empty.
        with place or st.empty():
            caption(session, step, beat)
    # Always one slot each, so that nothing below is taken for something else and drawn anew.
    with st.container():
        progress(session)
        diverging(session)
    with st.container():
        scrubber(session)
    _panels(session, step, beat)
    show_in_address(session)


def _tick(session):
    """Learn; between slices the status moves on, and a press of a button is heeded.

    Returns the place of the status line.
    """
    place = st.empty()
    with place:
        moment(session)
    for _ in session.tick():
        with place:
            moment(session)
    return place


def _every(session):
    return session.pace.every if session.training else None


def _panels(session, step, beat):
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


def _messages(session):
    """Plain sentences about what could not be taken as it was asked for, once."""
    for message in session.messages:
        st.warning(message, icon=":material/info:")
    session.messages.clear()
