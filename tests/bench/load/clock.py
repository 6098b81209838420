"""Clocks: ticks as the page's own clock sends them (wsviz/ui/clock/clock.js), line by line."""

import asyncio

ASK_AGAIN = 3.0  # s, as there


class Clocks:
    """All clocks of a page. `send(fragment, clock)` gives a coroutine that sends a tick."""

    def __init__(self, send):
        self._send, self._clocks, self._tasks = send, {}, set()
        self._drawn, self._fragments = set(), ()

    @property
    def ticking(self):
        """Whether something learns by itself."""
        return any(clock.every is not None for clock in self._clocks.values())

    def begin(self, fragments):
        """A run of the script begins, of these fragments or of everything."""
        self._drawn, self._fragments = set(), tuple(fragments)

    def end(self):
        """It has ended: a clock that it did not draw anew is gone."""
        for name, clock in list(self._clocks.items()):
            of_it = not self._fragments or clock.fragment in self._fragments
            if of_it and name not in self._drawn:
                self._clocks.pop(name).stop()

    def answer(self, name, fragment, every):
        """The clock was drawn: an answer to its last tick, and the count to the next begins."""
        self._drawn.add(name)
        clock = self._clocks.setdefault(name, _Clock())
        clock.stop()
        clock.fragment, clock.every = fragment, every
        if every is not None:
            self._due(name, clock, clock.at + every)

    def stop(self):
        """The page is gone."""
        for clock in self._clocks.values():
            clock.stop()

    def _due(self, name, clock, at):
        loop = asyncio.get_running_loop()
        clock.timer = loop.call_at(max(at, loop.time()), self._tick, name, clock)

    def _tick(self, name, clock):
        clock.at = asyncio.get_running_loop().time()
        self._due(name, clock, clock.at + max(ASK_AGAIN, clock.every))
        task = asyncio.create_task(self._send(clock.fragment, name))
        self._tasks.add(task)
        task.add_done_callback(self._sent)

    def _sent(self, task):
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # a socket that was closed meanwhile is told by its reader


class _Clock:
    def __init__(self):
        self.at, self.every, self.fragment, self.timer = 0.0, None, "", None

    def stop(self):
        if self.timer:
            self.timer.cancel()
