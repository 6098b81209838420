"""The template: HAProxy accepts it in every shape, says what was asked for, and keeps to it."""

import contextlib
import select
import socket
import subprocess

import pytest

from tests.serve.serving import asked, free_port, until
from wsviz.serve import machine, options, proxy
from wsviz.serve.options import Options

WORKERS = [("w1", 8502), ("w2", 8503)]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A self-signed certificate with its key in one file."""
    folder = tmp_path_factory.mktemp("tls")
    key, both = folder / "key.pem", folder / "both.pem"
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
    subprocess.run([*make, "-keyout", key, "-out", both], check=True, capture_output=True)
    both.write_text(both.read_text() + key.read_text())
    return str(both)


def rendered(tmp_path, asked, workers=WORKERS, draining=()):
    """The configuration, accepted by HAProxy without a warning."""
    text = proxy.rendered(asked, workers, draining)
    path = tmp_path / "haproxy.cfg"
    path.write_text(text)
    said = subprocess.run([machine.haproxy(), "-c", "-f", path], capture_output=True, text=True)
    assert said.returncode == 0, said.stderr
    assert "WARNING" not in said.stderr
    assert "$" not in text.replace("]*$", "").replace("]+$", "")
    return text


@pytest.mark.parametrize(
    ("shape", "line"),
    [
        ({}, "server w2 127.0.0.1:8503 cookie w2"),
        ({"base": "/a/b"}, "redirect code 302 location /a/b/ if { path / /a/b }"),
        ({"address": "127.0.0.1"}, "bind 127.0.0.1:8501"),
        ({"address": "::1"}, "bind ::1:8501"),
        ({"behind": "10.0.0.1"}, "expect-proxy layer4 if { src 10.0.0.1 }"),
    ],
)
def test_haproxy_accepts_every_shape(tmp_path, shape, line):
    assert line in rendered(tmp_path, Options(workers=2, **shape))


def test_several_machines_stand_behind_one(tmp_path):
    hosts = (("127.0.0.1", 8501), ("localhost", 8601))
    text = rendered(tmp_path, Options(workers=0, hosts=hosts), workers=[])
    assert "server h2 localhost:8601 cookie h2 send-proxy-v2" in text
    # Each machine's own cookie stays: it leads to the worker.
    assert "cookie wsviz-host insert" in text


def test_tls_ends_here_and_every_cookie_is_secure(tmp_path, certificate):
    text = rendered(tmp_path, Options(workers=2, tls=certificate))
    assert f"bind *:8501 ssl crt {certificate}" in text
    assert "httponly secure attr" in text
    assert 'replace-header Set-Cookie (.*) "\\1; Secure"' in text


def test_who_drains_keeps_visitors_and_takes_none(tmp_path, monkeypatch):
    monkeypatch.setattr(machine, "most_files", lambda: 1000)
    text = rendered(tmp_path, Options(workers=2), [("w3", 8504), ("w4", 8505)], WORKERS)
    assert "server w1 127.0.0.1:8502 cookie w1 maxconn 800 weight 0" in text
    assert "server w3 127.0.0.1:8504 cookie w3 maxconn 800\n" in text


def test_the_upload_bound_is_the_app_s_own(tmp_path):
    assert f"req.body_size gt {41 * 2**20} " in rendered(tmp_path, Options(workers=2))


def test_check_prints_the_configuration(capsys):
    from wsviz.serve.__main__ import main

    assert main(["--check", "--workers", "2", "--base-path", "B"]) == 0
    assert "location /B/ if" in capsys.readouterr().out


def test_a_configuration_that_haproxy_refuses_is_a_sentence(tmp_path):
    path = tmp_path / "haproxy.cfg"
    path.write_text("nonsense\n")
    with pytest.raises(options.Refused, match="HAProxy does not take the configuration"):
        proxy.checked(path)


@contextlib.contextmanager
def alone(tmp_path):
    """HAProxy before a worker that takes everything and answers nothing; yields its port."""
    port = free_port()
    with socket.create_server(("127.0.0.1", 0), backlog=500) as worker:
        text = rendered(tmp_path, Options(workers=1, port=port), [("w1", worker.getsockname()[1])])
        path = tmp_path / "haproxy.cfg"
        assert str(port) in text
        process = subprocess.Popen([machine.haproxy(), "-db", "-q", "-f", path])
        try:
            until(lambda: connects(port))
            yield port
        finally:
            process.terminate()
            process.wait(30)


def connects(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
        return True


def first_answer(port, count, head):
    """What is said to the first that is answered of so many who ask at once."""
    with contextlib.ExitStack() as stack:
        address = ("127.0.0.1", port)
        clients = [stack.enter_context(socket.create_connection(address)) for _ in range(count)]
        for each in clients:
            each.sendall("\r\n".join((*head, "Host: x", "", "")).encode())
        answered, _, _ = select.select(clients, [], [], 30)
        return answered[0].recv(10_000)


def test_whose_page_it_is_and_what_a_proxy_in_front_must_do(tmp_path):
    with alone(tmp_path) as port:
        for origin in ("null", "http://127.0.0.1", f"x/y/127.0.0.1:{port}", "http://x.example"):
            status, _, body = asked(port, "/", Origin=origin)
            assert (status, origin) == (403, origin)
            assert b"the proxy in front must hand on Host with its port." in body


def test_only_so_many_uploads_at_once_come_from_one_address(tmp_path):
    head = "PUT /_stcore/upload_file/a/b HTTP/1.1", "Content-Length: 9"
    with alone(tmp_path) as port:
        assert first_answer(port, 101, head).startswith(b"HTTP/1.1 429")


def test_when_all_is_full_the_page_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(machine, "most_files", lambda: 241)  # 20 connections
    with alone(tmp_path) as port:
        said = first_answer(port, 20, ["GET / HTTP/1.1"])
    assert said.startswith(b"HTTP/1.1 503")
    assert b"wsviz is full or starting; this page opens by itself when there is room." in said
