"""What the app answers and calls immutable is asked of it once; all else is asked each time."""

import asyncio
import gzip

import pytest

from wsviz.ui import kept_files
from wsviz.ui.kept_files import KeptFiles
from wsviz.ui.packed import packed

YEAR = "public, immutable, max-age=31536000"
TEXT = b"let a = 1; " * 500
FONT = bytes((n * n * 97 + n // 7) % 251 for n in range(300)) + b"!"


class App:
    """An app of a few answers, in two parts; it counts how often it is asked."""

    def __init__(self):
        self.asked = 0
        self.answers = {
            "/static/a.js": (200, {"content-type": "text/javascript", "cache-control": YEAR}, TEXT),
            "/static/f.woff2": (200, {"content-type": "font/woff2", "cache-control": YEAR}, FONT),
            "/": (200, {"content-type": "text/html", "cache-control": "no-cache"}, TEXT),
            "/media/b.png": (200, {"content-type": "image/png"}, FONT),
            "/zipped": (200, {"content-encoding": "gzip", "cache-control": YEAR}, TEXT),
            "/gone": (404, {"content-type": "text/plain", "cache-control": YEAR}, TEXT),
            "/static//a.js": (200, {"content-type": "text/plain", "cache-control": YEAR}, TEXT),
        }

    async def __call__(self, scope, receive, send):
        self.asked += 1
        status, headers, body = self.answers[scope["path"]]
        head = [(name.encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": status, "headers": head})
        await send({"type": "http.response.body", "body": body[:9], "more_body": True})
        await send({"type": "http.response.body", "body": body[9:]})


@pytest.fixture
def kept():
    """The middleware before an App."""
    return KeptFiles(App())


def fetch(kept, path, method="GET", **headers):
    """(status, headers, body) of a request."""
    asked = [(n.replace("_", "-").encode(), value.encode()) for n, value in headers.items()]
    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": method, "path": path, "headers": asked}
    asyncio.run(kept(scope, None, send))
    answer = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], answer, b"".join(part["body"] for part in sent[1:])


def test_a_text_comes_from_the_app_once_and_compressed_afterwards(kept):
    first = fetch(kept, "/static/a.js", accept_encoding="gzip")
    assert (first[0], first[2]) == (200, TEXT)
    status, headers, body = fetch(kept, "/static/a.js", accept_encoding="gzip")
    assert (status, gzip.decompress(body)) == (200, TEXT)
    assert headers["content-encoding"] == "gzip"
    assert headers["content-type"] == "text/javascript"
    assert {"immutable", "max-age=31536000"} <= set(headers["cache-control"].split(", "))
    assert int(headers["content-length"]) == len(body) < len(TEXT) / 10
    assert fetch(kept, "/static/a.js")[2] == TEXT
    assert kept._app.asked == 1


def test_what_does_not_shrink_is_kept_as_it_is(kept):
    for _ in range(2):
        _, headers, body = fetch(kept, "/static/f.woff2", accept_encoding="gzip")
        assert body == FONT
        assert "content-encoding" not in headers
    assert kept._app.asked == 1


@pytest.mark.parametrize("path", ["/", "/media/b.png", "/zipped", "/gone", "/static//a.js"])
def test_what_may_change_and_what_has_many_names_is_asked_each_time(kept, path):
    answers = [fetch(kept, path) for _ in range(2)]
    assert answers[0] == answers[1]
    assert kept._app.asked == 2


@pytest.mark.parametrize(
    "request_",
    [
        {"method": "HEAD"},
        {"method": "POST"},
        {"range": "bytes=0-1"},
        {"if_none_match": '"1"'},
        {"if_modified_since": "Wed, 25 Nov 2026 20:53:25 GMT"},
    ],
)
def test_what_asks_for_more_than_a_file_goes_on(kept, request_):
    fetch(kept, "/static/a.js")
    fetch(kept, "/static/a.js", **request_)
    assert kept._app.asked == 2


def test_a_file_that_breaks_off_is_not_kept(kept):
    kept._app.answers["/static/a.js"] = (200, {"content-type": "t", "cache-control": YEAR}, None)
    with pytest.raises(TypeError):
        fetch(kept, "/static/a.js")
    assert not kept._files


def test_many_who_ask_at_once_have_it_compressed_once(kept, monkeypatch):
    times = []
    monkeypatch.setattr(kept_files, "packed", lambda *what: times.append(what) or packed(*what))

    async def ask():
        scope = {"type": "http", "method": "GET", "path": "/static/a.js", "headers": []}
        sent = []

        async def send(message):
            await asyncio.sleep(0)
            sent.append(message)

        await kept(scope, None, send)
        return b"".join(part.get("body", b"") for part in sent)

    async def ask_often():
        return await asyncio.gather(*(ask() for _ in range(5)))

    assert asyncio.run(ask_often()) == [TEXT] * 5
    assert len(times) == 1


def test_no_more_is_kept_than_memory_is_given(kept, monkeypatch):
    monkeypatch.setattr(kept_files, "_MOST_BYTES", len(TEXT))
    for path in ("/static/a.js", "/static/f.woff2"):
        fetch(kept, path)
        fetch(kept, path)
    assert kept._app.asked == 3
