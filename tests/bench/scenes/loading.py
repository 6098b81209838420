"""Fresh browsers that all come within ten seconds, each fetching what a real one fetches."""

import asyncio
import os
import statistics
import time

from tests.bench.load.chromium import Tab, first_load
from tests.bench.load.cpu import Cpu
from tests.bench.load.numbers import table
from tests.bench.load.visitor import Visitor
from tests.bench.scenes.room import QUERY, REAL

WITHIN = 10.0  # s
_ALONE = 3  # times, of which the median counts


async def fresh(address, query, asked, delay=0.0):
    """A visitor that keeps nothing from before: (seconds until its page is usable, MB, errors)."""
    await asyncio.sleep(delay)
    before, after = asked
    visitor, start = Visitor(address, query), time.perf_counter()
    try:
        await visitor.web.get(f"?{query}")
        await asyncio.gather(*(visitor.web.get(path) for path in before))
        await visitor.enter()
        await asyncio.gather(*(visitor.web.get(path) for path in after))
        took = time.perf_counter() - start
        return took, visitor.web.received / 1e6, visitor.errors
    finally:
        await visitor.close()


async def _real(browser, address, delay=0.0):
    await asyncio.sleep(delay)
    tab = await Tab.fresh(browser)
    took = await tab.open(address, QUERY)
    await tab.close()
    return took, tab.errors


async def measure(served, browser, size, _seconds):
    """Seconds until a page is usable: of one that comes alone, of all, of the real ones."""
    address = served.address
    if browser is None:
        raise SystemExit("What is to be fetched is learned from a real browser: no --browsers 0.")
    asked = await first_load(browser, address, QUERY)
    alone = [(await fresh(address, QUERY, asked))[0] for _ in range(_ALONE)]
    alone_real = [(await _real(browser, address))[0] for _ in range(_ALONE)]
    cpu = Cpu(served)
    delays = [WITHIN * place / size for place in range(size)]
    # The real ones come among the others, not before or after them.
    real = delays[size // REAL // 2 :: size // REAL][:REAL]
    coming = [fresh(address, QUERY, asked, delay) for delay in delays if delay not in real]
    coming += [_real(browser, address, delay) for delay in real]
    came = await asyncio.gather(*coming)
    others, reals = came[: size - len(real)], came[size - len(real) :]
    return {
        "alone": alone,
        "alone_real": alone_real,
        "all": [each[0] for each in others],
        "real": [each[0] for each in reals],
        "requests": [1 + len(asked[0]) + len(asked[1])],
        "mb": [others[0][1]],
        "errors": [error for each in came for error in each[-1]],
        "cpu": [cpu.words()],
    }


def told(found):
    """A table of it; `found` is {workers: what was measured with so many}."""
    rows = []
    for workers, each in found.items():
        for who, alone, times in (
            ("others", each["alone"], each["all"]),
            ("real browsers", each["alone_real"], each["real"]),
        ):
            one = statistics.median(alone)
            limit = 3 * one * (len(each["all"]) + len(each["real"])) / os.cpu_count()
            seconds = (one, statistics.median(times), max(times), limit)
            rows.append((workers, who, len(times), *(f"{value:.2f} s" for value in seconds)))
    head = ("workers", "who", "came", "one alone", "median", "slowest", "asked for at most")
    first = next(iter(found.values()))
    fetched = f"Each fetches {first['requests'][0]} files, {first['mb'][0]:.1f} MB as they travel."
    return f"{table(head, rows)}\n{fetched}"
