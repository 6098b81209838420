"""What this machine has: cores, free memory, files, free ports, the addresses that others use."""

import contextlib
import os
import shutil
import socket
import struct
from itertools import islice
from pathlib import Path

from wsviz.guard.refused import Refused

try:
    import resource
except ImportError:  # Windows
    resource = None

# Megabytes (2 ** 20): a worker begins with 140, and its visitors need some as well.
WORKER_MB = 250
_GET_ADDRESS = 0x8915  # SIOCGIFADDR of Linux: the IPv4 address of an interface
# Bridges to containers and virtual machines; nobody in the room comes by them.
_INNER = ("lo", "docker", "br-", "veth", "virbr")


def cores():
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def haproxy():
    """The path of HAProxy, None where it is not installed."""
    # Debian puts it where only root's PATH looks.
    return shutil.which("haproxy", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def free_mb():
    """Megabytes that can be had without swapping; None where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) // 1024 for line in lines if "MemAvailable" in line), None)


def workers_that_fit():
    """How many workers the free memory takes; beyond any wish where it is not known."""
    free = free_mb()
    return 10**6 if free is None else free // WORKER_MB


def most_files():
    """How many files and sockets a process may have open at once."""
    soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0] if resource else 1024
    return soft if soft >= 0 else 2**20  # there is no bound


def many_files():
    """Let this process and its children open as many as the system allows."""
    # Some systems allow less than they say.
    with contextlib.suppress(OSError, ValueError):
        if resource:
            hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def free_ports(count, above, taken=()):
    """The first loopback ports above one that nobody listens on, then those below it; last of all
    the system's ephemeral ones, where HAProxy's own connections could take the port of a worker
    that is about to return. Raises Refused where there are too few.

    A worker keeps its port. Where a stranger takes it while the worker is away, the log says so at
    each start, HAProxy sends nobody to one that is no wsviz, and a rolling restart takes others.
    """
    first, last = _ephemeral()
    ports = (*range(max(above, 1023) + 1, 65536), *range(1024, above))
    ordered = sorted(ports, key=lambda port: first <= port <= last)
    found = list(islice((each for each in ordered if each not in taken and _free(each)), count))
    if len(found) < count:
        raise Refused(f"{count} workers need as many free ports, and there are {len(found)}.")
    return found


def _ephemeral():
    """First and last of the ports that connections take; none where the system does not say."""
    try:
        first, last = Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()
    except OSError:
        return 65536, 65536
    return int(first), int(last)


def _free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            probe.listen()
        except OSError:
            return False
    return True


def addresses():
    """{interface: its IPv4 address} of all by which others may come; needs no route."""
    found = {}
    for _, name in socket.if_nameindex():
        if not name.startswith(_INNER) and (address := _address(name)):
            found[name] = address
    return found


def _address(interface):
    try:
        import fcntl

        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
            answer = fcntl.ioctl(asked, _GET_ADDRESS, struct.pack("256s", interface.encode()[:15]))
    except (ImportError, OSError):
        return None
    return socket.inet_ntoa(answer[20:24])
