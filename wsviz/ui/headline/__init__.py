"""headline: the line that says where we are; seen, spoken, kept in the address; and the keys.

What only the browser can do stands here: Streamlit replaces a text's node, which a screen reader
then does not hear, writes each address as a step of the browser's history, and takes a key from
the control that has the focus.
"""

from pathlib import Path

import streamlit as st

from wsviz.ui.session import address, arrived_from, said

_HERE = Path(__file__).parent
_mount = st.components.v2.component(
    "headline", js=(_HERE / "headline.js").read_text(), isolate_styles=False
)


def headline(
    sentence, *, status="", equation="", phase="", next_phase="", learning=False, keys=None
):
    """Show and speak where we are, as plain text, and let the address bar hold this screen.

    While it learns only the status is spoken, every few seconds. `keys` are the page's shortcuts:
    name of a key -> key of the button that it presses, unless a focused control needs it itself.
    """
    data = {
        "status": status,
        "equation": equation,
        "sentence": sentence,
        "phase": phase,
        "then": next_phase,
        "learning": learning,
        "keys": keys or {},
        "address": address(),
    }
    _mount(key="headline", data=data, height="content", on_left_change=_left)


def _left():
    """The browser says which address this tab showed before another link was opened in it."""
    arrived_from((said("headline") or {}).get("left"))
