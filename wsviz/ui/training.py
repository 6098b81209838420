"""The row of buttons of a run that learns on a page of its own, and its progress."""

import math

import streamlit as st

from wsviz.ui.fields import switch
from wsviz.ui.frame import ticking
from wsviz.ui.offer import duration
from wsviz.ui.transport import run_button

LEAPS = (1_000, 100_000, 2_000_000)


def training_row(player):
    """Run or pause, and some numbers of cycles to make."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="training"):
        run_button(player)
        for cycles in LEAPS:
            st.button(
                f"{cycles:,} cycles", key=f"make_{cycles}", on_click=player.train, args=(cycles,)
            )


def standing(player):
    """Where a player stands, in words."""
    text = f"cycle {player.run.cycle:,}"
    if player.training:
        text += f" · {player.rate:,.0f} cycles a second"
        if player.goal < math.inf:
            text += f" · {duration(player.seconds_left)} left"
    return text


def live(visit, name, make, pictures):
    """A switch that learns a record again, live: `make` gives the player, `pictures` draws it."""
    on = visit.knob(name, lambda _, text: (text == "True", None), False)
    switch("Learn it again, live", name, on, lambda now: visit.knobs.update({name: now}))
    if not on:
        return
    player = visit.lab(name, make)

    def draw():
        training_row(player)
        st.caption(standing(player))
        pictures(player)

    ticking(player, draw)
