"""A run that can learn by itself on a page of its own."""

import math
import time

import streamlit as st

from wsviz.ui.live import slices
from wsviz.ui.offer import duration
from wsviz.ui.telling import tell

_LEARN = 0.4
_EVERY = 0.6


class Training:
    """A Run with a goal; `chosen` is the learner that was clicked.

    recorded   whether its past comes from a file
    """

    def __init__(self, run, preset, recorded=False):
        self.run, self.preset, self.recorded = run, preset, recorded
        self.chosen = None
        self.goal = None

    @property
    def learners(self):
        """How many learn together."""
        return self.run.parameters.learners

    def choose(self, point):
        """A click on a learner."""
        if 0 <= int(point[0]) < self.learners:
            self.chosen = int(point[0])

    def train(self, cycles=None):
        """Learn by itself for so many cycles, or until paused."""
        self.goal = math.inf if cycles is None else self.run.cycle + cycles
        self._started = (self.run.cycle, time.monotonic())

    def pause(self):
        """Stop at once."""
        self.goal = None

    def tick(self):
        """Learn for some slices; yields after each, when a press of a button is heeded."""
        for _ in slices(self.run, _LEARN, self.goal):
            yield
        if self.run.cycle >= self.goal:
            self.goal = None

    @property
    def rate(self):
        """Cycles a second since training began."""
        cycle, since = self._started
        return (self.run.cycle - cycle) / max(1e-9, time.monotonic() - since)


def live(key, make, pictures):
    """A switch that learns a record again, live: `make` gives the run, `pictures` draws it."""
    if not st.toggle("Learn it again, live", key=key):
        return
    if f"{key}_training" not in st.session_state:
        st.session_state[f"{key}_training"] = Training(make(), key)
    training = st.session_state[f"{key}_training"]
    ticking(training, lambda: pictures(training.run))


def ticking(training, pictures):
    """Run and pause, progress, and what is drawn at every tick, in one fragment."""
    every = None if training.goal is None else _EVERY
    st.fragment(_ticking, run_every=every)(training, every, pictures)


def _ticking(training, every, pictures):
    if every != (None if training.goal is None else _EVERY):
        st.rerun()
    _buttons(training)
    line = st.empty()
    if training.goal is not None:
        for _ in training.tick():
            _tell(training, line)
    _tell(training, line)
    pictures()


def _buttons(training):
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="training"):
        if training.goal is None:
            st.button(
                "Run",
                key="run",
                icon=":material/play_arrow:",
                shortcut="Space",
                on_click=training.train,
            )
        else:
            st.button(
                "Pause",
                key="pause",
                icon=":material/pause:",
                shortcut="Space",
                on_click=training.pause,
            )
        for cycles in (1_000, 100_000, 2_000_000):
            st.button(
                f"{cycles:,} cycles", key=f"make_{cycles}", on_click=training.train, args=(cycles,)
            )


def _tell(training, line):
    text = f"cycle {training.run.cycle:,} · {training.learners} learners"
    if training.goal is not None:
        text += f" · {training.rate:,.0f} cycles a second"
        if training.goal < math.inf:
            left = (training.goal - training.run.cycle) / max(1, training.rate)
            text += f" · {duration(left)} left"
    tell(text, line)
