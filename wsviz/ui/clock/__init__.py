"""clock: ticks that the browser sends while something runs.

Streamlit's own `run_every` would send a press twice: a press waits in the browser for a moment
before it is sent, and a tick that comes in this moment carries it along.
"""

import time
from pathlib import Path

import streamlit as st

from wsviz.ui.component import component

_mount = component(Path(__file__).parent)


def clock(every, key="clock", words=""):
    """Whether this run of the script is a tick; the next follows after `every` s, None for never.

    Draw it before the work that a tick brings: the browser then counts from the start of it. Its
    `words` are shown, and spoken when they change.
    """
    if every is None and not words:
        # Its slot stays, and costs little.
        st.empty()
        return False
    # What differs each time is an answer to the last tick, and starts the count to the next one.
    data = {"every": every, "answer": time.monotonic(), "words": words}
    return bool(_mount(key=key, data=data, height="content", on_tick_change=_heard).tick)


def _heard():
    """A tick is asked for by the script that draws the clock."""
