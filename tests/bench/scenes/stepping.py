"""A class that steps: each every 2 s."""

import asyncio
import statistics
import time

from tests.bench.load.cpu import Cpu
from tests.bench.load.numbers import joined, ms, p95, table
from tests.bench.scenes.room import QUERY, entered, left

EVERY = 2.0


async def steps(visitor, seconds, every, delay=0.0):
    """Step now and then; the times to the answer."""
    await asyncio.sleep(delay)
    times, end = [], time.monotonic() + seconds
    while time.monotonic() < end:
        times.append(await visitor.press("forward"))
        await asyncio.sleep(max(0.0, every - times[-1]))
    return times


async def measure(served, browser, size, seconds):
    """Times of steps in seconds: of one visitor alone, of all, of the real browsers among them."""
    room = await entered(served, browser, size, QUERY)
    everybody = room.visitors + room.tabs
    alone = await steps(room.visitors[0], seconds, 0.5)
    alone_real = await steps(room.tabs[0], seconds / 2, 0.5) if room.tabs else []
    cpu = Cpu(served)
    lessons = [
        steps(each, seconds, EVERY, EVERY * place / len(everybody))
        for place, each in enumerate(everybody)
    ]
    times = await asyncio.gather(*lessons)
    used = cpu.seconds()
    count = sum(map(len, times))
    found = {
        "alone": alone,
        "alone_real": alone_real,
        "all": joined(times[: len(room.visitors)]),
        "real": joined(times[len(room.visitors) :]),
        "cpu_per_step": [(used["workers"] + used["proxy"]) / count],
        "errors": room.errors,
        "cpu": [cpu.words()],
    }
    await left(room)
    return found


def told(found):
    """A table of it; `found` is {workers: what was measured with so many}."""
    rows = []
    for workers, each in found.items():
        for who, alone, times in (
            ("all", each["alone"], each["all"]),
            ("real browsers", each["alone_real"], each["real"]),
        ):
            if times:
                medians = ms(statistics.median(alone)), ms(statistics.median(times))
                tails = p95(alone), p95(times)
                ratio = f"{tails[1] / tails[0]:.2f}"
                rows.append((workers, who, len(times), *medians, *map(ms, tails), ratio))
    head = ("workers", "who", "steps", "median alone", "of all", "p95 alone", "of all", "ratio")
    return table(head, rows) + "\np95 of all against one alone: asked for at most 1.5."
