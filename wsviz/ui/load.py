"""Load: what a worker has to do, counted where it happens, and told once a minute in its log.

Streamlit's own address of numbers (/_stcore/metrics) knows how many are here, and neither ticks nor
memory.
"""

import asyncio
import os
import threading
import time
from collections import deque
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

from streamlit.runtime import Runtime
from streamlit.runtime.stats import ACTIVE_SESSIONS_FAMILY

from wsviz.ui.places import PLACES

_STATM = Path("/proc/self/statm")
# Of a minute's ticks so many are enough for a percentile.
_TICKS = 5_000


class Load:
    """Ticks since the last line.

    clock  gives seconds, rising
    """

    def __init__(self, clock=time.perf_counter):
        self._clock, self._lock = clock, threading.Lock()
        self._count, self._seconds, self._since = 0, deque(maxlen=_TICKS), clock()

    @contextmanager
    def tick(self):
        """A tick is made meanwhile."""
        start = self._clock()
        try:
            yield
        finally:
            with self._lock:
                self._count += 1
                self._seconds.append(self._clock() - start)

    def line(self, sessions, learning, waiting):
        """One line about the time since the last one; "" where nobody was here and nothing ticked.

        Memory is left out where the system does not tell it.
        """
        with self._lock:
            now, count, seconds = self._clock(), self._count, sorted(self._seconds)
            passed, self._count, self._since = now - self._since, 0, now
            self._seconds.clear()
        if not (sessions or count):
            return ""
        slow = f", p95 of a tick {1e3 * seconds[len(seconds) * 95 // 100]:.0f} ms" if count else ""
        return (
            f"wsviz {os.environ.get('WSVIZ_WORKER', 'alone')}: {sessions} sessions, "
            f"{learning} learning, {waiting} waiting, {count / passed:.1f} ticks a second"
            f"{slow}{_memory()}"
        )


def _memory():
    with suppress(OSError, ValueError, IndexError):
        pages = int(_STATM.read_text().split()[1])
        return f", {pages * os.sysconf('SC_PAGE_SIZE') / 1e6:.0f} MB"
    return ""


#: The load of this worker.
LOAD = Load()


@asynccontextmanager
async def told_every_minute():
    """Meanwhile a line about this worker stands in its log once a minute, while anybody is here."""
    telling = asyncio.create_task(_tell())
    try:
        yield
    finally:
        telling.cancel()


async def _tell():
    while True:
        await asyncio.sleep(60)
        line = LOAD.line(_sessions(), *PLACES.counts)
        if line:
            # A log that is full or closed is no reason to say nothing ever after.
            with suppress(OSError):
                print(line, flush=True)


def _sessions():
    """How many visitors are connected, by Streamlit's own count."""
    stats = Runtime.instance().stats_mgr.get_stats([ACTIVE_SESSIONS_FAMILY])
    return sum(stat.value for stat in stats[ACTIVE_SESSIONS_FAMILY])
