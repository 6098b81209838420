"""Web: what a browser keeps of one site: its cookies and up to six connections that stay open."""

import asyncio
import gzip
from urllib.parse import urlsplit

_CONNECTIONS = 6  # that a browser opens to one host by HTTP/1.1
_PATIENCE = 60  # s


class Web:
    """Requests to one site; what it sets as cookies goes with all that follow.

    received  bytes of answers' bodies, as they travelled
    """

    def __init__(self, address):
        parts = urlsplit(address)
        self.host, self.base, self.address = parts.netloc, parts.path, address
        self._where = parts.hostname, parts.port
        self.cookies, self.received = {}, 0
        self._idle, self._slots = [], asyncio.Semaphore(_CONNECTIONS)

    @property
    def cookie(self):
        """The header of that name."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    async def get(self, path):
        """The body of what stands there; OSError where the answer is none of success."""
        status, headers, body = await self.request("GET", path)
        if status != 200:
            raise OSError(f"GET {path} was answered by {status}")
        return gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body

    async def request(self, method, path, headers=(), body=b""):
        """(status, headers by their names in lower case, body as it travelled)."""
        head = {"Host": self.host, "Cookie": self.cookie, "Accept-Encoding": "gzip, deflate, br"}
        head |= {"Content-Length": len(body)} if method != "GET" else {}
        lines = [f"{name}: {value}" for name, value in (head | dict(headers)).items() if value]
        text = "\r\n".join([f"{method} {self.base}/{path.lstrip('/')} HTTP/1.1", *lines, "", ""])
        async with self._slots, asyncio.timeout(_PATIENCE):
            return await self._exchange(text.encode() + body)

    async def _exchange(self, data):
        while True:
            kept = bool(self._idle)
            streams = self._idle.pop() if kept else await asyncio.open_connection(*self._where)
            try:
                streams[1].write(data)
                answer = await self._answer(streams[0])
            except (ConnectionError, asyncio.IncompleteReadError):
                streams[1].close()
                # One that was kept may have been closed by the other side in the meantime.
                if not kept:
                    raise
                continue
            self._idle.append(streams)
            return answer

    async def _answer(self, reader):
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        pairs = [line.split(": ", 1) for line in head[1:-2]]
        for name, value in pairs:
            if name.lower() == "set-cookie":
                key, _, content = value.partition(";")[0].partition("=")
                self.cookies[key] = content
        headers = {name.lower(): value for name, value in pairs}
        status = int(head[0].split()[1])
        body = b"" if status in (204, 304) else await _body(reader, headers)
        self.received += len(body)
        return status, headers, body

    def close(self):
        """Hang up."""
        while self._idle:
            self._idle.pop()[1].close()


async def _body(reader, headers):
    if "chunked" not in headers.get("transfer-encoding", ""):
        return await reader.readexactly(int(headers.get("content-length", 0)))
    parts = []
    while size := int(await reader.readuntil(b"\r\n"), 16):
        parts.append(await reader.readexactly(size))
        await reader.readexactly(2)
    await reader.readexactly(2)
    return b"".join(parts)
