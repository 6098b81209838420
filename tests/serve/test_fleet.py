"""Two workers behind the real HAProxy: who goes where, what is refused, what dies and returns."""

import asyncio
import os
import re
import signal
import socket

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.serve.processes import alive
from tests.serve.serving import asked, serving, until

STREAM = "/_stcore/stream"
# One fleet serves them all: they stay together, in their order.
pytestmark = pytest.mark.xdist_group("fleet")


@pytest.fixture(scope="module")
def served():
    """The command under a base path; the tests of this file use it in their order."""
    with serving("--workers", "2", base="/B") as found:
        yield found


def socket_to(served, cookie, **headers):
    """A visitor's WebSocket, not yet connected."""
    url = served.address.replace("http", "ws") + STREAM
    headers = {"Cookie": cookie} | headers
    return connect(url, subprotocols=["streamlit"], additional_headers=headers)


def sessions(served, name):
    """How many sessions that worker has, asked on its own port."""
    port = next(
        line.rsplit(":", 1)[1].split("/")[0]
        for line in served.log.splitlines()
        if f" {name}:   URL: " in line
    )
    _, _, body = asked(int(port), f"{served.base}/_stcore/metrics?families=active_sessions")
    return int(body.split(b"active_sessions ")[-1].split()[0])


def test_ready_is_true(served):
    assert served.get("/_stcore/health")[0] == 200


def test_a_visitor_stays_with_a_worker_and_new_ones_go_to_both(served):
    cookies = {served.worker_of() for _ in range(6)}
    assert cookies == {"w1", "w2"}
    for name in cookies:
        assert {served.worker_of(f"wsviz-worker={name}") for _ in range(4)} == {name}


def test_the_cookie_is_short_and_plain(served):
    _, headers, _ = served.get("/_stcore/health")
    assert "wsviz-worker=" in headers
    assert headers.split("wsviz-worker=")[1].split("\n")[0].endswith("; HttpOnly; SameSite=Lax")
    assert "Domain" not in headers


def test_web_socket_and_upload_follow_the_cookie(served):
    async def visit():
        for name in ("w1", "w2"):
            async with socket_to(served, f"wsviz-worker={name}"):
                found = [await asyncio.to_thread(sessions, served, n) for n in ("w1", "w2")]
            assert found == [int(name == "w1"), int(name == "w2")]

    asyncio.run(visit())
    for name in ("w1", "w2"):
        path = "/_stcore/upload_file/no-session/no-file"
        status, headers, _ = served.get(path, "PUT", b"", Cookie=f"wsviz-worker={name}")
        assert status in (400, 403)  # the worker asks for the XSRF token
        assert "wsviz-worker" not in headers  # no other worker was chosen


def test_headers_guard_every_answer(served):
    for path in ("/", "/learners", "/_stcore/health", "/nothing/here"):
        _, headers, _ = served.get(path)
        assert "x-content-type-options: nosniff" in headers.lower()
        assert "x-frame-options: SAMEORIGIN" in headers
        assert "referrer-policy: same-origin" in headers
        assert f"connect-src 'self' ws://127.0.0.1:{served.port} " in headers
        assert "uvicorn" not in headers


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/_stcore/metrics", "GET", 404),
        ("/_stcore/script-health-check", "GET", 404),
        ("/_stcore/agent/openapi.json", "GET", 404),
        ("/component/x/y", "GET", 404),
        ("/learners/../_stcore/metrics", "GET", 404),
        ("/%5Fstcore/metrics", "GET", 404),
        ("/_stcore/health", "POST", 405),
        ("/", "TRACE", 405),
        ("/", "DELETE", 405),
    ],
)
def test_nothing_but_the_app_s_own_routes(served, path, method, status):
    assert served.get(path, method)[0] == status


def test_the_root_leads_to_the_base_path(served):
    for path in ("/", "/B"):
        status, headers, _ = asked(served.port, path)
        assert (status, "location: /B/\n" in headers) == (302, True)
    assert asked(served.port, "/elsewhere")[0] == 404


def test_a_request_that_is_too_large_or_of_unknown_size_is_refused(served):
    path = f"{served.base}/_stcore/upload_file/a/b"
    assert _raw(served, f"PUT {path} HTTP/1.1", f"Content-Length: {42 * 2**20}").startswith(b"413")
    assert _raw(served, f"PUT {path} HTTP/1.1", "Transfer-Encoding: chunked").startswith(b"411")


