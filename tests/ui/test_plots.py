"""plotly.js over ASGI, without a server; what a click may send."""

import asyncio
import gzip
from functools import cache

import pytest
from plotly.offline import get_plotlyjs

from wsviz.ui.plotly_js import ADDRESS, PlotlyJs
from wsviz.ui.steady_plot import whole_numbers


async def beyond(scope, receive, send):
    """The app behind: it answers 404 to everything."""
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": b"beyond"})


@cache
def middleware():
    """One for all tests: it compresses when it is made."""
    return PlotlyJs(beyond)


def fetch(path, accept=None, method="GET"):
    """(status, headers, body) of a request."""
    headers = [] if accept is None else [(b"accept-encoding", accept.encode())]
    scope = {"type": "http", "method": method, "path": path, "headers": headers}
    sent = []

    async def send(message):
        sent.append(message)

    asyncio.run(middleware()(scope, None, send))
    answer = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], answer, sent[1]["body"]


@pytest.mark.parametrize("prefix", ["", "/ws", "/a/b"])
def test_plotly_js_is_sent_compressed_and_kept_for_a_year(prefix):
    status, headers, body = fetch(f"{prefix}/{ADDRESS}", "gzip, deflate, br")
    assert status == 200
    assert gzip.decompress(body).decode() == get_plotlyjs()
    assert headers == {
        "content-type": "text/javascript; charset=utf-8",
        "cache-control": "public, max-age=31536000, immutable",
        "vary": "accept-encoding",
        "content-length": str(len(body)),
        "content-encoding": "gzip",
    }


def test_it_is_compressed_once():
    first, second = (fetch(f"/{ADDRESS}", "gzip")[2] for _ in range(2))
    assert first is second


@pytest.mark.parametrize("accept", [None, "identity", "br", "gzip;q=0", "br, gzip; q=0.0, *"])
def test_who_reads_no_gzip_gets_it_plain(accept):
    _, headers, body = fetch(f"/{ADDRESS}", accept)
    assert "content-encoding" not in headers
    assert body.decode() == get_plotlyjs()


def test_head_tells_the_length_and_sends_nothing():
    status, headers, body = fetch(f"/{ADDRESS}", "gzip;q=0.5", "HEAD")
    assert (status, body) == (200, b"")
    assert headers["content-length"] == fetch(f"/{ADDRESS}", "gzip")[1]["content-length"]


@pytest.mark.parametrize(
    ("path", "method"),
    [(f"/{ADDRESS}", "POST"), ("/plotly/0/plotly.min.js", "GET"), (f"/x{ADDRESS}", "GET")],
)
def test_every_other_request_goes_on(path, method):
    assert fetch(path, "gzip", method)[2] == b"beyond"


@pytest.mark.parametrize(
    "payload",
    [None, 3, "12", {}, [], [1, None], ["1"], [[1]], [1.5], [float("inf")], [float("nan")], [True]],
)
def test_an_odd_click_is_no_target(payload):
    assert whole_numbers(payload) is None


def test_a_click_is_a_list_of_ints():
    numbers = whole_numbers([1, 4.0, -1])
    assert numbers == [1, 4, -1]
    assert all(type(n) is int for n in numbers)
