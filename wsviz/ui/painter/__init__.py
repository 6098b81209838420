"""painter: a grid of pixels that is painted with mouse, finger or keys."""

import math
from pathlib import Path

import numpy as np

from wsviz.figures.palette import GRID, INK
from wsviz.ui.component import component
from wsviz.ui.session import sent
from wsviz.ui.steady_plot import whole_numbers

OFF, ON, UNKNOWN = 0, 1, -1
#: What a press turns a tone into, by the number of tones: itself a tone -> tone.
_NEXT = {2: {OFF: ON, ON: OFF}, 3: {UNKNOWN: ON, ON: OFF, OFF: UNKNOWN}}
_WORDS = {OFF: "off", ON: "on", UNKNOWN: "unknown"}
_COLOURS = {"off": INK[0][1], "on": INK[-1][1], "line": GRID}

_mount = component(Path(__file__).parent)


def painter(states, *, key, label, on_paint, tones=2):
    """Show states (rows, columns) of OFF and ON, with three tones also of UNKNOWN, to be painted.

    A press turns a pixel to its next tone, and a drag paints that tone; arrow keys move from pixel
    to pixel, Space and Enter press. `label` is the grid's name for a screen reader. `on_paint` is
    called once a stroke with the new states, an int8 array of the same shape; what else a browser
    may send is passed over. The page shows what it is given: hand the new states back to keep them.

    The largest cell and the grid's greatest height can be set by a style sheet: --cell-most and
    --grid-most on the container.
    """
    states = np.asarray(states)
    following = _NEXT[tones]
    data = {
        "label": label,
        "columns": states.shape[1],
        "states": states.ravel().tolist(),
        "next": {str(tone): after for tone, after in following.items()},
        "words": {str(tone): _WORDS[tone] for tone in following},
        "colours": _COLOURS,
    }

    def painted():
        found = painted_states(sent(key, "paint"), states.shape, tones)
        if found is not None:
            on_paint(found)

    _mount(key=key, data=data, height="content", on_paint_change=painted)


def painted_states(payload, shape, tones):
    """What a browser sent, as states (rows, columns) int8; None unless they are whole tones."""
    numbers = whole_numbers(payload)
    if numbers is None or len(numbers) != math.prod(shape) or not _NEXT[tones].keys() >= {*numbers}:
        return None
    return np.array(numbers, np.int8).reshape(shape)
