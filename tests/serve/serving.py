"""A running `python -m wsviz.serve`, and what tests ask of it."""

import http.client
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from tests.browser.app import ROOT
from wsviz.serve import machine


class Serving:
    """One command that runs: its process, its log, the pids of its children."""

    def __init__(self, process, log, port, base):
        self.process, self._log, self.port, self.base = process, log, port, base

    @property
    def address(self):
        """Where visitors come in, without the last slash."""
        return f"http://127.0.0.1:{self.port}{self.base}"

    def log(self):
        """All lines so far."""
        return self._log.read_text()

    def wait_for(self, pattern, times=1, seconds=60):
        """Wait until the log holds the pattern so often."""
        until(lambda: len(re.findall(pattern, self.log())) >= times, seconds, self.log)

    def pid(self, name):
        """Of the worker of that name, or of HAProxy's master; None while it is not there."""
        return next((pid for pid in children(self.process.pid) if _is(pid, name)), None)

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


def children(pid):
    """The pids of a process's children."""
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def descendants(pid):
    """The pids of a process's children, and theirs."""
    found = children(pid)
    return found + [below for each in found for below in descendants(each)]


def alive(pids):
    """Which of them still run."""
    return [pid for pid in pids if _state(pid) not in ("", "Z")]


def _state(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return ""


def _is(pid, name):
    try:
        environment = Path(f"/proc/{pid}/environ").read_bytes().decode(errors="replace")
        command = Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return False
    if name == "haproxy":
        return command.split("\0")[0].endswith("haproxy")
    return f"WSVIZ_WORKER={name}\0" in environment and "streamlit" in command


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
def serving(*arguments, base=""):
    """Run the command on a free loopback port until the block ends; its log stands in a file."""
    port = free_port()
    command = [sys.executable, "-m", "wsviz.serve", "--address", "127.0.0.1", "--port", str(port)]
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        environment = os.environ | {"WSVIZ_STORE": folder}
        with log.open("w") as lines:
            process = subprocess.Popen(
                [*command, "--base-path", base, *arguments],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=lines,
                stderr=subprocess.STDOUT,
            )
        try:
            served = Serving(process, log, port, base)
            served.wait_for("serve: ready", seconds=120)
            yield served
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            process.wait(60)
