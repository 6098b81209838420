"""HAProxy: its configuration from the template haproxy.cfg, and the command that runs it."""

import subprocess
import tomllib
from pathlib import Path
from string import Template

from wsviz.guard.refused import Refused
from wsviz.serve import machine

ROOT = Path(__file__).parents[2]
# Read once: a rolling restart takes up the workers of an update, not its template.
_TEMPLATE = Template(Path(__file__).with_name("haproxy.cfg").read_text())
_CONFIG = tomllib.loads((ROOT / ".streamlit/config.toml").read_text())
# One file a request; a form adds its boundaries and names.
_FORM_BYTES = 2**20
# Connections: 8,000 visitors are more than the workers of any one machine serve, and each costs
# HAProxy two sockets. What a process needs beside them is left free.
_MOST_CONNECTIONS = 8000
_OTHER_FILES = 200
_FILE_CONNECTIONS = 32
# The one script that stands in Streamlit's own index.html.
_INDEX_SCRIPT = "'sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA='"
_POLICY = {
    "default-src": "'self'",
    # Components arrive as text and are imported from blobs; protobuf.js counts by WebAssembly.
    "script-src": f"'self' blob: 'wasm-unsafe-eval' {_INDEX_SCRIPT}",
    # Streamlit's and Plotly's styles are written by their scripts.
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "media-src": "'self' data: blob:",
    "font-src": "'self' data:",
    # 'self' holds no WebSocket in Safari before 15.4.
    "connect-src": "'self' ws://%[var(txn.host)] wss://%[var(txn.host)]",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}


def rendered(options, workers, draining=()):
    """The configuration for workers (name, port) of this machine, or for the hosts of options."""
    most = _connections(options)
    return _TEMPLATE.substitute(
        most=most,
        full=most * 19 // 20,
        bind=_bind(options),
        behind=_lines(_behind(options)),
        base=options.base,
        root=_lines(_root(options)),
        body_bytes=_upload_bytes() + _FORM_BYTES,
        policy="; ".join(f"{name} {value}" for name, value in _POLICY.items()),
        secure=_lines(_secure(options)),
        cookie="wsviz-host" if options.hosts else "wsviz-worker",
        cookie_secure=" secure" if options.tls else "",
        servers=_lines(_servers(options, workers, draining)),
        files=_lines(_file_servers(options, workers, draining)),
    )


def _lines(lines):
    return "\n".join(f"    {line}" for line in lines)


def _bind(options):
    tls = f" ssl crt {options.tls}" if options.tls else ""
    return f"{options.address or '*'}:{options.port}{tls}"


def _behind(options):
    """The HAProxy in front says whose connection it is."""
    return [f"tcp-request connection expect-proxy layer4 if {{ src {options.behind} }}"] * bool(
        options.behind
    )


def _root(options):
    return [
        f"http-request redirect code 302 location {options.base}/ if {{ path / {options.base} }}"
    ] * bool(options.base)


def _secure(options):
    """What workers set without knowing that TLS ends here."""
    return ['http-response replace-header Set-Cookie (.*) "\\1; Secure"'] * bool(options.tls)


def _servers(options, workers, draining):
    # A WebSocket stays open, so that this bounds the visitors of a worker as well.
    most = min(_MOST_CONNECTIONS, machine.most_files() - _OTHER_FILES)
    for name, place, more in _places(options, workers, draining, most):
        yield f"server {name} {place} cookie {name} {more}"


def _file_servers(options, workers, draining):
    for name, place, more in _places(options, workers, draining, _FILE_CONNECTIONS):
        yield f"server {name} {place} {more} track app/{name}"


def _places(options, workers, draining, most):
    """(name, address and port, what else HAProxy has to know of it) of each server."""
    for number, (host, port) in enumerate(options.hosts, 1):
        yield f"h{number}", f"{host}:{port}", "send-proxy-v2"
    for name, port in workers:
        yield name, f"127.0.0.1:{port}", f"maxconn {most}"
    for name, port in draining:
        yield name, f"127.0.0.1:{port}", f"maxconn {most} weight 0"


def _connections(options):
    """How many visitors' connections HAProxy takes at once; its checks need a socket a worker."""
    sockets = machine.most_files() - _OTHER_FILES - options.workers
    return min(_MOST_CONNECTIONS, sockets // 2)


def _upload_bytes():
    return _CONFIG["server"]["maxUploadSize"] * 2**20


def command(path):
    """What runs HAProxy with the configuration at that path; SIGUSR2 makes it read it anew."""
    return [machine.haproxy(), "-W", "-q", "-f", str(path)]


def checked(path):
    """See that HAProxy accepts the configuration at that path. Raises Refused with its reason."""
    check = [machine.haproxy(), "-c", "-f", str(path)]
    said = subprocess.run(check, capture_output=True, text=True)
    if said.returncode:
        raise Refused(f"HAProxy does not take the configuration: {said.stderr.strip()}")
