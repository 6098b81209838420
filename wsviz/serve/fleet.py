"""Fleet: HAProxy and the workers, from the first start to the last end."""

import asyncio
import contextlib
import os
import secrets
import signal
import tempfile
from pathlib import Path

from wsviz.guard.refused import Refused
from wsviz.serve import machine, proxy
from wsviz.serve.asking import answer, public
from wsviz.serve.workers import Child, log, worker

_SLOWEST_START = 120  # s, of a worker on a busy machine
_LOOK = 1  # s, between two looks at what is awaited


class Fleet:
    """Everything that runs; `run` returns when all of it has ended.

    workers   take new visitors
    draining  keep those that they have
    """

    def __init__(self, options):
        self._options = options
        self._secret = os.environ.get("STREAMLIT_SERVER_COOKIE_SECRET") or secrets.token_hex(32)
        self._count = 0
        self._children = []
        self.workers, self.draining = [], []
        self._ended, self._renewed = asyncio.Event(), asyncio.Event()

    async def run(self):
        """Serve until SIGINT or SIGTERM. Raises Refused and OSError where it cannot begin."""
        loop = asyncio.get_running_loop()
        for each in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(each, self._ended.set)
        loop.add_signal_handler(signal.SIGHUP, self._hung_up, os.isatty(0))
        with tempfile.TemporaryDirectory(prefix="wsviz-serve-") as folder:
            serving = asyncio.create_task(self._serve(Path(folder) / "haproxy.cfg"))
            ending = asyncio.create_task(self._ended.wait())
            try:
                await asyncio.wait((serving, ending), return_when=asyncio.FIRST_COMPLETED)
                serving.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await serving
            finally:
                await self._end(self._children)

    def _hung_up(self, had_terminal):
        """SIGHUP: begin a rolling restart; but end where the terminal was closed."""
        gone = had_terminal and not os.isatty(0)
        (self._ended if gone else self._renewed).set()

    async def _serve(self, path):
        self._path = path
        self._haproxy = Child("haproxy", proxy.command(path))
        self.workers = self._generation()
        if self._options.proxied:
            self._configure(self.workers, [])
            self._started(self._haproxy)
        await self._open()
        while True:
            await self._renewed.wait()
            self._renewed.clear()
            await self._roll()

    async def _open(self):
        """Wait until a visitor is answered, and say so; say as well who does not answer."""
        if silent := await _silent(_doors(self.workers), self._options.base):
            log("serve", f"no answer within {_SLOWEST_START} s, still waiting: {silent}")
        door = {f"port {self._options.port}": public(self._options)}
        while silent := await _silent(door, self._options.base):
            log("serve", f"no visitor is answered yet, still waiting: {silent}")
        log("serve", f"ready: {board(self._options)}")

    def _generation(self):
        """As many new workers as there are to be, started."""
        options, count = self._options, self._options.workers
        names = [f"w{self._count + number}" for number in range(1, count + 1)]
        self._count += count
        ports = [options.port]
        if options.proxied:
            taken = {each.door.port for each in (*self.workers, *self.draining)}
            ports = machine.free_ports(count, options.port, taken)
        return [self._started(worker(*each, options, self._secret)) for each in zip(names, ports)]

    def _started(self, child):
        self._children.append(child)
        child.start()
        return child

    def _configure(self, workers, draining):
        """Have HAProxy send new visitors to workers. Raises OSError, with nothing changed, where
        its file cannot be written."""
        places = ([(each.name, each.door.port) for each in some] for some in (workers, draining))
        draft = self._path.with_suffix(".new")
        draft.write_text(proxy.rendered(self._options, *places))
        draft.replace(self._path)
        self.workers, self.draining = workers, draining
        self._haproxy.send(signal.SIGUSR2)

    async def _roll(self):
        """New workers take new visitors; the old ones keep theirs until they leave or time is up.

        What is asked for meanwhile is done afterwards.
        """
        new = []
        try:
            self._see_that_it_can()
            log("serve", "rolling restart: new workers start")
            new = self._generation()
            if silent := await _silent(_doors(new), self._options.base):
                raise Refused(f"no answer within {_SLOWEST_START} s from {silent}")
            self._configure(new, self.workers)
        except (OSError, Refused) as why:
            log("serve", f"no rolling restart, the old workers stay: {why}")
            await self._end(new)
            return
        log("serve", f"new visitors go to {_names(new)}; {_names(self.draining)} drain")
        await self._drained()
        await self._retire(self.draining)

    async def _retire(self, drained):
        """End them once HAProxy no longer knows their ports, which others may take."""
        try:
            self._configure(self.workers, [])
        except OSError as error:
            log("serve", f"HAProxy still knows {_names(drained)}: {error}")
        await self._end(drained)
        log("serve", f"{_names(drained)} have ended; the rolling restart is done")

    def _see_that_it_can(self):
        """Raises Refused where there can be no rolling restart now."""
        if not self._options.proxied or not self.workers:
            raise Refused("only workers behind a HAProxy of this machine can take turns")
        if self._options.workers > machine.workers_that_fit():
            raise Refused(f"{machine.free_mb():,} MB are too few for as many workers again")

    async def _drained(self):
        try:
            async with asyncio.timeout(self._options.drain_minutes * 60):
                while not all([await self._empty(each) for each in self.draining]):
                    await asyncio.sleep(_LOOK)
        except TimeoutError:
            return

    async def _empty(self, each):
        path = f"{self._options.base}/_stcore/metrics?families=active_sessions"
        found = await answer(each.door, path)
        return found is not None and "active_sessions 0\n" in found

    async def _end(self, children):
        await asyncio.gather(*(each.end() for each in children), return_exceptions=True)
        self._children = [each for each in self._children if each not in children]


async def _silent(doors, base):
    """Wait until all answer; the names of those that did not in time, "" where all did."""
    missing = doors
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_SLOWEST_START):
            while missing := await _unanswered(missing, f"{base}/_stcore/health"):
                await asyncio.sleep(_LOOK / 5)
    return ", ".join(missing)


async def _unanswered(doors, path):
    return {name: door for name, door in doors.items() if await answer(door, path) is None}


def _doors(children):
    return {each.name: each.door for each in children}


def _names(children):
    return ", ".join(each.name for each in children)


def board(options):
    """What to write on the board: the addresses by which visitors come."""
    scheme, usual = ("https", 443) if options.tls else ("http", 80)
    port = "" if options.port == usual else f":{options.port}"
    hosts = list(machine.addresses().values()) if options.everywhere else [options.address]
    hosts = [f"[{each}]" if ":" in each else each for each in hosts or ["localhost"]]
    return "   ".join(f"{scheme}://{host}{port}{options.base}/" for host in hosts)
