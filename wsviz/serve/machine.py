"""What this machine has: cores, free memory, free ports, the addresses that others reach it by."""

import os
import shutil
import socket
import struct
from pathlib import Path

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


def free_ports(count, above, taken=()):
    """The first loopback ports above one that nobody listens on. Below the system's ephemeral
    ones: there HAProxy's own connections could take the port of a worker that is about to return.
    """
    found = []
    port = max(above, 1023)
    while len(found) < count:
        port += 1
        if port not in taken and _free(port):
            found.append(port)
    return found


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
