"""The line about a worker: what it counts, and that it is told once a minute."""

import asyncio
import re
from contextlib import suppress

import pytest

from tests.counted import counted
from wsviz.ui import load
from wsviz.ui.load import Load


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def make_ticks(found, clock, *seconds):
    for each in seconds:
        with found.tick():
            clock.now += each


def test_the_line_counts_ticks_since_the_last_one(clock, monkeypatch):
    monkeypatch.setenv("WSVIZ_WORKER", "w1")
    found = Load(clock)
    make_ticks(found, clock, *[0.02] * 96, *[0.5] * 4)
    clock.now = 50.0
    line = found.line(23, 12, 3)
    said = "wsviz w1: 23 sessions, 12 learning, 3 waiting, 2.0 ticks a second, p95 of a tick 20 ms"
    assert line.startswith(said)
    assert re.fullmatch(r"(, [1-9]\d+ MB)?", line.removeprefix(said))
    clock.now = 60.0
    assert "0.0 ticks a second" in found.line(23, 12, 3)
    make_ticks(found, clock, 0.02, 0.4)
    assert "p95 of a tick 400 ms" in found.line(23, 12, 3)


def test_a_tick_that_is_cut_short_counts(clock):
    found = Load(clock)
    with suppress(KeyError), found.tick():
        clock.now += 2.0
        raise KeyError
    assert "0.5 ticks a second, p95 of a tick 2000 ms" in found.line(1, 1, 0)


def test_nothing_is_said_where_nobody_is(clock):
    found = Load(clock)
    clock.now = 60.0
    assert found.line(0, 0, 0) == ""


def test_a_worker_without_a_name_is_alone(clock, monkeypatch):
    monkeypatch.delenv("WSVIZ_WORKER", raising=False)
    found = Load(clock)
    clock.now = 60.0
    assert found.line(1, 0, 0).startswith("wsviz alone: 1 sessions, 0 learning")


def test_it_is_told_again_and_again_and_ends_with_the_server(capsys, monkeypatch):
    monkeypatch.setattr(load, "_sessions", lambda: 2)

    async def serve():
        async with load.told_every_minute():
            await asyncio.sleep(150)
        before = capsys.readouterr().out.splitlines()
        await asyncio.sleep(150)
        return before, capsys.readouterr().out

    told, after = counted(serve())
    assert len(told) == 2
    assert all(": 2 sessions, " in line for line in told)
    assert after == ""
