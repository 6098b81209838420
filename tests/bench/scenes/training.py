"""A class that trains at once, at the pace Live, while one more visitor steps."""

import asyncio
import time

from tests.bench.load.cpu import Cpu
from tests.bench.load.numbers import ms, p95, table
from tests.bench.load.visitor import Visitor
from tests.bench.scenes.room import QUERY, entered, left, many
from tests.bench.scenes.stepping import steps
from tests.browser.app import served as plain

_WARM = 5.0
_EVERY = 0.05  # s, from tick to tick of the pace Live


async def measure(served, browser, size, seconds):
    """Frames a second (changes of the status line) and cycles of each; steps of one more."""
    room = await entered(served, browser, size, QUERY)
    guest = await Visitor.open(served.address, QUERY)
    await asyncio.gather(*(visitor.press("run") for visitor in room.visitors))
    for tab in room.tabs:
        await tab.click("run")
    await asyncio.sleep(_WARM)
    cpu, begun = Cpu(served), await _standing(room)
    times = await steps(guest, seconds, 0.7)
    ended, words = await _standing(room), cpu.words()
    passed = ended[0] - begun[0]
    moved = [[b - a for a, b in zip(*pair)] for pair in zip(begun[1:], ended[1:])]
    count = len(room.visitors)
    slowest = [min(values[:count]) / max(1, *values[:count]) for values in moved]
    found = {
        "frames": [frames / passed for frames in moved[0][:count]],
        "fair_frames": slowest[:1],
        "fair_cycles": slowest[1:],
        "real_frames": [frames / passed for frames in moved[0][count:]],
        "cycles": [cycles / passed for cycles in moved[1][:count]],
        "guest": times,
        "errors": room.errors + guest.errors,
        "cpu": [words],
    }
    await guest.close()
    await left(room)
    return found


async def _standing(room):
    """The time, and of everybody the frames so far and the cycle."""
    frames = [v.frames for v in room.visitors] + [await tab.frames() for tab in room.tabs]
    cycles = [v.cycle for v in room.visitors] + [await tab.cycle() for tab in room.tabs]
    return time.monotonic(), frames, cycles


async def yardstick(size, seconds):
    """Frames a second of each on a page of Streamlit's own that changes one word a tick."""
    with plain(script="tests/browser/yardstick.py") as address:
        visitors = await many(address, "", size)
        frames = await asyncio.gather(*(_pressing(visitor, seconds) for visitor in visitors))
        for visitor in visitors:
            await visitor.close()
    return frames


async def _pressing(visitor, seconds):
    begun, end = visitor.frames, time.monotonic() + seconds
    while time.monotonic() < end:
        took = await visitor.press("forward")
        await asyncio.sleep(max(0.0, _EVERY - took))
    return (visitor.frames - begun) / (seconds)


def told(found):
    """A table of it; `found` is {workers: what was measured with so many}."""
    rows = []
    for workers, each in found.items():
        frames, cycles = each["frames"], each["cycles"]
        real, rounds = each["real_frames"], len(each["cpu"])
        rows.append(
            (
                workers,
                f"{sum(frames) / rounds:.1f}",
                f"{min(frames):.2f} to {max(frames):.2f}",
                f"{min(real):.2f} to {max(real):.2f}" if real else "none",
                f"{sum(cycles) / rounds:,.0f}",
                f"{min(each['fair_frames']):.2f}",
                f"{min(each['fair_cycles']):.2f}",
                ms(p95(each["guest"])),
            )
        )
    head = (
        *("workers", "frames a second of all", "of each", "of real browsers"),
        *("cycles a second of all", "slowest/fastest, frames", "cycles", "p95 of a guest's step"),
    )
    return f"{table(head, rows)}\n{_ratios(found)}"


def _ratios(found):
    if len(found) < 2:
        return ""
    one, two = found.values()
    ratios = (
        ("frames", sum(two["frames"]) / sum(one["frames"])),
        ("cycles", sum(two["cycles"]) / sum(one["cycles"])),
    )
    words = ", ".join(f"{what} × {ratio:.2f}" for what, ratio in ratios)
    return (
        f"Two workers against one: {words} (asked for at least 1.7); slowest of the fastest: asked "
        "for at least .6; frames a second of each with one worker: asked for at least 2."
    )
