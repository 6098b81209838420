"""The transport: three grains on one row, forward and back; run, pause and the pace."""

import streamlit as st

from wsviz.narration.beats import status
from wsviz.narration.sentences import equation, sentence
from wsviz.ui.pace import PACES

MAX_SKIP = 1_000_000

# What each button shows: its label, its icon, its shortcut.
_MOVES = {
    "first": ("First", ":material/first_page:", None),
    "previous": ("Phase", ":material/fast_rewind:", "O"),
    "back": ("Beat", ":material/arrow_back:", "Left"),
    "forward": (None, ":material/arrow_forward:", "Right"),
    "next": ("Phase", ":material/fast_forward:", "P"),
    "cycle": ("Cycle", ":material/skip_next:", "N"),
}
_LEAP = ":material/keyboard_double_arrow_right:"
_BACKWARD = ("first", "previous", "back")


def transport(session):
    """Buttons that move the cursor. The main one carries the name of the next operation."""
    cursor, depth = session.cursor, session.depth
    at_start = cursor == cursor.back(depth)
    following = _short(cursor.forward(depth).on(depth))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="transport"):
        for move, (label, icon, shortcut) in _MOVES.items():
            st.button(
                label or following,
                key=move,
                icon=icon,
                shortcut=shortcut,
                type="secondary" if label else "primary",
                disabled=at_start and move in _BACKWARD,
                on_click=session.walk,
                args=(move,),
            )


def training(session):
    """Run and pause, the pace, and a number of cycles to make at once."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="training"):
        if session.training:
            _button("pause", "Pause", ":material/pause:", session.pause, shortcut="Space")
        else:
            _button("run", "Run", ":material/play_arrow:", session.train, shortcut="Space")
        st.session_state.pace = session.pace_name
        st.segmented_control(
            "Pace",
            list(PACES),
            key="pace",
            required=True,
            label_visibility="collapsed",
            on_change=lambda: setattr(session, "pace_name", st.session_state.pace),
        )
        cycles = st.number_input(
            "Cycles", 1, MAX_SKIP, 1000, key="skip", label_visibility="collapsed", width=130
        )
        _button("leap", f"{cycles:,} cycles", _LEAP, session.leap, args=(cycles,))


def scrubber(session):
    """All cycles of the run on one line; the moment on show is where its knob stands."""
    st.session_state.scrub = session.cursor.cycle
    st.slider(
        "Cycle",
        0,
        max(1, session.run.cycle),
        key="scrub",
        label_visibility="collapsed",
        disabled=session.training or not session.run.cycle,
        on_change=_scrubbed,
        args=(session,),
    )


def _scrubbed(session):
    # A tick that is cut short leaves the browser with an older value: that is nobody's wish.
    if not session.training:
        session.visit(st.session_state.scrub)


def caption(session, step, beat):
    """Where we are (read out politely), what just happened, and its equation."""
    _tell(step.cycle, beat, equation(beat), sentence(step, beat, session.selection))


def moment(session):
    """Where we are, while it learns on."""
    beat = session.cursor.on(session.depth)
    _tell(
        session.cursor.cycle, beat, equation(beat), "It learns. Pause to read what each beat does."
    )


def _tell(cycle, beat, rule, text):
    st.html(
        f'<p class="status {beat.phase}">'
        f'<span role="status" aria-live="polite">{status(cycle, beat)}</span>'
        f'<span class="equation">{rule}</span></p><p class="sentence">{text}</p>'
    )


def _button(key, label, icon, action, args=(), shortcut=None):
    st.button(label, key=key, icon=icon, shortcut=shortcut, on_click=action, args=args)


def _short(beat):
    """The operation in a word or three, for the button."""
    words = beat.kind if beat.layer is None else beat.name
    return words[0].upper() + words[1:]
