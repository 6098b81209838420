"""Fleet: HAProxy and the workers, from the first start to the last end."""

import asyncio
import contextlib
import os
import secrets
import signal
import tempfile
from pathlib import Path

from wsviz.serve import machine, proxy
from wsviz.serve.workers import Child, answer, log, worker

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
        """Serve until SIGINT or SIGTERM."""
        loop = asyncio.get_running_loop()
        for each in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(each, self._ended.set)
        loop.add_signal_handler(signal.SIGHUP, self._hung_up, os.isatty(0))
        with tempfile.TemporaryDirectory(prefix="wsviz-serve-") as folder:
            serving = asyncio.create_task(self._serve(Path(folder) / "haproxy.cfg"))
            ending = asyncio.create_task(self._ended.wait())
            await asyncio.wait((serving, ending), return_when=asyncio.FIRST_COMPLETED)
            serving.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await serving
            await self._end(self._children)

    def _hung_up(self, had_terminal):
        """SIGHUP: begin a rolling restart; but end where the terminal was closed."""
        gone = had_terminal and not os.isatty(0)
        (self._ended if gone else self._renewed).set()

    async def _serve(self, path):
        self._path = path
        self.workers = self._generation()
        if self._options.proxied:
            self._write()
            self._haproxy = self._started(Child("haproxy", proxy.command(path)))
        await _healthy(self.workers, self._options.base)
        log("serve", f"ready: {board(self._options)}")
        while True:
            await self._renewed.wait()
            self._renewed.clear()
            await self._roll()

    def _generation(self):
        """As many new workers as there are to be, started."""
        options, count = self._options, self._options.workers
        names = [f"w{self._count + number}" for number in range(1, count + 1)]
        self._count += count
        ports = [options.port]
        if options.proxied:
            taken = {each.port for each in (*self.workers, *self.draining)}
            ports = machine.free_ports(count, options.port, taken)
        return [self._started(worker(*each, options, self._secret)) for each in zip(names, ports)]

    def _started(self, child):
        self._children.append(child)
        child.start()
        return child

    def _write(self):
        workers, draining = (
            [(each.name, each.port) for each in some] for some in (self.workers, self.draining)
        )
        self._path.write_text(proxy.rendered(self._options, workers, draining))

    async def _roll(self):
        """New workers take new visitors; the old ones keep theirs until they leave or time is up.

        What is asked for meanwhile is done afterwards.
        """
        if why := self._unable():
            log("serve", f"no rolling restart: {why}")
            return
        log("serve", "rolling restart: new workers start")
        new = self._generation()
        if not await _healthy(new, self._options.base):
            log("serve", "no rolling restart: the new workers do not answer; the old ones stay")
            await self._end(new)
            return
        self.workers, self.draining = new, self.workers
        self._write()
        self._haproxy.send(signal.SIGUSR2)
        log("serve", f"new visitors go to {_names(new)}; {_names(self.draining)} drain")
        await self._drained()
        await self._end(self.draining)
        log("serve", f"{_names(self.draining)} have ended; the rolling restart is done")
        self.draining = []

    def _unable(self):
        """Why there can be no rolling restart now, "" where it can."""
        if not self._options.proxied or not self.workers:
            return "only workers behind a HAProxy of this machine can take turns"
        if self._options.workers > machine.workers_that_fit():
            return f"{machine.free_mb():,} MB are too few for as many workers again"
        return ""

    async def _drained(self):
        try:
            async with asyncio.timeout(self._options.drain_minutes * 60):
                while not all([await self._empty(each) for each in self.draining]):
                    await asyncio.sleep(_LOOK)
        except TimeoutError:
            return

    async def _empty(self, each):
        path = f"{self._options.base}/_stcore/metrics?families=active_sessions"
        found = await answer(each.port, path)
        return found is not None and "active_sessions 0\n" in found

    async def _end(self, children):
        await asyncio.gather(*(each.end() for each in children))
        self._children = [each for each in self._children if each not in children]


async def _healthy(workers, base):
    """Wait until all answer; whether they did in time."""
    try:
        async with asyncio.timeout(_SLOWEST_START):
            for each in workers:
                while await answer(each.port, f"{base}/_stcore/health") is None:
                    await asyncio.sleep(_LOOK / 5)
    except TimeoutError:
        return False
    return True


def _names(children):
    return ", ".join(each.name for each in children)


def board(options):
    """What to write on the board: the addresses by which visitors come."""
    scheme, usual = ("https", 443) if options.tls else ("http", 80)
    port = "" if options.port == usual else f":{options.port}"
    hosts = [options.address] if options.address else list(machine.addresses().values())
    hosts = [f"[{each}]" if ":" in each else each for each in hosts or ["localhost"]]
    return "   ".join(f"{scheme}://{host}{port}{options.base}/" for host in hosts)
