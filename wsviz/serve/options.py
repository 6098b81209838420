"""Options: what the command was asked for, checked at the door; every refusal is one sentence."""

import argparse
import ipaddress
import re
import socket
from dataclasses import dataclass
from pathlib import Path

from wsviz.guard.refused import Refused
from wsviz.serve import machine

FIRST_PORT = 8501
_MOST_WORKERS = 256
_MOST_MINUTES = 24 * 60


@dataclass(frozen=True)
class Options:
    """What is served, and where.

    workers        processes of this machine, 0 where other machines (hosts) do the work
    port, address  where visitors come in; address "" is every interface
    base           "" or "/some/path", what stands before every path
    learning       how many sessions of a worker learn at once, None: the app's own figure
    hosts          (host, port) of other machines
    behind         addresses of the HAProxy in front of this machine, "" where there is none
    tls            file with certificate and key in PEM, "" where TLS ends elsewhere or nowhere
    drain_minutes  how long workers that were replaced keep their visitors
    check          print the configuration and serve nothing
    """

    workers: int
    port: int = FIRST_PORT
    address: str = ""
    base: str = ""
    learning: int | None = None
    hosts: tuple = ()
    behind: str = ""
    tls: str = ""
    drain_minutes: float = 10
    check: bool = False

    @property
    def proxied(self):
        """Whether HAProxy stands in front; one worker alone needs none."""
        return self.workers != 1 or bool(self.behind or self.tls)

    @property
    def address_family(self):
        """IPv6 where the address is written so."""
        return _family(self.address)

    @property
    def everywhere(self):
        """Whether every interface is meant; 0.0.0.0 and :: say so too."""
        return not self.address or ipaddress.ip_address(self.address).is_unspecified

    @property
    def reached_at(self):
        """The address at which this machine itself reaches the public port."""
        loopback = "::1" if ":" in self.address else "127.0.0.1"
        return loopback if self.everywhere else self.address


class _Parser(argparse.ArgumentParser):
    def error(self, message):
        raise Refused(f"{message[0].upper()}{message[1:]}; --help lists what there is.")


def _parser():
    parser = _Parser("python -m wsviz.serve", description=__doc__.split(":")[0], add_help=False)
    parser.description = "Serve wsviz to a class of any size: workers behind HAProxy."
    add = parser.add_argument
    add("--help", action="help", help="show this and end")
    add("--workers", metavar="N", help="processes; default one a core, as far as memory goes")
    add("--port", metavar="P", default=str(FIRST_PORT), help="default 8501")
    add("--address", metavar="A", default="", help="of one interface; default all")
    add("--base-path", metavar="B", default="", help="serve under http://…/B/")
    add("--learning", metavar="N", help="sessions of a worker that learn at once")
    add("--hosts", metavar="A:P,B:P", default="", help="only stand in front of these machines")
    add("--behind", metavar="A", default="", help="address of the machine that has --hosts")
    add("--tls", metavar="PEM", default="", help="file with certificate and key: serve https")
    add("--drain-minutes", metavar="N", default="10", help="what SIGHUP leaves to old workers")
    add("--check", action="store_true", help="print the configuration of HAProxy, serve nothing")
    return parser


def read(arguments):
    """The Options that the arguments ask for. Raises Refused."""
    asked = _parser().parse_args(arguments)
    hosts = _hosts(asked.hosts)
    if hosts and asked.workers:
        raise Refused("--hosts only stands in front of other machines: leave --workers out.")
    options = Options(
        workers=0 if hosts else _workers(asked.workers),
        port=_whole("--port", asked.port, 65535),
        address=_numeric("--address", asked.address),
        base=_base(asked.base_path),
        learning=_whole("--learning", asked.learning, 1000) if asked.learning else None,
        hosts=hosts,
        behind=_numeric("--behind", asked.behind),
        tls=_tls(asked.tls),
        drain_minutes=_minutes(asked.drain_minutes),
        check=asked.check,
    )
    if options.proxied and not machine.haproxy():
        raise Refused(
            "HAProxy is missing: install the package haproxy (as root: apt-get install haproxy), "
            "or take --workers 1, which needs none."
        )
    return options


def _whole(name, text, most):
    if not (re.fullmatch("[0-9]{1,9}", text) and 1 <= int(text) <= most):
        raise Refused(f"{name} takes a whole number from 1 to {most}, not “{text}”.")
    return int(text)


def _minutes(text):
    if not (re.fullmatch(r"[0-9]{1,5}(\.[0-9]{1,3})?", text) and float(text) <= _MOST_MINUTES):
        raise Refused(f"--drain-minutes takes 0 to {_MOST_MINUTES} minutes, not “{text}”.")
    return float(text)


def _workers(text):
    fit = max(1, machine.workers_that_fit())
    if text is None:
        return min(machine.cores(), fit, _MOST_WORKERS)
    asked = _whole("--workers", text, _MOST_WORKERS)
    if asked > fit:
        raise Refused(
            f"{asked} workers need about {asked * machine.WORKER_MB:,} MB of memory, and "
            f"{machine.free_mb():,} MB are free: --workers {fit} is the most here."
        )
    return asked


def _base(text):
    base = text.strip("/")
    if not re.fullmatch(r"([A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*)?", base):
        raise Refused(f"--base-path takes letters, digits, - and _ between /, not “{text}”.")
    return f"/{base}" if base else ""


def _hosts(text):
    return tuple(_host(each.strip()) for each in text.split(",")) if text else ()


def _host(text):
    name, _, port = text.partition(":")
    if not re.fullmatch(r"[A-Za-z0-9._-]+", name):
        raise Refused(f"--hosts takes machines as name:port,name:port, not “{text}”.")
    try:
        socket.getaddrinfo(name, None)
    except (OSError, UnicodeError):  # of a..b, say
        raise Refused(f"The machine “{name}” of --hosts has no address here.") from None
    return name, _whole(f"The port of {name} in --hosts", port or str(FIRST_PORT), 65535)


def _numeric(name, text):
    try:
        if text:
            socket.inet_pton(_family(text), text)
    except OSError:
        raise Refused(f"{name} takes an address such as 10.0.0.1, not “{text}”.") from None
    return text


def _family(text):
    return socket.AF_INET6 if ":" in text else socket.AF_INET


def _tls(text):
    try:
        if text and "PRIVATE KEY" not in Path(text).read_text():
            raise Refused(f"“{text}” of --tls holds no private key beside the certificate.")
    except (OSError, UnicodeDecodeError):
        raise Refused(f"“{text}” of --tls cannot be read as a PEM file.") from None
    return str(Path(text).absolute()) if text else ""


def bindable(options):
    """See that the public address is free to be taken. Raises Refused."""
    where = options.address or "every address"
    try:
        with socket.socket(options.address_family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((options.address, options.port))
            probe.listen()
    except PermissionError:
        raise Refused(
            f"Port {options.port} needs a right that you do not have: take one from 1024 on, or "
            "start wsviz.service, which has it."
        ) from None
    except OSError as error:
        raise Refused(_why(error, where, options.port)) from None


def _why(error, where, port):
    if "in use" in str(error):
        return f"Port {port} of {where} is in use: end what uses it, or take another --port."
    return f"This machine does not have the address “{where}” of --address."
