"""The session: the sole reader and writer of session_state and of the address.

Everything a visitor has in front of them hangs on one Visit. Widgets show what it holds: each is
given its value before it is drawn, and its callback reads it as it stands when it was pressed.
"""

from collections import deque
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from wsviz.ui.visit import Visit

# So many of a page's own addresses may still come back from the browser.
_REMEMBERED = 64


def current():
    """This visitor's Visit; the first call, and another address than ours, opens what it asks.

    A page that is turned to comes without any query: that asks for nothing new.
    """
    query = st.query_params.to_dict()
    text = urlencode(query)
    state = st.session_state
    if "visit" not in state:
        state.visit, state.ours = Visit(query), deque([text], _REMEMBERED)
    elif text and text not in state.ours:
        state.ours.append(text)
        state.visit = state.visit.followed_by(Visit(query))
    return state.visit


def address():
    """The query that brings this screen back; the browser puts it into the address bar."""
    text = urlencode(st.session_state.visit.query())
    if text not in st.session_state.ours:
        st.session_state.ours.append(text)
    return text


def arrived_from(text):
    """This tab showed another address before: its run can be brought back."""
    st.session_state.visit.came_from = text if isinstance(text, str) else None


def go_back():
    """Open what this tab showed before; the run on the Stage is left behind."""
    before = st.session_state.visit
    st.session_state.visit = before.followed_by(Visit(dict(parse_qsl(before.came_from))))


def show(key, value):
    """Let the widget of that key show a value."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def said(key):
    """What the widget of that key says now; None where it is gone or empty."""
    return st.session_state.get(key)
