"""headline: the line that says where we are; seen, spoken, kept in the address; and the keys.

What only the browser can do stands here: Streamlit replaces a text's node, which a screen reader
then does not hear, writes each address as a step of the browser's history, and takes a key from
the control that has the focus.
"""

from pathlib import Path

from wsviz.ui.component import component
from wsviz.ui.session import address, arrived_from, sent

_mount = component(Path(__file__).parent)


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
    arrived_from(sent("headline", "left"))
