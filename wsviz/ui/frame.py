"""What every page has around it: its title, messages, and one fragment that ticks."""

import re

import streamlit as st

from wsviz.ui.clock import clock
from wsviz.ui.session import current

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


def ticking(player, draw):
    """Draw now and at every tick, in one fragment: a press or a tick redraws this alone."""
    st.fragment(_tick)(player, _outside(player), draw)


def _outside(player):
    """What is decided or drawn outside the fragment, where no tick takes it away."""
    visit = current()
    show = visit.explorer
    return player.training, len(visit.messages), visit.came_from, id(show.left), id(show.run)


def _tick(player, outside, draw):
    if outside != _outside(player):
        st.rerun()
    ticked = clock(player.every)
    # Always there, so that nothing below is taken for something else and drawn anew.
    pulse = st.empty()
    if ticked and player.training:
        for _ in player.tick():
            # A press that came in meanwhile is heeded at the next word to the page.
            pulse.empty()
    draw()
