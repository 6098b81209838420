"""Processes, as /proc tells of them. Linux only."""

import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def descendants(pid):
    """The process ids of a process's children, whichever thread began them, and theirs."""
    threads = [path.name for path in Path(f"/proc/{pid}/task").glob("*")]
    children = [int(child) for t in threads for child in _text(pid, f"task/{t}/children").split()]
    return [each for child in children for each in (child, *descendants(child))]


def alive(pids):
    """Which of them still run."""
    return [pid for pid in pids if (fields := _fields(pid)) and fields[0] != "Z"]


def command(pid):
    """Its command line, "" where it has ended."""
    return _text(pid, "cmdline").replace("\0", " ")


def worker_name(pid):
    """The name that the command gave a worker, which is its visitors' cookie too; "" if none."""
    if "streamlit" not in command(pid):
        return ""
    return _text(pid, "environ").partition("WSVIZ_WORKER=")[2].partition("\0")[0]


def spent(pid):
    """CPU seconds that a process has used; 0 where it has ended."""
    fields = _fields(pid)
    return (int(fields[11]) + int(fields[12])) / _TICKS if fields else 0.0


def resident(pid):
    """MB (10^6 bytes) of memory that is its own: of what it shares with others, its share."""
    return int(_text(pid, "smaps_rollup").split("\nPss:")[1].split()[0]) * 1024 / 1e6


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
    """/proc/pid/stat behind the name, from the state on; [] where it has ended."""
    return _text(pid, "stat").rpartition(")")[2].split()


def _text(pid, name):
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes().decode(errors="replace")
    except OSError:
        return ""
