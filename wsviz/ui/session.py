"""The session: the sole reader and writer of session_state and of the address.

Everything a visitor has in front of them hangs on one Visit. Widgets show what it holds: each is
given its value before it is drawn, and its callback reads it as it stands when it was pressed.
"""

from urllib.parse import parse_qsl, urlencode

import streamlit as st

from wsviz.ui.visit import Visit

# No browser keeps a longer one; what a component says may be any text.
_LONGEST_ADDRESS = 2**17


def current():
    """This visitor's Visit; the first call opens what the address asks for.

    Later the address follows the Visit: Back and Forward turn pages, not the run.
    """
    if "visit" not in st.session_state:
        st.session_state.visit = Visit(st.query_params.to_dict())
    return st.session_state.visit


def reopen(text, learned):
    """The session of this page is gone: open what it showed, and say so.

    text     its address, as the browser kept it; what is none leaves the page as it is
    learned  whether it was learning by itself
    """
    if _is_address(text):
        name = current().name
        st.session_state.visit = Visit(dict(parse_qsl(text)), name)
        current().came_back(learned)


def address():
    """The query that brings this screen back; the browser puts it into the address bar."""
    return urlencode(current().query())


def arrived_from(text):
    """This tab showed another address before: its run can be brought back."""
    visit = current()
    if _is_address(text) and text != visit.came_from:
        visit.came_from = text
        # The page is drawn once more, and nobody has read yet what it told.
        visit.messages[:0] = visit.told


def _is_address(text):
    return isinstance(text, str) and len(text) <= _LONGEST_ADDRESS


def show(key, value):
    """Let the widget of that key show a value, which is given to it as its first one as well.

    Streamlit says a value once: a browser that draws the widget only later, or one of that key on
    another page, shows the first one.
    """
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def insist(key, value):
    """The same for a widget that is cut off by a press and drawn anew, and then has forgotten it.

    What is typed or dragged in it at that moment is lost.
    """
    st.session_state[key] = value


def said(key):
    """What the widget of that key says now; None where it is gone or empty."""
    return st.session_state.get(key)


def sent(key, name):
    """What the component of that key sent under that name; None where it sent nothing."""
    return (said(key) or {}).get(name)
