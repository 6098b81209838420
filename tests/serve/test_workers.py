"""Children that cannot start, a full log, doors that do not answer: none ends the service."""

import asyncio

import pytest

from tests.serve.serving import free_port
from wsviz.serve import fleet, machine, workers
from wsviz.serve.asking import Door, answer, public
from wsviz.serve.fleet import Fleet
from wsviz.serve.options import Options
from wsviz.serve.workers import Child

SLEEP = ["sleep", "60"]
TWO = Options(workers=2)


async def until(condition):
    """Wait until it holds, half a minute at most."""
    async with asyncio.timeout(30):
        while not condition():
            await asyncio.sleep(0.02)


async def started(name, door=None):
    """A child that sleeps."""
    child = Child(name, SLEEP, door=door)
    child.start()
    await until(lambda: child.pid)
    return child


def test_a_full_log_ends_nothing(monkeypatch):
    def printed(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("builtins.print", printed)
    workers.log("w1", "a line")


def test_a_child_that_cannot_be_started_is_started_again(monkeypatch, capsys):
    monkeypatch.setattr(workers.shutil, "which", lambda _: None)
    monkeypatch.setattr(workers, "_LONGEST_PAUSE", 0.01)
    said = []

    async def tried():
        child = Child("w9", ["/nowhere/at-all"])
        child.start()
        await until(lambda: said.append(capsys.readouterr().out) or "".join(said).count("\n") > 1)
        await child.end()

    asyncio.run(tried())
    line = "w9: ended ([Errno 2] No such file or directory: '/nowhere/at-all'); starts again in"
    assert "".join(said).count(line) > 1


def test_what_goes_wrong_ends_the_others_too(monkeypatch):
    found = []

    async def serve(self, _):
        found.append(self._started(Child("w1", SLEEP)))
        await until(lambda: found[0].pid)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Fleet, "_serve", serve)
    with pytest.raises(OSError, match="No space left"):
        asyncio.run(Fleet(TWO).run())
    assert found[0].pid is None


def test_a_rolling_restart_that_cannot_write_leaves_the_old_workers(monkeypatch, capsys, tmp_path):
    async def rolled():
        new, old = await started("w3", Door("", 1)), await started("w1", Door("", 2))
        monkeypatch.setattr(machine, "free_mb", lambda: None)
        monkeypatch.setattr(Fleet, "_generation", lambda _: [new])
        monkeypatch.setattr(fleet, "_silent", lambda *_: asyncio.sleep(0, ""))
        served = Fleet(TWO)
        served._path, served.workers = tmp_path / "gone" / "haproxy.cfg", [old]
        await served._roll()
        assert (served.workers, served.draining, new.pid) == ([old], [], None)
        assert old.pid
        await old.end()

    asyncio.run(rolled())
    assert "no rolling restart, the old workers stay: [Errno 2]" in capsys.readouterr().out


def test_who_drains_has_as_long_as_was_asked_for(monkeypatch):
    async def drained():
        served = Fleet(Options(workers=2, drain_minutes=0.001))
        served.draining = [None]
        monkeypatch.setattr(Fleet, "_empty", lambda *_: asyncio.sleep(0, False))
        await served._drained()

    asyncio.run(asyncio.wait_for(drained(), 30))


async def answering(address, port, status=b"200 OK"):
    """A server that says a little, not all of it text."""

    async def answered(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.0 " + status + b"\r\n\r\nyes\xff")
        writer.close()

    return await asyncio.start_server(answered, address, port)


@pytest.mark.parametrize("address", ["127.0.0.2", "0.0.0.0", ""])
def test_a_worker_alone_is_asked_where_it_listens(address):
    async def asked():
        options = Options(workers=1, address=address, port=free_port())
        async with await answering(address or None, options.port):
            assert await answer(public(options), "/") == "yes�"
        assert await answer(public(options), "/") is None
        async with await answering(address or None, options.port, b"503 Full"):
            assert await answer(public(options), "/") is None

    asyncio.run(asked())


def test_ready_is_said_once_a_visitor_is_answered_and_who_is_silent_is_named(monkeypatch, capsys):
    monkeypatch.setattr(fleet, "_SLOWEST_START", 0.3)

    async def opened():
        served = Fleet(Options(workers=2, address="127.0.0.1", port=free_port()))
        served.workers = [Child("w1", SLEEP, door=Door("127.0.0.1", free_port()))]
        opening = asyncio.create_task(served._open())
        nobody = f"no visitor is answered yet, still waiting: port {served._options.port}"
        said = []
        await until(lambda: said.append(capsys.readouterr().out) or nobody in "".join(said))
        assert "still waiting: w1" in "".join(said)
        assert "ready" not in "".join(said)
        async with await answering("127.0.0.1", served._options.port):
            await asyncio.wait_for(opening, 30)
        assert "ready: http://127.0.0.1:" in capsys.readouterr().out

    asyncio.run(opened())


@pytest.mark.parametrize("address", ["", "0.0.0.0", "::", "0::0"])
def test_the_board_names_addresses_that_others_can_use(monkeypatch, address):
    monkeypatch.setattr(machine, "addresses", lambda: {"eth0": "10.0.0.7"})
    assert fleet.board(Options(workers=2, address=address)) == "http://10.0.0.7:8501/"


def test_ports_are_not_those_that_connections_take(monkeypatch):
    monkeypatch.setattr(machine, "_ephemeral", lambda: (20_000, 30_000))
    assert machine.free_ports(1, 19_999)[0] > 30_000
    assert all(port < 20_000 for port in machine.free_ports(2, 65_535))
    monkeypatch.setattr(machine, "_ephemeral", lambda: (1, 65_535))
    assert machine.free_ports(1, 19_999)[0] > 19_999


def test_too_few_free_ports_are_a_sentence(monkeypatch):
    monkeypatch.setattr(machine, "_free", lambda port: port == 2000)
    with pytest.raises(machine.Refused, match="2 workers need as many free ports, and there are 1"):
        machine.free_ports(2, 65_535)


def test_as_many_files_as_the_system_allows():
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (before[1] - 1, before[1]))
        machine.many_files()
        assert machine.most_files() == before[1]
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
