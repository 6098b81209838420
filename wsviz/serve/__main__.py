"""The command: `python -m wsviz.serve --help`."""

import asyncio
import sys
import tempfile
from pathlib import Path

from wsviz.guard.refused import Refused
from wsviz.serve import machine, options, proxy
from wsviz.serve.fleet import Fleet


def main(arguments):
    """Serve until it is ended; the exit code is 2 where what was asked for cannot be done."""
    machine.many_files()
    try:
        return _done(options.read(arguments))
    except Refused as refusal:
        print(f"wsviz.serve: {refusal}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"wsviz.serve: this machine does not do what is needed: {error}", file=sys.stderr)
        return 1


def _done(asked):
    """The exit code, once it was served or only checked. Raises Refused and OSError."""
    if not asked.check:
        options.bindable(asked)
    text = _checked(asked) if asked.proxied else "One worker alone: no HAProxy."
    if asked.check:
        print(text)
    else:
        asyncio.run(Fleet(asked).run())
    return 0


def _checked(asked):
    """The configuration as it will be at the start, once HAProxy has accepted it."""
    ports = machine.free_ports(asked.workers, asked.port)
    text = proxy.rendered(asked, [(f"w{n}", port) for n, port in enumerate(ports, 1)])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "haproxy.cfg"
        path.write_text(text)
        proxy.checked(path)
    return text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
