"""A course that is connected: most read, some step every 2 s."""

import asyncio
import statistics
import time

from tests.bench.load.cpu import Cpu
from tests.bench.load.numbers import joined, ms, p95, table
from tests.bench.scenes.room import QUERY, many
from tests.bench.scenes.stepping import EVERY, steps

CONNECTED, STEPPING = 300, 20


async def measure(served, _browser, size, seconds):
    """Memory a session in MB, times of steps in seconds, of ten times the class."""
    connected = CONNECTED * size // 30
    # One for each worker: what the first of all brings into memory is the worker's.
    first = await many(served.address, QUERY, len(served.workers))
    empty, start = sum(served.memory()), time.monotonic()
    visitors = first + await many(served.address, QUERY, connected - len(first))
    opened, full = time.monotonic() - start, sum(served.memory())
    active = visitors[:: max(1, connected // STEPPING)][:STEPPING]
    cpu = Cpu(served)
    times = await asyncio.gather(
        *(steps(each, seconds, EVERY, EVERY * i / len(active)) for i, each in enumerate(active))
    )
    words, used = cpu.words(), sum(served.memory())
    errors = [error for each in visitors for error in each.errors]
    errors += ["the server has hung up" for each in visitors if each.reader.done()]
    for visitor in visitors:
        await visitor.close()
    return {
        "connected": [connected],
        "opened": [opened],
        "base_mb": [empty / len(served.workers)],
        "session_mb": [(full - empty) / (connected - len(first))],
        "used_mb": [(used - empty) / (connected - len(first))],
        "times": joined(times),
        "errors": errors,
        "cpu": [words],
    }


def told(found):
    """A table of it; `found` is {workers: what was measured with so many}."""
    rows = [
        (
            workers,
            each["connected"][0],
            f"{each['opened'][0]:.0f} s",
            f"{each['base_mb'][0]:.0f} MB",
            f"{each['session_mb'][0]:.2f} MB",
            f"{each['used_mb'][0]:.2f} MB",
            ms(statistics.median(each["times"])),
            ms(p95(each["times"])),
            len(each["errors"]),
        )
        for workers, each in found.items()
    ]
    head = (
        *("workers", "connected", "came within", "a worker with one", "a session", "after steps"),
        *("median of a step", "p95", "errors (asked for: none)"),
    )
    return table(head, rows)
