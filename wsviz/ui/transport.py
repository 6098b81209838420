"""The transport: three grains on one row, forward and back; run, pause and the pace."""

import streamlit as st

from wsviz.narration.beats import status
from wsviz.narration.sentences import equation, sentence
from wsviz.runs import reading
from wsviz.ui import session
from wsviz.ui.fields import choose, field
from wsviz.ui.headline import headline
from wsviz.ui.pace import PACES
from wsviz.ui.viewer import MAX_SKIP

# What each button shows: its label and its icon. Directions stand in the words, for all ears.
_MOVES = {
    "first": ("First", ":material/first_page:"),
    "previous": ("Phase back", ":material/fast_rewind:"),
    "back": ("Beat back", ":material/arrow_back:"),
    "forward": (None, ":material/arrow_forward:"),
    "next": ("Next phase", ":material/fast_forward:"),
    "cycle": ("Next cycle", ":material/skip_next:"),
}
_BACKWARD = ("first", "previous", "back")
KEYS = {
    "Space": "run",
    "O": "previous",
    "ArrowLeft": "back",
    "ArrowRight": "forward",
    "P": "next",
    "N": "cycle",
}


def transport(show):
    """Buttons that move the cursor. The main one carries the name of the next operation."""
    following, at_start = labels(show)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="transport"):
        for move, (label, icon) in _MOVES.items():
            st.button(
                label or following,
                key=move,
                icon=icon,
                type="secondary" if label else "primary",
                disabled=at_start and move in _BACKWARD,
                on_click=show.walk,
                args=(move,),
            )


def labels(show):
    """What the transport says: the next operation, and whether nothing lies before."""
    cursor, run = show.cursor, show.run
    return _short(cursor.forward(run).on(run)), cursor == cursor.back(run)


def training(show, beside):
    """Run or pause, the pace, a number of cycles to make at once, and what stands beside them."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="training"):
        run_button(show)
        choose(
            st.segmented_control,
            "Pace",
            PACES,
            "pace",
            show.pace_name,
            lambda name: setattr(show, "pace_name", name),
            required=True,
            label_visibility="collapsed",
        )
        field(
            "Cycles",
            "skip",
            show.skip,
            reading.whole(1, MAX_SKIP),
            lambda cycles: setattr(show, "skip", cycles),
            show.messages,
            label_visibility="collapsed",
            width=110,
        )
        st.button(
            "Make so many cycles",
            key="leap",
            icon=":material/keyboard_double_arrow_right:",
            on_click=show.leap,
        )
        beside()


def run_button(player):
    """One button for both, so that it keeps the focus."""
    pausing = player.training
    st.button(
        "Pause" if pausing else "Run",
        key="run",
        icon=":material/pause:" if pausing else ":material/play_arrow:",
        on_click=player.toggle,
    )


def scrubber(show):
    """All cycles of the run on one line; the moment on show is where its knob stands."""
    session.insist("scrub", show.cursor.cycle)
    st.slider(
        "Cycle",
        0,
        max(1, show.run.cycle, show.cursor.cycle),
        show.cursor.cycle,
        key="scrub",
        label_visibility="collapsed",
        disabled=show.training or not show.run.cycle,
        on_change=_scrubbed,
        args=(show,),
    )


def _scrubbed(show):
    # A tick that is cut short leaves the browser with an older value: that is nobody's wish.
    if not show.training and not pressed():
        show.visit(session.said("scrub"))


def pressed():
    """Whether a button here was pressed just now.

    Of quick presses the later one is sent before the browser shows the answer to the one before:
    what a slider or a field says beside it may be older than what it shows.
    """
    return any(session.said(key) for key in (*_MOVES, "run", "leap"))


def caption(show, moment):
    """Where we are, what just happened, and its equation."""
    learning = show.learning
    headline(
        "It learns. Pause to read what each beat does." if learning else sentence(moment),
        status=status(moment.cycle, moment.beat),
        equation=equation(moment),
        phase=moment.phase,
        next_phase=show.cursor.forward(show.run).phase,
        learning=show.training,
        keys=KEYS,
    )


def _short(beat):
    """The operation in a word or three, for the button."""
    words = beat.kind if beat.layer is None else beat.name
    return words[0].upper() + words[1:]
