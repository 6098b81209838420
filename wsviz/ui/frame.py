"""What every page has around it: its title, messages, and the fragment that ticks."""

import re
from functools import partial

import streamlit as st

from wsviz.ui.clock import clock
from wsviz.ui.load import LOAD
from wsviz.ui.places import ASK_SECONDS, NOWHERE, PLACES
from wsviz.ui.session import current
from wsviz.ui.turns import TURNS

# What a link or a file said is shown as it stands, never as Markdown.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&])")


def title(text, unseen=False):
    """The page's one h1."""
    st.html(f'<h1 class="{"unseen" if unseen else "question"}">{text}</h1>')


def messages():
    """Plain sentences about what could not be taken as it was asked for, once."""
    visit = current()
    visit.told = list(visit.messages)
    with st.container():
        for message in visit.told:
            warn(message)
    visit.messages.clear()


def warn(message):
    """A plain sentence that something could not be taken as it was asked for."""
    st.warning(plain(message), icon=":material/info:")


def plain(text):
    """A text that Markdown shows as it stands."""
    return _MARKDOWN.sub(r"\\\1", text)


def turn_to(path):
    """Turn to the page of that path, "" for the first, as a press on its name does."""
    # A page is known by its path alone.
    where = {"url_path": path} if path else {"default": True}
    st.switch_page(st.Page(lambda: None, title=path or "Stage", **where))


def ticking(player, draw, around=None):
    """Draw now and at every tick, in a fragment: a press or a tick in it redraws this alone.

    What stands `around` it is drawn before it, at its own presses and where a tick changes the
    whole; it returns what it shows, with which `draw` is called.

    Who waits for a place ticks in a small fragment of its own: nothing else is drawn anew.
    """
    standing = _standing(player)
    player.queue(standing.waits)
    with st.container():
        if standing.waits:
            st.fragment(_wait)(player)
    ticks = partial(st.fragment(_tick), player, standing.waits, _outside(player))
    if around is None:
        ticks(draw, lambda: True)
        return

    def whole():
        ticks(partial(draw, around()), lambda: not player.whole, "frames")

    ticks(whole, lambda: player.whole)


def _standing(player):
    """The Standing of this session among those that learn."""
    me = current().name
    if player.busy:
        return PLACES.ask(me)
    PLACES.leave(me)
    return NOWHERE


def _outside(player):
    """What is decided or drawn outside the fragment, where no tick takes it away."""
    visit = current()
    show = visit.explorer
    return player.training, len(visit.messages), visit.came_from, id(show.left), id(show.run)


def _wait(player):
    standing = _standing(player)
    if not standing.waits:
        st.rerun()
    clock(ASK_SECONDS, key="queue", words=standing.words)


def _tick(player, waits, outside, draw, here, key="clock"):
    """`here` says whether this fragment is the one that ticks."""
    if outside != _outside(player):
        st.rerun()
    ticked = clock(player.every if here() else None, key=key)
    # Always there, so that nothing below is taken for something else and drawn anew.
    pulse = st.empty()
    # A tick that shares its run with a press is not learned: all others would wait for it.
    if TURNS.mine or not (ticked and player.moves):
        with TURNS.turn(press=True):
            draw()
        return
    with LOAD.tick():
        _learn(player, waits, pulse)
        with TURNS.turn():
            draw()


def _learn(player, waits, pulse):
    standing = _standing(player)
    if standing.waits != waits:
        st.rerun()
    player.queue(waits)
    for _ in player.tick():
        # A press that came in meanwhile is heeded at the next word to the page.
        pulse.empty()
