"""Asking over HTTP: what the supervisor asks of its workers and at its own public port."""

import asyncio
import ssl
from typing import NamedTuple

_PATIENCE = 5  # s, for one answer


class Door(NamedTuple):
    """Where to ask: an address of this machine, a port, whether TLS is spoken there, and what the
    one who comes has to say first."""

    address: str
    port: int
    tls: bool = False
    greeting: str = ""


def public(options):
    """The door by which visitors come, as this machine itself reaches it."""
    # A port that is only for the HAProxy in front wants to hear whose connection it is.
    own = options.behind == options.reached_at
    greeting = "PROXY UNKNOWN\r\n" if own else ""
    return Door(options.reached_at, options.port, bool(options.tls), greeting)


async def answer(door, path):
    """What is answered there on that path, None where nothing or anything but 200."""
    try:
        async with asyncio.timeout(_PATIENCE):
            text = await _asked(door, path)
    except (OSError, TimeoutError):
        return None
    head, _, body = text.partition("\r\n\r\n")
    return body if " 200 " in head.split("\r\n")[0] else None


async def _asked(door, path):
    reader, writer = await asyncio.open_connection(door.address, door.port)
    try:
        writer.write(door.greeting.encode())
        if door.tls:
            await writer.start_tls(_any_certificate())
        writer.write(f"GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
        return (await reader.read()).decode(errors="replace")
    finally:
        writer.close()


def _any_certificate():
    """Takes any: it is made for the name that visitors use, not for this machine's address."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
