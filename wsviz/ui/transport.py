"""The transport: three grains on one row (beat, phase, cycles), forward and back."""

import streamlit as st

from wsviz.narration.beats import status
from wsviz.narration.sentences import equation, sentence

MAX_SKIP = 1_000_000


def transport(session):
    """Buttons that move the cursor. The main one carries the name of the next operation."""
    cursor, depth = session.cursor, session.depth
    following = cursor.forward(depth).on(depth)
    at_start = cursor == cursor.back(depth)
    with st.container(horizontal=True, vertical_alignment="bottom", key="transport"):
        _button(session, "first", "First", cursor.later(-cursor.cycle), "Home", disabled=at_start)
        _button(session, "previous", "Phase", cursor.previous_phase(), disabled=at_start)
        _button(session, "back", "Beat", cursor.back(depth), "Left", disabled=at_start)
        st.button(
            _capitalised(following.name),
            key="forward",
            type="primary",
            icon=":material/arrow_forward:",
            shortcut="Right",
            on_click=session.move,
            args=(cursor.forward(depth),),
        )
        _button(session, "next", "Phase", cursor.next_phase(), "Down")
        _button(session, "cycle", "Cycle", cursor.later(1), "Up")
        st.number_input(
            "Cycles", 1, MAX_SKIP, 1000, key="skip", label_visibility="collapsed", width=130
        )
        _button(session, "leap", "cycles", cursor.later(st.session_state.skip), "PageDown")


_ICONS = {
    "first": ":material/first_page:",
    "previous": ":material/fast_rewind:",
    "back": ":material/arrow_back:",
    "next": ":material/fast_forward:",
    "cycle": ":material/skip_next:",
    "leap": ":material/keyboard_double_arrow_right:",
}


def _button(session, key, label, goal, shortcut=None, disabled=False):
    st.button(
        label,
        key=key,
        icon=_ICONS[key],
        shortcut=shortcut,
        disabled=disabled,
        on_click=session.move,
        args=(goal,),
    )


def _capitalised(text):
    return text[0].upper() + text[1:]


def caption(session, step, beat):
    """Where we are (read out politely), what just happened, and its equation."""
    line = status(step.cycle, beat)
    st.html(
        f'<p class="status {beat.phase}" role="status" aria-live="polite">{line}</p>'
        f'<p class="sentence">{sentence(step, beat, session.selection)}</p>'
        f'<p class="equation">{equation(beat)}</p>'
    )
