"""The Ask panel: a picture to paint beside what the machine makes of it; units to hold."""

from functools import partial

import numpy as np
import streamlit as st

from wsviz.narration.explained import shown_image
from wsviz.narration.question import MAX_BEATS
from wsviz.runs.words import unit_name
from wsviz.ui.fields import button, choose
from wsviz.ui.painter import UNKNOWN, painter
from wsviz.ui.panels import COMPLETE, EXPLAIN, HOLD

# What a unit can be: its name, and the state it is held at.
_FREE = {"free": None, "off": 0, "on": 1}


def ask(moment, show, view, draw):
    """One of the panel's views; `draw` draws its figure."""
    if view == HOLD:
        _holding(moment, show)
        draw()
        return
    paint, words = _PAINTED[view]
    with st.container(key="ask_panel"):
        st.caption(words)
        left, right = st.columns([4, 7], gap="small")
        with left:
            paint(moment, show)
        with right:
            draw()


def _known(moment, show):
    """Known pixels to paint, and the beats."""
    asking, question = show.asking, show.asking.question
    image, _ = shown_image(moment)
    painter(
        question.known.reshape(moment.image_shape),
        key="known",
        label="Known pixels: on, off or unknown",
        tones=3,
        on_paint=asking.paint,
    )
    made, most = question.beats, question.beats >= MAX_BEATS
    following = ("Recognise", "arrow_upward"), ("Dream", "arrow_downward")
    with _buttons():
        name, icon = following[made % 2]
        button(name, "ask_beat", icon, asking.step, disabled=most, type="primary")
        button("One round", "ask_round", "redo", partial(asking.go, 1), disabled=most)
        button("10 rounds", "ask_rounds", "fast_forward", partial(asking.go, 10), disabled=most)
        button("Start over", "ask_over", "first_page", asking.start_over, disabled=not made)
        button("Other draws", "ask_draws", "casino", asking.other_draws)
        half = partial(asking.half, image)
        button("Hide half", "ask_half", "splitscreen", half, disabled=image is None)
        bare = bool((question.known == UNKNOWN).all())
        button("All unknown", "ask_none", "delete", asking.forget, disabled=bare)
        button("Explain this", "ask_explain", "search", show.explain_completed)


def _picture(moment, show):
    """A picture of one's own to paint, by default from the one on show."""
    image, _ = shown_image(moment, show.image)
    shown = np.zeros(moment.architecture.visible) if image is None else image
    painter(
        shown.reshape(moment.image_shape).astype(np.int8),
        key="picture",
        label="The picture to explain: on or off",
        on_paint=show.paint,
    )
    with _buttons():
        forget = partial(setattr, show, "image", None)
        button("The one on show", "own_picture", "undo", forget, disabled=show.image is None)
        every = partial(show.explain, show.image)
        if moment.listable:
            button("All explanations", "ask_all", "list", every)


def _holding(moment, show):
    """Hold the selected unit on or off, or let units go."""
    asking = show.asking
    layer, unit = moment.selection[:2]
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="holding"):
        if layer:
            st.markdown(f"Hold {unit_name(layer, unit)}")
            state = asking.question.holding(layer, unit)
            choose(
                st.segmented_control,
                f"Hold {unit_name(layer, unit)}",
                _FREE,
                "held_at",
                next(name for name, value in _FREE.items() if value == state),
                lambda name: asking.hold(layer, unit, _FREE[name]),
                required=True,
                label_visibility="collapsed",
            )
        else:
            st.markdown("Click a hidden unit in the network")
        free = not asking.question.held
        button("Let all go", "let_go", "lock_open", asking.let_go, disabled=free)
        button("Other draws", "ask_draws", "casino", asking.other_draws)


#: The views beside a painted picture: what is painted, and what to do in a line.
_PAINTED = {
    COMPLETE: (_known, "Click pixels on or off; the machine fills in the rest."),
    EXPLAIN: (_picture, "Click pixels on or off: what does your picture cost?"),
}


def _buttons():
    return st.container(horizontal=True, gap="small", key="asking")
