"""The main page: transport, network and rule, and the open panel."""

from functools import partial

import streamlit as st

from wsviz.ui.ask import ask
from wsviz.ui.controls import bring_back, sidebar
from wsviz.ui.fields import button, choose
from wsviz.ui.files import files
from wsviz.ui.filming import Together
from wsviz.ui.frame import messages, ticking, title
from wsviz.ui.offer import diverging, offer, progress, wanted
from wsviz.ui.panels import (
    ASK,
    DREAMS,
    EXPLANATION,
    OF_THE_NETWORK,
    RULE,
    network,
    offered,
    views,
)
from wsviz.ui.rule import rule
from wsviz.ui.steady_plot import steady_plot
from wsviz.ui.transport import caption, labels, scrubber, training, transport


def stage_page(visit):
    """The sidebar; the buttons, at rest while the network learns; what moves."""
    show = visit.explorer
    title("The Stage: one wake and one sleep phase, beat by beat", unseen=True)
    sidebar(show)
    messages()
    with st.container():
        bring_back(visit)
        offer(show)
        wanted(visit)
    ticking(Together(show, visit.film), partial(_pictures, show), partial(_buttons, visit))


def _buttons(visit):
    """The transport and the scrubber; returns what they say."""
    show = visit.explorer
    with st.container(horizontal=True, gap="small", key="controls"):
        transport(show)
        training(show, partial(files, visit))
    with st.container(key="scrubber"):
        scrubber(show)
    return _said(show)


def _said(show):
    """What the buttons say of the moment: while it learns they leave it to the status line."""
    learning = show.moves and not show.whole
    return labels(show), None if learning else (show.cursor, show.run.cycle)


def _pictures(show, buttons):
    """Where we are, the network and the open panel; a click in them may change the `buttons`."""
    if buttons != _said(show):
        st.rerun()
    moment = show.moment
    caption(show, moment)
    # Always one slot each, so that nothing below is taken for something else and drawn anew.
    with st.container():
        progress(show)
        diverging(show)
    left, right = st.columns([4, 5], gap="small")
    with left:
        steady_plot(**network(moment, show)._asdict(), one_screen=True, of=moment.place)
    with right:
        _panel(show, moment)


def _panel(show, moment):
    names = offered(moment)
    # One that is not offered now stays chosen, and comes back when it is.
    panel = show.panel if show.panel in names else names[0]
    with st.container(horizontal=True, gap="small", key="panels"):
        _choice("Panel", "tab", names, panel, show.open_panel)
        found = views(moment, panel)
        view = show.view if show.view in found else next(iter(found), None)
        if len(found) > 1:
            _choice("View", "view", found, view, partial(show.open_panel, panel))
        if panel == DREAMS:
            button("Dream again", "dream_again", "refresh", show.dream_again)
        if panel == EXPLANATION:
            own = show.image is None
            button("The one on show", "own_image", "undo", show.explain, disabled=own)
    with st.container():
        if panel == RULE:
            rule(moment, show)
            return
        # While it learns the network is new in every frame, the panel in every second one.
        make = found[view]
        of = show.network_on_show if make in OF_THE_NETWORK else None
        plot, place = show.seldom((panel, view), of, lambda: (make(moment, show), moment.place))
        place = place if show.learning else moment.place
        draw = partial(steady_plot, **plot._asdict(), one_screen=True, of=place)
        if panel == ASK:
            ask(moment, show, view, draw)
        else:
            draw()


def _choice(label, key, options, value, apply):
    choose(
        st.segmented_control,
        label,
        options,
        key,
        value,
        apply,
        required=True,
        label_visibility="collapsed",
    )
