"""What goes wrong, with two workers: python -m tests.bench.faults [names]

worker, proxy, stopped, disk, loss: all where none is named, some 10 minutes. Four real browsers,
one that steps and one that trains on each worker; then a fault. Told: when each went on, whether at
the same moment, what it lost, what those on the other worker noticed. It ends in an error where
more was lost than was learned in the last second. Linux, HAProxy and Chromium needed.
"""

import asyncio
import os
import signal
import subprocess
import sys
import time

from tests.bench.load.chromium import Tab, launched
from tests.bench.load.files import brought, picture
from tests.bench.load.followed import Followed
from tests.bench.load.numbers import table
from tests.bench.load.visitor import Visitor
from tests.serve.serving import serving

_BEFORE, _AFTER = 15.0, 75.0  # s that are looked at
_FILL = """
mount -t tmpfs -o size=64k none "$WSVIZ_STORE"
dd if=/dev/zero of="$WSVIZ_STORE/full"
exec "$@"
"""
_FULL_DISK = ["unshare", "-m", "sh", "-c", _FILL, "sh"]
_LOSS = "ip link set lo up && tc qdisc add dev lo root netem loss 5% && "


async def kill_worker(server, pid):
    """kill -9 of a worker"""
    os.kill(pid, signal.SIGKILL)


async def kill_proxy(server, pid):
    """kill -9 of HAProxy"""
    for each in server.proxies:
        os.kill(each, signal.SIGKILL)


async def stop_worker(server, pid):
    """SIGSTOP of a worker for 20 s"""
    os.kill(pid, signal.SIGSTOP)
    await asyncio.sleep(20)
    os.kill(pid, signal.SIGCONT)


async def nothing(server, pid):
    """5 % of all packets lost"""


async def suffered(fault):
    """The rows of the table, and what was lost beyond the last second."""
    with serving("--workers", "2") as server:
        async with launched(behind=False) as browser:
            kinds = (False, False, True, True)
            followed = [await _follow(browser, server, trains) for trains in kinds]
            ended = asyncio.Event()
            following = [asyncio.create_task(each.follow(ended)) for each in followed]
            await asyncio.sleep(_BEFORE)
            (name, victim), at = next(iter(server.workers.items())), time.time()
            await fault(server, victim)
            await asyncio.sleep(max(0.0, at + _AFTER - time.time()))
            ended.set()
            await asyncio.gather(*following)
            return [
                (fault.__doc__, "itself" if each.worker == name else "the other", *each.told(at))
                for each in followed
            ], [lost for each in followed if (lost := each.lost_beyond_a_second(at))]


async def _follow(browser, server, trains):
    tab = await Tab.fresh(browser)
    await tab.open(server.address, "preset=bars&cycle=200")
    cookies = await tab.page.context.cookies()
    worker = next((c["value"] for c in cookies if c["value"] in server.workers), "")
    return Followed(tab, worker, trains)


async def full_disk():
    """What a visitor is told who brings pictures, and whether all goes on."""
    with serving("--workers", "2", prefix=_FULL_DISK) as server:
        guest = await Visitor.open(server.address, "way=Upload", "pictures")
        await brought(guest, "file", "noise.png", picture(0))
        await guest.press("learn")
        told = " ".join(guest.told)
        await guest.press("run")
        await asyncio.sleep(3)
        await guest.press("run")
        took = await guest.press("forward")
        errors, cycle = guest.errors, guest.cycle
        await guest.close()
    assert not errors, errors
    assert cycle > 0, "Nothing was learned with a full disk."
    return f"told: {told!r}; learned {cycle:,} cycles of them; a step took {took:.2f} s"


def _refused(*command):
    """Why the machine does not allow that, "" where it does."""
    done = subprocess.run(command, capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stderr.strip().splitlines()[-1]


def _disk():
    if why := _refused("unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"):
        return f"left out: no file system can be mounted here ({why})"
    return asyncio.run(full_disk())


def _loss():
    if why := _refused("unshare", "-n", "sh", "-c", f"{_LOSS} true"):
        return f"left out: no packets can be dropped here ({why})"
    inside = f"{_LOSS} exec {sys.executable} -m tests.bench.faults lossy"
    subprocess.run(["unshare", "-n", "sh", "-c", inside], check=True)
    return "as told above"


FAULTS = {"worker": kill_worker, "proxy": kill_proxy, "stopped": stop_worker, "lossy": nothing}
OTHERS = {"disk": _disk, "loss": _loss}
HEAD = ("fault", "on", "does", "went on after", "same moment", "lost", "longest pause")


def main(names):
    """Cause them, tell, and fail where something learned is lost."""
    lost = []
    for name in names:
        if name in OTHERS:
            print(f"{name}: {OTHERS[name]()}", flush=True)
            continue
        rows, beyond = asyncio.run(suffered(FAULTS[name]))
        lost += beyond
        print(f"{table(HEAD, rows)}\n", flush=True)
    if lost:
        sys.exit(f"Lost beyond the last second: {'; '.join(lost)}")


if __name__ == "__main__":
    main(sys.argv[1:] or ["worker", "proxy", "stopped", "disk", "loss"])
