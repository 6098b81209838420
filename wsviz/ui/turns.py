"""Turns: all sessions share one interpreter, so what they ask of it is done one after the other.

A press is drawn before anything that learns by itself moves on: it waits for the presses before it
and for one turn of those that learn. These wait their turn to learn a slice, and again to draw what
they learned; the more of them learn, the shorter a slice becomes. A press inside what learns, which
shares its run of the script with a tick, waits as the tick does.
"""

import math
import threading
import time
from collections import deque
from contextlib import contextmanager

SLICE_SECONDS = 0.06
# How long all who learn may together keep one round of slices.
_ROUND_SECONDS = 0.15
_CHUNK_SECONDS = 0.002


class Turns:
    """Work that is done one at a time: presses first, and each kind in the order it came."""

    def __init__(self):
        self._guard, self._has_it = threading.Lock(), None
        self._presses, self._learning = deque(), deque()

    @property
    def mine(self):
        """Whether this thread has the turn."""
        return self._has_it == threading.get_ident()

    @contextmanager
    def turn(self, press=False):
        """Wait in line; yield how many learn by turns, with this one.

        Who has the turn already goes on.
        """
        if self.mine:
            yield 1 + len(self._learning)
            return
        self._wait(self._presses if press else self._learning)
        try:
            yield 1 + len(self._learning)
        finally:
            self._next()

    def _wait(self, line):
        called, me = threading.Semaphore(0), threading.get_ident()
        with self._guard:
            if self._has_it is None:
                self._has_it = me
                return
            line.append((me, called))
        called.acquire()

    def _next(self):
        with self._guard:
            self._has_it = None
            if line := self._presses or self._learning:
                self._has_it, called = line.popleft()
                called.release()


#: The turns of this worker.
TURNS = Turns()


def slices(run, seconds, goal=math.inf):
    """Let the run learn for about so long, not beyond cycle `goal`; yield after every slice."""
    end = time.perf_counter() + seconds
    while run.cycle < goal and time.perf_counter() < end:
        _learn_for(run, SLICE_SECONDS, goal)
        yield


def _learn_for(run, seconds, goal):
    chunk = max(1, int(_CHUNK_SECONDS / run.seconds_per_cycle))
    with TURNS.turn() as learning:
        deadline = time.perf_counter() + min(seconds, _ROUND_SECONDS / learning)
        while run.cycle < goal and time.perf_counter() < deadline:
            run.advance(min(chunk, goal - run.cycle))
