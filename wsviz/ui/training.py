"""The row of buttons of a run that learns on a page of its own, and its progress."""

import math
from functools import partial

import streamlit as st

from wsviz.ui.fields import switch
from wsviz.ui.frame import ticking
from wsviz.ui.offer import duration
from wsviz.ui.transport import run_button

LEAPS = {cycles: f"{cycles:,} cycles" for cycles in (1_000, 100_000, 2_000_000)}


def training_row(player, leaps=LEAPS):
    """Run or pause, and some numbers of cycles to make: {cycles: text of the button}."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="training"):
        run_button(player)
        for number, (cycles, text) in enumerate(leaps.items()):
            st.button(text, key=f"make_{number}", on_click=player.train, args=(cycles,))
        if player.told:
            st.caption(player.told)


def standing(player):
    """Where a player stands, in words."""
    text = f"cycle {player.run.cycle:,}"
    if player.training and not player.queued:
        text += f" · {player.rate:,.0f} cycles a second"
        if player.goal < math.inf:
            text += f" · {duration(player.seconds_left)} left"
    return text


def switches(visit, labels):
    """Which record is learned again, live, by a switch each; of several at most one, or None.

    labels  name in the address -> text of its switch
    """
    on = [name for name in labels if visit.knob(name, _switched, False)][:1]
    for name, text in labels.items():
        switch(text, name, name in on, partial(_turn, visit, labels, name))
    return on[0] if on else None


def _switched(_, text):
    return text == "True", None


def _turn(visit, labels, name, now):
    if now:
        visit.knobs.update(dict.fromkeys(labels, False))
    visit.knobs[name] = now


def live(visit, name, make, pictures, of=None):
    """A switch that learns a record again, live: `make` gives the player, `pictures` draws it.

    For another `of` it is made anew.
    """
    if switches(visit, {name: "Learn it again, live"}):
        player = visit.lab(name, make, of)
        ticking(player, lambda: learning(player, pictures))


def learning(player, pictures):
    """The row of buttons of a player, where it stands, and its pictures."""
    training_row(player)
    st.caption(standing(player))
    pictures(player)
