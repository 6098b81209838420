"""Slices of learning: all sessions share one interpreter, so they learn in turns.

Each waits its turn, and the more of them learn, the shorter a slice becomes. Stepping in a session
that does not learn by itself never waits.
"""

import math
import threading
import time
from contextlib import contextmanager

SLICE_SECONDS = 0.06
# How long all who learn may together keep one round of slices.
_ROUND_SECONDS = 0.25
_CHUNK_SECONDS = 0.004


class Turns:
    """A queue for slices of learning: one at a time, whoever comes next."""

    def __init__(self):
        self._lock = threading.Lock()
        self._count = threading.Lock()
        self.waiting = 0

    @contextmanager
    def turn(self):
        """Wait in line; yield how many stand in it, this one included."""
        with self._count:
            self.waiting += 1
        try:
            with self._lock:
                yield self.waiting
        finally:
            with self._count:
                self.waiting -= 1


_TURNS = Turns()


def slices(run, seconds, goal=math.inf):
    """Let the run learn for about so long, not beyond cycle `goal`; yield after every slice."""
    end = time.perf_counter() + seconds
    while run.cycle < goal and time.perf_counter() < end:
        _learn_for(run, SLICE_SECONDS, goal)
        yield


def _learn_for(run, seconds, goal):
    chunk = max(1, int(_CHUNK_SECONDS / run.seconds_per_cycle))
    with _TURNS.turn() as waiting:
        deadline = time.perf_counter() + min(seconds, _ROUND_SECONDS / waiting)
        while run.cycle < goal and time.perf_counter() < deadline:
            run.advance(min(chunk, goal - run.cycle))
