"""Player: a run that learns by itself, tick by tick, until a goal or a pause.

Knows no Streamlit.
"""

import math
import time

from wsviz.ui.pace import PACES
from wsviz.ui.turns import slices

# What is learned at once, without a look in between, takes at most about so long.
AT_ONCE_SECONDS = 1.0


class Player:
    """A run and its training clock; what is drawn at each tick is the page's affair.

    run     anything that has cycle, advance(cycles) and seconds_per_cycle
    goal    the cycle at which it stops by itself, None while it does not learn
    queued  whether it waits for a place among those that learn (places.py)
    told    a sentence about why it learns, shown as long as it does; "" for a press of Run
    """

    def __init__(self, run, pace_name="Full"):
        self.run, self.pace_name = run, pace_name
        self.goal, self.queued, self.told = None, False, ""
        self._start, self._since = 0, (0, 0.0)

    @property
    def pace(self):
        """How training moves on."""
        return PACES[self.pace_name]

    @property
    def training(self):
        """Whether it learns by itself."""
        return self.goal is not None

    @property
    def moves(self):
        """Whether a tick moves it on: it learns by itself, and waits for no place."""
        return self.training and not self.queued

    @property
    def every(self):
        """Seconds from tick to tick, None where nothing ticks."""
        return self.pace.every if self.moves else None

    @property
    def busy(self):
        """Whether it takes a place among those that learn: slow motion is stepping."""
        return self.training and not self.pace.beats

    @property
    def whole(self):
        """Whether a tick changes the buttons around its pictures, too."""
        return self.pace.beats

    def train(self, cycles=None):
        """Learn by itself for so many cycles, or until paused."""
        self.goal = math.inf if cycles is None else self.run.cycle + cycles
        self._start = self.run.cycle
        self._count_from_now()

    def queue(self, waits):
        """Whether it waits for a place from now on, where it takes one."""
        waits = waits and self.busy
        if self.training and self.queued and not waits:
            self._count_from_now()
        self.queued = waits

    def _count_from_now(self):
        self._since = (self.run.cycle, time.monotonic())

    def pause(self):
        """Stop learning by itself, at once."""
        self.goal, self.told = None, ""

    def toggle(self):
        """Run where it rests, pause where it learns: one button."""
        if self.training:
            self.pause()
        else:
            self.train()

    def tick(self):
        """Move on by what the pace says; yield after each slice, when a press is heeded."""
        for _ in slices(self.run, self.pace.learn, self.goal):
            yield
        self._stop_at_goal()

    def soon(self, cycles):
        """Whether so many cycles are learned at once."""
        return cycles * self.run.seconds_per_cycle <= AT_ONCE_SECONDS

    @property
    def rate(self):
        """Cycles a second since training began, or went on after it had waited for a place."""
        cycle, since = self._since
        return (self.run.cycle - cycle) / max(1e-9, time.monotonic() - since)

    @property
    def done(self):
        """The share of the way to the goal that is made, 0 to 1; None where there is no goal."""
        if not self.training or self.goal == math.inf:
            return None
        return min(1.0, (self.run.cycle - self._start) / max(1, self.goal - self._start))

    @property
    def seconds_left(self):
        """About how long the way to the goal takes."""
        return (self.goal - self.run.cycle) / self.rate if self.rate else 0.0

    def _stop_at_goal(self):
        if self.training and self.run.cycle >= self.goal:
            self.pause()
