"""A proxy that strips a prefix from every path, as a front of several apps does."""

import socket
import threading
from contextlib import contextmanager


@contextmanager
def stripping(prefix, target):
    """Yield the address under which `target` (http://host:port) answers behind /prefix."""
    host, port = target.removeprefix("http://").split(":")
    with socket.create_server(("127.0.0.1", 0)) as server:
        serve = threading.Thread(target=_accept, args=(server, prefix, (host, int(port))))
        serve.daemon = True
        serve.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/{prefix}"
        server.shutdown(socket.SHUT_RDWR)
        serve.join(5)


def _accept(server, prefix, target):
    while True:
        try:
            client, _ = server.accept()
        except OSError:
            return
        threading.Thread(target=_answer, args=(client, prefix, target), daemon=True).start()


def _answer(client, prefix, target):
    with client, socket.create_connection(target) as app:
        head = b""
        while b"\r\n\r\n" not in head:
            more = client.recv(65536)
            if not more:
                return
            head += more
        app.sendall(_stripped(head, prefix))
        back = threading.Thread(target=_copy, args=(client, app), daemon=True)
        back.start()
        _copy(app, client)


def _stripped(head, prefix):
    """The request without the prefix; one request a connection, but for web sockets."""
    line, rest = head.split(b"\r\n", 1)
    line = line.replace(f" /{prefix}/".encode(), b" /", 1)
    if b"upgrade: websocket" not in rest.lower():
        rest = rest.replace(b"Connection: keep-alive", b"Connection: close", 1)
    return line + b"\r\n" + rest


def _copy(source, sink):
    try:
        while more := source.recv(65536):
            sink.sendall(more)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        return  # one of the two has hung up
