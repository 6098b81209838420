"""Served: the app with so many workers, and what its processes use of the machine. Linux only."""

import os
import random
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tests.browser.app import ROOT, wait_for

_TICKS = os.sysconf("SC_CLK_TCK")


class Served:
    """The app as it is served.

    process    of the command
    store      the folder of pictures
    temporary  the folder that its processes use for what they need for a while
    """

    def __init__(self, address, process, folder):
        self.address, self.process = address, process
        self.store, self.temporary = folder / "store", folder / "temporary"
        self._log = folder / "log"

    @property
    def log(self):
        """What it has printed so far."""
        return self._log.read_text()

    @property
    def workers(self):
        """The process ids of the workers."""
        return [pid for pid in descendants(self.process.pid) if "streamlit" in command(pid)]

    @property
    def proxies(self):
        """The process ids of HAProxy."""
        return [pid for pid in descendants(self.process.pid) if "haproxy" in command(pid)]

    def memory(self):
        """MB (10^6 bytes) of each worker that nobody shares with it."""
        return [resident(pid) for pid in self.workers]


@contextmanager
def served(workers, prefix=()):
    """Serve with `python -m wsviz.serve`, on a free port from 9000 on; yield Served.

    prefix  what stands before the command; it may use $STORE
    """
    port = _free_port()
    command_line = [*prefix, sys.executable, "-m", "wsviz.serve", "--workers", str(workers)]
    command_line += ["--port", str(port), "--address", "127.0.0.1"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = Served(f"http://127.0.0.1:{port}", None, folder)
        for each in (found.store, found.temporary):
            each.mkdir()
        own = {"WSVIZ_STORE": found.store, "STORE": found.store, "TMPDIR": found.temporary}
        environment = os.environ | {key: str(path) for key, path in own.items()}
        with (folder / "log").open("w") as log:
            found.process = subprocess.Popen(
                command_line, cwd=ROOT, env=environment, stdout=log, stderr=log
            )
        try:
            wait_for(f"{found.address}/_stcore/health", 120)
            if found.process.poll() is not None:
                raise RuntimeError(found.log)
            yield found
        finally:
            found.process.terminate()
            try:
                found.process.wait(20)
            except subprocess.TimeoutExpired:
                found.process.kill()


def _free_port():
    for port in random.sample(range(9000, 9100, 10), 10):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise RuntimeError("Ports 9000 to 9090 are all in use.")


def descendants(pid):
    """The process ids of all that come from that process, and its own."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        if fields := _fields(path.parent.name):
            parents[int(path.parent.name)] = int(fields[1])
    found = [pid]
    for each in found:
        found += [child for child, parent in parents.items() if parent == each]
    return found


def command(pid):
    """Its command line."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def name_of(pid):
    """The name that the command gave a worker, which is its visitors' cookie too."""
    text = Path(f"/proc/{pid}/environ").read_text()
    return text.split("WSVIZ_WORKER=")[1].partition("\0")[0]


def spent(pid):
    """CPU seconds that a process has used; 0 where it has ended."""
    fields = _fields(pid)
    return (int(fields[11]) + int(fields[12])) / _TICKS if fields else 0.0


def resident(pid):
    """MB (10^6 bytes) of memory that is its own: of what it shares with others, its share."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(text.split("\nPss:")[1].split()[0]) * 1024 / 1e6


def open_files(pid):
    """What it holds open: {file descriptor: what}."""
    found = {}
    for path in Path(f"/proc/{pid}/fd").iterdir():
        try:
            found[path.name] = os.readlink(path)
        except OSError:
            continue  # closed in the meantime
    return found


def _fields(pid):
    """/proc/pid/stat behind the name, from the state on."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
