"""The main page: transport, network and rule, and the open panel."""

import streamlit as st

from wsviz.ui.controls import bring_back, sidebar
from wsviz.ui.fields import choose
from wsviz.ui.frame import messages, ticking, title
from wsviz.ui.offer import diverging, offer, progress
from wsviz.ui.panels import PANELS, network, offered
from wsviz.ui.rule import rule
from wsviz.ui.steady_plot import steady_plot
from wsviz.ui.transport import caption, scrubber, training, transport


def stage_page(visit):
    """The sidebar, and everything that moves in one fragment."""
    show = visit.explorer
    title("The Stage: one wake and one sleep phase, beat by beat", unseen=True)
    sidebar(show)
    messages()
    with st.container():
        bring_back(visit)
        offer(show)
    ticking(show, lambda: _stage(visit))


def _stage(visit):
    show = visit.explorer
    transport(show)
    training(show)
    moment = show.moment
    caption(show, moment)
    # Always one slot each, so that nothing below is taken for something else and drawn anew.
    with st.container():
        progress(show)
        diverging(show)
    with st.container():
        scrubber(show)
    left, right = st.columns([5, 3], gap="medium")
    with left:
        steady_plot(**network(moment, show)._asdict())
    with right:
        rule(moment, show)
    _panel(visit, moment)


def _panel(visit, moment):
    names = offered(moment)
    if visit.tab not in names:
        visit.tab = names[0]
    choose(
        st.segmented_control,
        "Show",
        names,
        "tab",
        visit.tab,
        lambda name: setattr(visit, "tab", name),
        required=True,
        label_visibility="collapsed",
    )
    for plot in PANELS[visit.tab](moment, visit.explorer):
        steady_plot(**plot._asdict())
