"""What the command refuses: one plain sentence each, exit code 2, no traceback."""

import os
import socket
import subprocess
import sys

import pytest

from tests.browser.app import ROOT
from tests.serve.serving import free_port
from wsviz.serve import machine, options
from wsviz.serve.__main__ import main


def refused(capsys, *arguments):
    """The sentence of the refusal."""
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--workers", "0"], "--workers takes a whole number from 1 to 256, not “0”."),
        (["--workers", "two"], "not “two”."),
        (["--workers", "1.5"], "not “1.5”."),
        (["--workers", "²"], "not “²”."),
        (["--port", "65536"], "--port takes a whole number from 1 to 65535, not “65536”."),
        (["--learning", "-3"], "--learning takes a whole number from 1 to 1000, not “-3”."),
        (["--drain-minutes", "-1"], "--drain-minutes takes 0 to 1440 minutes, not “-1”."),
        (["--drain-minutes", "nan"], "not “nan”."),
        (["--base-path", "a b"], "--base-path takes letters, digits, - and _ between /"),
        (["--base-path", "a//b"], "not “a//b”."),
        (["--hosts", "a b:1"], "--hosts takes machines as name:port,name:port, not “a b:1”."),
        (["--hosts", "127.0.0.1:0"], "The port of 127.0.0.1 in --hosts takes"),
        (["--hosts", "nowhere.invalid"], "“nowhere.invalid” of --hosts has no address here."),
        (["--hosts", "a..b"], "“a..b” of --hosts has no address here."),
        (["--hosts", "127.0.0.1", "--workers", "2"], "leave --workers out."),
        (["--behind", "here"], "--behind takes an address such as 10.0.0.1, not “here”."),
        (["--tls", "/nowhere.pem"], "“/nowhere.pem” of --tls cannot be read as a PEM file."),
        (["--tls", __file__], "of --tls holds no private key beside the certificate."),
        (["--address", "192.0.2.77"], "does not have the address “192.0.2.77” of --address."),
        (["--address", "nowhere.invalid"], "--address takes an address such as 10.0.0.1, not"),
        (["--address", "127.0.0.1 maxconn 1", "--check"], "not “127.0.0.1 maxconn 1”."),
        (["--address", "::1%lo", "--check"], "not “::1%lo”."),
        (["--nonsense"], "Unrecognized arguments: --nonsense; --help lists what there is."),
        (["--port"], "Argument --port: expected one argument"),
    ],
)
def test_nonsense_is_refused_in_one_sentence(capsys, arguments, words):
    assert words in refused(capsys, *arguments)


def test_no_line_gets_into_the_configuration_by_an_address():
    for option in ("--address", "--behind"):
        with pytest.raises(options.Refused, match=f"{option} takes an address"):
            options.read([option, "127.0.0.1\n", "--check"])


def test_a_port_in_use_is_refused(capsys):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        said = refused(capsys, "--address", "127.0.0.1", "--port", str(port), "--workers", "1")
    assert f"Port {port} of 127.0.0.1 is in use" in said


def test_a_missing_right_is_refused(capsys, monkeypatch):
    def bind(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", bind)
    assert "Port 80 needs a right that you do not have" in refused(
        capsys, "--port", "80", "--workers", "1"
    )


def test_more_workers_than_the_memory_takes_are_refused_and_never_the_default(capsys, monkeypatch):
    monkeypatch.setattr(machine, "free_mb", lambda: 1100)
    monkeypatch.setattr(machine, "cores", lambda: 64)
    said = refused(capsys, "--workers", "6")
    assert "6 workers need about 1,500 MB of memory, and 1,100 MB are free" in said
    assert "--workers 4 is the most here" in said
    assert options.read([]).workers == 4
    monkeypatch.setattr(machine, "free_mb", lambda: 100)
    assert options.read([]).workers == 1


def test_without_haproxy_one_worker_is_served_and_more_name_the_package(capsys, monkeypatch):
    monkeypatch.setattr(machine.shutil, "which", lambda *_, **__: None)
    said = refused(capsys, "--workers", "2")
    assert "install the package haproxy" in said
    assert "--workers 1" in said
    assert not options.read(["--workers", "1"]).proxied


def test_the_command_itself_ends_with_a_sentence():
    said = subprocess.run(
        [sys.executable, "-m", "wsviz.serve", "--port", "x"], cwd=ROOT, capture_output=True
    )
    assert said.returncode == 2
    assert said.stderr.decode() == (
        "wsviz.serve: --port takes a whole number from 1 to 65535, not “x”.\n"
    )


def test_free_ports_leave_out_those_in_use_and_those_that_will_be_again():
    first = free_port()
    with socket.socket() as other:
        other.bind(("127.0.0.1", first))
        other.listen()
        found = machine.free_ports(3, first - 1, taken=(first + 1,))
    assert first not in found
    assert first + 1 not in found
    assert len(set(found)) == 3


def test_the_addresses_for_the_board_need_no_route():
    found = machine.addresses()
    assert all(not each.startswith("127.") for each in found.values())
    assert set(found) <= {name for _, name in socket.if_nameindex()}


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="the system pins no process")
def test_the_default_is_a_worker_for_each_core_that_may_be_used(monkeypatch):
    monkeypatch.setattr(machine, "free_mb", lambda: None)
    assert options.read([]).workers == len(os.sched_getaffinity(0))
