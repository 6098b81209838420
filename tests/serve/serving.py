"""A running `python -m wsviz.serve`, and what tests and benchmarks ask of it. Linux only."""

import http.client
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from tests.browser.app import ROOT
from tests.serve.processes import command, descendants, resident, worker_name
from wsviz.serve import machine


class Serving:
    """One command that runs.

    process    of the command
    address    where visitors come in, without the last slash
    store      the folder of pictures
    temporary  the folder that its processes use for what they need for a while
    """

    def __init__(self, port, base, folder):
        self.process, self.port, self.base = None, port, base
        self.address = f"http://127.0.0.1:{port}{base}"
        self.store, self.temporary = folder / "store", folder / "temporary"
        self.log_file = folder / "log"

    @property
    def log(self):
        """All that it has printed so far."""
        return self.log_file.read_text()

    def wait_for(self, pattern, times=1, seconds=60):
        """Wait until the log holds the pattern so often."""

        def found():
            assert self.process.poll() is None, f"it has ended\n{self.log}"
            return len(re.findall(pattern, self.log)) >= times

        until(found, seconds, lambda: self.log)

    @property
    def processes(self):
        """The process ids of the command and of all that it has started."""
        return [self.process.pid, *descendants(self.process.pid)]

    @property
    def workers(self):
        """name -> process id of the workers."""
        named = ((worker_name(pid), pid) for pid in self.processes)
        return {name: pid for name, pid in named if name}

    @property
    def proxies(self):
        """The process ids of HAProxy, its master first."""
        return [pid for pid in self.processes if command(pid).split(" ")[0].endswith("haproxy")]

    def memory(self):
        """MB (10^6 bytes) of each worker that nobody shares with it."""
        return [resident(pid) for pid in self.workers.values()]

    def worker_of(self, cookie=""):
        """The worker that answers one who sends that cookie."""
        _, headers, _ = self.get("/_stcore/health", Cookie=cookie)
        found = re.search(r"wsviz-worker=(\w+)", headers)
        return found[1] if found else re.search(r"wsviz-worker=(\w+)", cookie)[1]

    def get(self, path, method="GET", body=None, **headers):
        """Ask once: status, headers as text, body."""
        return asked(self.port, self.base + path, method, body, **headers)


def asked(port, path, method="GET", body=None, **headers):
    """Status, headers as text and body of one request to a loopback port."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, str(answer.headers), answer.read()
    finally:
        connection.close()


def until(condition, seconds=60, said=lambda: ""):
    """Wait until the condition holds."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s\n{said()}"
        time.sleep(0.05)


def free_port():
    """A port that nobody uses now, and no connection takes by chance."""
    return machine.free_ports(1, random.randrange(10_000, 30_000))[0]


@contextmanager
def serving(*arguments, base="", prefix=()):
    """Run the command on a free loopback port until the block ends; yield Serving.

    prefix  what stands before the command; it may use $WSVIZ_STORE
    """
    with tempfile.TemporaryDirectory() as name:
        found = Serving(free_port(), base, Path(name))
        for each in (found.store, found.temporary):
            each.mkdir()
        own = {"WSVIZ_STORE": str(found.store), "TMPDIR": str(found.temporary)}
        where = ["--address", "127.0.0.1", "--port", str(found.port), "--base-path", base]
        with found.log_file.open("w") as lines:
            found.process = subprocess.Popen(
                [*prefix, sys.executable, "-m", "wsviz.serve", *where, *arguments],
                cwd=ROOT,
                env=os.environ | own,
                stdin=subprocess.DEVNULL,
                stdout=lines,
                stderr=subprocess.STDOUT,
            )
        try:
            found.wait_for("serve: ready", seconds=120)
            yield found
        finally:
            found.process.terminate()
            try:
                found.process.wait(60)
            except subprocess.TimeoutExpired:
                found.process.kill()
                raise
