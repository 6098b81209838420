"""A child process that is started again whenever it ends, and the command line of a worker."""

import asyncio
import contextlib
import os
import shutil
import sys
import time

from wsviz.serve.asking import Door, public
from wsviz.serve.proxy import ROOT

_LONGEST_PAUSE = 60  # s, between two starts
_HEALTHY = 60  # s, after which what happened before no longer counts
_GRACE = 1  # s, between asking a child to end and ending it
_LONGEST_LINE = 2**20  # bytes


def log(name, text):
    """One line of the one log; a full or closed one ends nothing."""
    with contextlib.suppress(OSError):
        print(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {name}: {text}", flush=True)


class Child:
    """A process with a name, whose lines go to the log.

    name     before each of its lines
    command  with its arguments
    door     where it is asked how it does, None where it has none
    """

    def __init__(self, name, command, environment=None, door=None):
        self.name, self.door = name, door
        # Where this process is killed, the system ends its children.
        dying = ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []
        self._command = dying + command
        self._environment = os.environ | (environment or {})
        self._process = None
        self._kept = None

    @property
    def pid(self):
        """Of its process, None while there is none."""
        running = self._process and self._process.returncode is None
        return self._process.pid if running else None

    def start(self):
        """Run it from now on, whatever happens to it."""
        self._kept = asyncio.create_task(self._keep())

    async def _keep(self):
        pause = 1
        while True:
            began = time.monotonic()
            ended = await self._once()
            if time.monotonic() - began >= _HEALTHY:
                pause = 1
            log(self.name, f"ended ({ended}); starts again in {pause} s")
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    async def _once(self):
        """Run it until it ends; say how it ended, or why the system did not let it begin."""
        try:
            self._process = await self._spawned()
        except OSError as error:
            return str(error)
        await self._hand_on(self._process.stdout)
        code = await self._process.wait()
        return f"signal {-code}" if code < 0 else f"code {code}"

    async def _spawned(self):
        return await asyncio.create_subprocess_exec(
            *self._command,
            cwd=ROOT,
            env=self._environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is for the one who ends them in order
            limit=_LONGEST_LINE,
        )

    async def _hand_on(self, lines):
        while line := await _line(lines):
            if text := line.decode(errors="replace").rstrip():
                log(self.name, text)

    def send(self, signal):
        """A signal to its process, if it runs."""
        if self.pid:
            self._process.send_signal(signal)

    async def end(self):
        """End it for good, within a second or so."""
        self._kept.cancel()
        await asyncio.wait([self._kept])
        if self.pid:
            self._process.terminate()
            try:
                await asyncio.wait_for(self._process.wait(), _GRACE)
            except TimeoutError:
                self._process.kill()
                await self._process.wait()


async def _line(stream):
    try:
        return await stream.readline()
    except ValueError:
        return b"a line of more than a megabyte was left out\n"


def worker(name, port, options, secret):
    """The child that serves the app: on a loopback port, or publicly where it is the only one."""
    address = "127.0.0.1" if options.proxied else options.address or "0.0.0.0"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true"]
    command += [f"--server.address={address}", f"--server.port={port}"]
    command += [f"--server.baseUrlPath={options.base}"]
    # Its start would otherwise ask a server of Amazon's for this machine's public address.
    command += ["--browser.serverAddress=localhost", "--logger.messageFormat=%(message)s"]
    environment = {"STREAMLIT_SERVER_COOKIE_SECRET": secret, "WSVIZ_WORKER": name}
    if options.learning:
        environment["WSVIZ_LEARNING"] = str(options.learning)
    door = Door("127.0.0.1", port) if options.proxied else public(options)
    return Child(name, command, environment | {"PYTHONUNBUFFERED": "1"}, door)
