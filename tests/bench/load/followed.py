"""Followed: a real browser that steps or trains, and what it saw before and after a fault."""

import asyncio
import time
from contextlib import suppress
from itertools import pairwise

from playwright.async_api import Error

from tests.bench.load.chromium import cycle_of

_EVERY = 1.0  # s, from step to step
_PATIENCE = 4.0  # s, after which a visitor presses again


class Followed:
    """A tab, the worker that it is on, and whether it trains or steps.

    lines    (time of day in seconds, status line) of every change
    pressed  times of day at which it had to press Run again
    """

    def __init__(self, tab, worker, trains):
        self.tab, self.worker, self.trains = tab, worker, trains
        self.lines, self.pressed = [], []

    async def follow(self, ended):
        """Step or train until `ended`, through whatever happens, as a patient person does."""
        if self.trains:
            await self.tab.click("run")
        while not ended.is_set():
            # A page that has not answered, or is being loaded: again.
            with suppress(TimeoutError, Error):
                await asyncio.wait_for(self._act(), _PATIENCE)
            await asyncio.sleep(_EVERY)

    async def _act(self):
        if self.trains:
            await self._see_to_it_that_it_learns()
        else:
            await self.tab.press("forward")
        await self._look()

    async def _see_to_it_that_it_learns(self):
        words = await self.tab.page.locator(".st-key-run button").inner_text(timeout=2000)
        if words.strip().endswith("Run") and self.lines:
            self.pressed.append(time.time())
            await self.tab.click("run")

    async def _look(self):
        known = self.lines[-1][0] if self.lines else 0.0
        self.lines += [line for line in await self.tab.lines() if line[0] > known]

    def told(self, at):
        """The cells of the table about a fault at that time."""
        after = [line for line in self.lines if line[0] > at]
        does = "trains" if self.trains else "steps"
        if not after:
            return does, "never", "no", "", ""
        again = ", pressed Run again" if self.pressed and self.pressed[-1] > at else ""
        same = "yes" if self._same(at, after) else f"no: {after[0][1]}"
        return (
            does,
            f"{after[0][0] - at:.1f} s{again}",
            same,
            f"{self.lost(at):,} cycles",
            f"{self._longest_pause(at):.1f} s (before {self._longest_pause_before(at):.1f} s)",
        )

    def lost(self, at):
        """Cycles that were on the screen at the fault, and not any more when it went on."""
        before = [cycle_of(text) for when, text in self.lines if when <= at]
        after = [cycle_of(text) for when, text in self.lines if when > at]
        return max(0, max(before, default=0) - min(after, default=0))

    def lost_beyond_a_second(self, at):
        """What was lost beyond what was learned in the last second, in words, or ""."""
        recent = [cycle_of(text) for when, text in self.lines if at - 1 <= when <= at]
        earlier = [cycle_of(text) for when, text in self.lines if when < at - 1]
        of_a_second = max(recent, default=0) - max(earlier, default=0) if recent else 0
        lost = self.lost(at)
        words = f"{lost:,} cycles, where the last second learned {of_a_second:,}"
        return words if lost > max(of_a_second, 0) else ""

    def _same(self, at, after):
        if self.trains:
            return not self.lost_beyond_a_second(at)
        before = [place(text) for when, text in self.lines if when <= at]
        # It is where it was, or a step further: a press just before may have been heard.
        return 0 <= place(after[0][1]) - before[-1] <= 2

    def _longest_pause(self, at):
        return _longest([when for when, _ in self.lines if when > at - 2])

    def _longest_pause_before(self, at):
        return _longest([when for when, _ in self.lines if when <= at])


def place(line):
    """How many beats of six come before that status line: cycle 3 · wake · beat 2 of 6 · …"""
    parts = line.split(" · ")
    number, of = (int(word) for word in parts[2].split()[1::2])
    return (2 * cycle_of(line) + (parts[1] == "sleep")) * of + number


def _longest(times):
    return max((b - a for a, b in pairwise(times)), default=0.0)
