"""clock: ticks that the browser sends while something runs.

Streamlit's own `run_every` would send a press twice: a press waits in the browser for a moment
before it is sent, and a tick that comes in this moment carries it along.
"""

import time
from pathlib import Path

from wsviz.ui.component import component

_mount = component(Path(__file__).parent)


def clock(every):
    """Whether this run of the script is a tick; the next follows after `every` s, None for never.

    Draw it before the work that a tick brings: the browser then counts from the start of it.
    """
    # What differs each time is an answer to the last tick, and starts the count to the next one.
    data = {"every": every, "answer": time.monotonic()}
    return bool(_mount(key="clock", data=data, height="content", on_tick_change=_heard).tick)


def _heard():
    """A tick is asked for by the script that draws the clock."""
