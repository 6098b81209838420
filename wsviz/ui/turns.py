"""Turns: all sessions share one interpreter, so those that learn do it one after the other.

Each waits its turn to learn a slice, and again to draw what it learned; the more of them learn, the
shorter a slice becomes. Stepping in a session that does not learn by itself never waits, and meets
one other thread at work where it would else meet as many as learn.
"""

import math
import threading
import time
from collections import deque
from contextlib import contextmanager

SLICE_SECONDS = 0.06
# How long all who learn may together keep one round of slices.
_ROUND_SECONDS = 0.25
_CHUNK_SECONDS = 0.004


class Turns:
    """A line for work that is done one at a time: first come, first served."""

    def __init__(self):
        self._guard, self._line = threading.Lock(), deque()

    @contextmanager
    def turn(self):
        """Wait in line; yield how many stand in it, this one included."""
        mine = threading.Lock()
        mine.acquire()
        with self._guard:
            self._line.append(mine)
            if self._line[0] is mine:
                mine.release()
        with mine:
            try:
                yield len(self._line)
            finally:
                self._next()

    def _next(self):
        with self._guard:
            self._line.popleft()
            if self._line:
                self._line[0].release()


#: The line of this worker.
TURNS = Turns()


def slices(run, seconds, goal=math.inf):
    """Let the run learn for about so long, not beyond cycle `goal`; yield after every slice."""
    end = time.perf_counter() + seconds
    while run.cycle < goal and time.perf_counter() < end:
        _learn_for(run, SLICE_SECONDS, goal)
        yield


def _learn_for(run, seconds, goal):
    chunk = max(1, int(_CHUNK_SECONDS / run.seconds_per_cycle))
    with TURNS.turn() as waiting:
        deadline = time.perf_counter() + min(seconds, _ROUND_SECONDS / waiting)
        while run.cycle < goal and time.perf_counter() < deadline:
            run.advance(min(chunk, goal - run.cycle))
