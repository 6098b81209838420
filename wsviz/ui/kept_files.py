"""Files of Streamlit's pages, read and compressed once: a fresh browser asks for more than 100."""

import asyncio
from posixpath import normpath

from wsviz.ui.packed import Packed, packed

# These ask for a part of a file, or whether it has changed.
_SPECIAL = {b"range", b"if-none-match", b"if-modified-since"}
# All that Streamlit has is a third of it.
_MOST_BYTES = 64 * 2**20


class KeptFiles:
    """ASGI middleware that keeps in memory what the app behind it answers and calls immutable.

    Streamlit reads each file anew for every visitor, 3 ms of the processor a file, and sends it as
    it stands.
    """

    def __init__(self, app):
        self._app, self._files, self._bytes = app, {}, 0

    async def __call__(self, scope, receive, send):
        if not _plain_get(scope):
            await self._app(scope, receive, send)
        elif scope["path"] in self._files:
            await self._files[scope["path"]].answer(scope, send)
        else:
            copy = _Copy(send)
            await self._app(scope, receive, copy)
            if copy.immutable and self._bytes + len(copy.body) <= _MOST_BYTES:
                await self._keep(scope["path"], copy.headers[b"content-type"], copy.body)

    async def _keep(self, path, kind, body):
        """Compress it beside what else there is to do; of many who bring it at once, one does."""
        if path not in self._files:
            self._files[path] = Packed(kind, body, None)
            self._bytes += len(body)
            self._files[path] = await asyncio.to_thread(packed, kind, body)


class _Copy:
    """Sends on what an app answers, and keeps a copy of what is called immutable."""

    def __init__(self, send):
        self._send, self.headers, self._parts, self._copies = send, {}, [], False
        self.immutable = False

    async def __call__(self, message):
        if message["type"] == "http.response.start":
            self.headers = dict(message["headers"])
            cached = b"immutable" in self.headers.get(b"cache-control", b"")
            whole = message["status"] == 200 and b"content-encoding" not in self.headers
            self._copies = cached and whole
        elif message["type"] == "http.response.body" and self._copies:
            self._parts.append(message.get("body", b""))
            self.immutable = not message.get("more_body", False)
        await self._send(message)

    @property
    def body(self):
        """All that was sent."""
        return b"".join(self._parts)


def _plain_get(scope):
    """Whether a whole file is asked for, by the one address that it has: so few are kept."""
    return (
        scope["type"] == "http"
        and scope["method"] == "GET"
        and normpath(scope["path"]) == scope["path"]
        and _SPECIAL.isdisjoint(name for name, _ in scope["headers"])
    )
