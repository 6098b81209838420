"""Half an hour with two workers: python -m tests.bench.soak [minutes]

20 visitors train in turn, one real browser trains all the time, and 20 sessions a minute come, do
something and leave: some step, some train as they leave, some save a run and open it again, some
bring pictures. Told at the end: the slope of the memory and of the browser's heap over the last two
thirds with its 95 % interval, and what is left when all have gone: CPU, files, sockets. Linux,
HAProxy and Chromium needed; it takes 4 minutes more than was said.
"""

import asyncio
import sys
import time

from tests.bench.load.chromium import Tab, launched
from tests.bench.load.cpu import Cpu
from tests.bench.load.files import brought, open_files, picture, taken
from tests.bench.load.numbers import slope, table
from tests.bench.load.visitor import Visitor
from tests.bench.scenes.room import many
from tests.serve.processes import open_files as held
from tests.serve.serving import serving

TRAINING, A_MINUTE = 20, 20
_TURN = 15.0  # s that one of them trains; then it rests three times as long
_FORGOTTEN = 150.0  # s; a dropped session is kept for two minutes
_SETTLED = 40.0  # s; HAProxy keeps idle connections for half a minute
_SAMPLES = 120


async def training(visitor, end, place):
    """Run and pause in turn; from cycle 0 each time, for a history may grow up to its limit."""
    await asyncio.sleep(place * 4 * _TURN / TRAINING)
    while time.monotonic() < end:
        await visitor.press("first")
        await visitor.press("run")
        await asyncio.sleep(_TURN)
        await visitor.press("run")
        await asyncio.sleep(3 * _TURN)


async def steps(guest):
    """Some steps."""
    for _ in range(3):
        await guest.press("forward")


async def trains_as_it_leaves(guest):
    """Nobody pauses it."""
    await guest.press("run")
    await asyncio.sleep(2)


async def saves_and_opens(guest):
    """A run saved, its curve exported, and the run opened again at the same moment."""
    await open_files(guest)
    curve, run = await taken(guest, "save_curve_csv"), await taken(guest, "save_run")
    await guest.press("first")
    await brought(guest, "open_run_0", "run.wsviz", run)
    if guest.cycle != 500 or b"cycle" not in curve:
        guest.errors.append(f"the saved run opens as {guest.line!r}")


async def brings_pictures(guest):
    """Pictures that nobody has brought before, learned on the Stage."""
    await brought(guest, "file", "noise.png", picture(time.monotonic_ns()))
    await guest.press("learn")
    await guest.press("forward")


# What a visitor does, and what it opens: a query and a page.
VISITS = (
    (steps, "preset=bars&cycle=200", ""),
    (trains_as_it_leaves, "preset=bars", ""),
    (saves_and_opens, "preset=bars&cycle=500", ""),
    (brings_pictures, "way=Upload", "pictures"),
)


async def visiting(address, end, errors):
    """One comes every few seconds, does what is next in VISITS, and leaves."""
    count, visits = 0, set()
    while time.monotonic() < end:
        visits.add(asyncio.create_task(_visit(*VISITS[count % len(VISITS)], address, errors)))
        count += 1
        await asyncio.sleep(60 / A_MINUTE)
    await asyncio.gather(*visits)
    return count


async def _visit(what, query, page, address, errors):
    guest = await Visitor.open(address, query, page)
    try:
        await what(guest)
    except (OSError, TimeoutError, KeyError) as error:
        errors.append(f"{what.__name__}: {type(error).__name__} {error}")
    finally:
        errors += [f"{what.__name__}: {error}" for error in guest.errors]
        await guest.close()


async def sampling(server, tab, end):
    """[(minutes, MB of all workers, MB of the browser's heap after a collection)]."""
    found, start = [], time.monotonic()
    pause = (end - start) / _SAMPLES
    while time.monotonic() < end:
        sample = (time.monotonic() - start) / 60, sum(server.memory()), await tab.heap_mb()
        found.append(sample)
        if len(found) % 10 == 1:
            print("  {:5.1f} min: workers {:.0f} MB, heap {:.1f} MB".format(*sample), flush=True)
        await asyncio.sleep(pause)
    return found


async def left(server):
    """What the processes hold and the folders contain, once the last visitors have just gone.

    Streamlit forgets those before them when somebody else comes: one for each worker.
    """
    for guest in await many(server.address, "preset=bars", 2):
        await guest.close()
    await asyncio.sleep(_SETTLED)
    pids = *server.workers.values(), *server.proxies
    held_open = [what for pid in pids for what in held(pid).values()]
    return {
        "sockets": sum(what.startswith("socket:") for what in held_open),
        "files": sum(what.startswith("/") for what in held_open),
        "temporary files": sum(1 for path in server.temporary.rglob("*") if path.is_file()),
        "unfinished pictures in the store": sum(1 for _ in server.store.glob("*.part")),
    }


async def main(server, minutes):
    """Let them come, wait until they are forgotten, tell."""
    before, errors = await left(server), []
    async with launched() as browser:
        tab = await Tab.fresh(browser)
        await tab.open(server.address, "preset=bars")
        await tab.click("run")
        visitors = await many(server.address, "preset=bars", TRAINING)
        end = time.monotonic() + 60 * minutes
        lessons = [training(visitor, end, place) for place, visitor in enumerate(visitors)]
        samples, count, *_ = await asyncio.gather(
            sampling(server, tab, end), visiting(server.address, end, errors), *lessons
        )
        errors += [error for each in (*visitors, tab) for error in each.errors]
        print(f"{count} visits; the browser stands at cycle {await tab.cycle():,}", flush=True)
        for each in visitors:
            await each.close()
    await asyncio.sleep(_FORGOTTEN)
    after = await left(server)
    cpu = Cpu(server)
    await asyncio.sleep(10)
    print(told(samples, before, after, cpu.cores()["workers"], errors))
    print(f"Memory at rest: {sum(server.memory()):.0f} MB")


def told(samples, before, after, cores, errors):
    """The table of what was found."""
    late = samples[len(samples) // 3 :]
    minutes, workers, heap = zip(*late)
    rows = []
    for what, values in (("workers", workers), ("a browser's heap", heap)):
        steep, half = slope(minutes, values)
        flat = "flat" if abs(steep) <= half else "not flat"
        rows.append((f"{what}, last {minutes[-1] - minutes[0]:.0f} min", f"{values[-1]:.1f} MB"))
        rows.append((f"{what}, slope", f"{steep:+.3f} ± {half:.3f} MB a minute: {flat}"))
    rows += [(what, f"{count} before, {after[what]} after") for what, count in before.items()]
    rows.append(("CPU of the workers at rest", f"{cores:.1%} of a core"))
    rows.append(("errors", f"{len(errors)}{': ' + errors[0] if errors else ''}"))
    return table(("what", "found"), rows)


if __name__ == "__main__":
    with serving("--workers", "2") as found:
        asyncio.run(main(found, float(sys.argv[1]) if sys.argv[1:] else 30.0))
