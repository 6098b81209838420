"""Places: how many sessions of a worker learn by themselves at once, and who waits for a place.

A place is kept as long as nobody waits, else for a while: then its session goes to the back of the
queue. Who has not asked for some seconds is gone. Knows no Streamlit.
"""

import os
import threading
import time
from typing import NamedTuple

from wsviz.runs import reading

#: Seconds that a place is kept while others wait.
KEPT_SECONDS = 20.0
#: Seconds from one question of those who wait to the next.
ASK_SECONDS = 1.0
#: Seconds without a question after which a session is gone: more than a slow tick takes, and more
#: than the browser waits before it asks again (clock.js).
GONE_SECONDS = 8.0
_CLASS = 32


class Standing(NamedTuple):
    """Where a session stands.

    learning  sessions that have a place
    ahead     sessions before this one in the queue, None where it has a place
    """

    learning: int
    ahead: int | None

    @property
    def waits(self):
        """Whether it has no place yet."""
        return self.ahead is not None

    @property
    def words(self):
        """How many learn, and who is next; "" where it has a place."""
        if not self.waits:
            return ""
        turn = ("you are next", "you are next but one")
        before = turn[self.ahead] if self.ahead < 2 else f"{self.ahead} wait before you"
        learn = "1 learns" if self.learning == 1 else f"{self.learning} learn"
        return f"{learn}, {before}; stepping goes on."


#: Who does not want to learn.
NOWHERE = Standing(0, None)


class Places:
    """So many places, and the queue before them; sessions may ask from any thread.

    most   places
    clock  gives seconds, rising
    """

    def __init__(self, most, clock=time.monotonic):
        self.most, self._clock = most, clock
        self._lock = threading.Lock()
        # When each asked last; since when some have a place; those that wait, the next one first.
        self._seen, self._since, self._queue = {}, {}, []

    def ask(self, who):
        """The Standing of a session that wants to learn now; it asks again at every tick."""
        with self._lock:
            now = self._clock()
            self._forget(now)
            self._seen[who] = now
            if who in self._since and self._over(who, now):
                del self._since[who]
            if who not in self._since and who not in self._queue:
                self._queue.append(who)
            if who in self._queue[: self._free]:
                self._queue.remove(who)
                self._since[who] = now
            ahead = self._queue.index(who) if who in self._queue else None
            return Standing(len(self._since), ahead)

    def leave(self, who):
        """It does not want to learn any more, for now."""
        with self._lock:
            self._leave(who)

    @property
    def counts(self):
        """(sessions that have a place, sessions that wait)."""
        with self._lock:
            self._forget(self._clock())
            return len(self._since), len(self._queue)

    @property
    def _free(self):
        return self.most - len(self._since)

    def _over(self, who, now):
        """Whether it has to go to the back: it had its while, and for somebody there is no room."""
        return now - self._since[who] >= KEPT_SECONDS and len(self._queue) > self._free

    def _forget(self, now):
        for who in [who for who, seen in self._seen.items() if now - seen >= GONE_SECONDS]:
            self._leave(who)

    def _leave(self, who):
        if self._seen.pop(who, None) is not None:
            self._since.pop(who, None)
            if who in self._queue:
                self._queue.remove(who)


def _most():
    """What WSVIZ_LEARNING says, by default a class; what cannot be is told in the log."""
    read = reading.whole(1, 1_000)
    value, message = read("WSVIZ_LEARNING", os.environ.get("WSVIZ_LEARNING", str(_CLASS)))
    if message:
        print(message if value else f"{message} {_CLASS} is used.", flush=True)
    return value or _CLASS


#: The places of this worker.
PLACES = Places(_most())