def _raw(served, *lines):
    """What is answered to a head alone, from its status on."""
    with socket.create_connection(("127.0.0.1", served.port), 10) as client:
        client.sendall("\r\n".join((*lines, "Host: x", "", "")).encode())
        return client.recv(1000).removeprefix(b"HTTP/1.1 ")


def test_another_site_s_page_opens_no_session(served):
    async def visit():
        with pytest.raises(InvalidStatus, match="403"):
            await socket_to(served, "", Origin="http://elsewhere.example")
        async with socket_to(served, "", Origin=f"http://127.0.0.1:{served.port}"):
            pass

    asyncio.run(visit())


def test_an_address_may_carry_thousands_of_hand_edits(served):
    assert served.get(f"/?edits={'x' * 20_000}")[0] == 200


def test_static_files_come_compressed_from_the_cache_and_are_kept(served):
    page = served.get("/")[2].decode()
    name = page.split('src=".')[1].split('"')[0]
    for _ in range(2):
        status, headers, body = served.get(name, **{"Accept-Encoding": "gzip"})
        assert status == 200
        assert "content-encoding: gzip" in headers
        assert "immutable" in headers
        assert "wsviz-worker" not in headers
    assert "\nage: " in headers
    assert body[:2] == b"\x1f\x8b"
    assert len(served.get(name)[2]) > 2 * len(body)  # one who reads no gzip gets it plain


def test_a_killed_worker_s_visitor_is_with_another_at_once_and_it_comes_back(served):
    pid = served.workers["w1"]
    os.kill(pid, signal.SIGKILL)
    assert served.worker_of("wsviz-worker=w1") == "w2"
    served.wait_for(r"w1: ended \(signal 9\); starts again in 1 s")
    until(lambda: served.workers.get("w1", pid) != pid)
    until(lambda: "w1" in {served.worker_of() for _ in range(4)}, said=lambda: served.log)


def test_haproxy_s_death_costs_no_session(served):
    before, (_, *below) = served.workers, served.proxies
    for pid in below:
        os.kill(pid, signal.SIGKILL)
    served.wait_for(r"haproxy: ended \(.*\); starts again in 1 s")
    until(lambda: _answers(served), said=lambda: served.log)
    os.kill(served.proxies[0], signal.SIGKILL)
    served.wait_for(r"haproxy: ended \(signal 9\); starts again in", times=1)
    until(lambda: _answers(served), said=lambda: served.log)
    assert served.workers == before


def _answers(served):
    try:
        return served.get("/_stcore/health")[0] == 200
    except OSError:
        return False


def test_the_log_has_one_form(served):
    form = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d (serve|haproxy|w\d+): .*\S$"
    assert all(re.match(form, line) for line in served.log.splitlines())


def test_a_rolling_restart_keeps_visitors_for_a_while_and_sends_new_ones_to_new_workers(served):
    """A second SIGHUP meanwhile waits for its turn; who has no visitor need not wait."""

    async def visit():
        async with socket_to(served, "wsviz-worker=w1"):
            served.process.send_signal(signal.SIGHUP)
            await asyncio.to_thread(served.wait_for, "new visitors go to w3, w4; w1, w2 drain")
            served.process.send_signal(signal.SIGHUP)
            await asyncio.to_thread(_drains, served)
            assert sessions(served, "w1") == 1

    asyncio.run(visit())
    served.wait_for("w1, w2 have ended")
    assert served.worker_of("wsviz-worker=w1") not in ("w1", "w2")
    served.wait_for("new visitors go to w5, w6; w3, w4 drain")
    served.wait_for("w3, w4 have ended")


def _drains(served):
    until(lambda: {served.worker_of() for _ in range(6)} == {"w3", "w4"}, said=lambda: served.log)
    assert served.worker_of("wsviz-worker=w1") == "w1"


def test_nothing_is_left_when_it_is_ended(served):
    everything = served.processes
    assert len(served.workers) == 2  # whatever was restarted before
    assert served.proxies
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(60) == 0
    assert not alive(everything)


def test_another_haproxy_in_front_hands_visitors_on_and_a_kill_leaves_nothing():
    """As with several machines: the address of a visitor comes along, both cookies lead."""
    with serving("--workers", "1", "--behind", "127.0.0.1") as machine:
        with serving("--hosts", f"127.0.0.1:{machine.port}") as front:
            status, headers, _ = front.get("/_stcore/health")
            assert status == 200
            assert "wsviz-host=h1" in headers
            assert "wsviz-worker=w1" in headers
        with pytest.raises(OSError, match=r"."):
            machine.get("/_stcore/health")  # it hears the one in front alone
        everything = machine.processes
        machine.process.kill()
        until(lambda: not alive(everything))
