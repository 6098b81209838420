"""A file of a fixed content over ASGI: compressed once, kept by browsers for a year."""

import gzip
import re
from typing import NamedTuple

_HEADERS = [
    (b"cache-control", b"public, max-age=31536000, immutable"),
    (b"vary", b"accept-encoding"),
]
_REFUSED = re.compile(r"gzip\s*;\s*q=0(\.0*)?\s*(,|$)")
# What is smaller by less, as a font, is not worth the browser's work.
_GAIN = 0.05


class Packed(NamedTuple):
    """Its content type, its bytes, and these compressed; None where that gains nothing."""

    kind: bytes
    plain: bytes
    zipped: bytes | None

    async def answer(self, scope, send):
        """Answer a GET or HEAD request for it."""
        zipped = self.zipped is not None and _takes_gzip(scope["headers"])
        body = self.zipped if zipped else self.plain
        length = str(len(body)).encode()
        headers = [(b"content-type", self.kind), *_HEADERS, (b"content-length", length)]
        if zipped:
            headers.append((b"content-encoding", b"gzip"))
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        told = b"" if scope["method"] == "HEAD" else body
        await send({"type": "http.response.body", "body": told})


def packed(kind, plain):
    """The Packed of these bytes."""
    zipped = gzip.compress(plain, mtime=0)
    return Packed(kind, plain, zipped if len(zipped) < (1 - _GAIN) * len(plain) else None)


def _takes_gzip(headers):
    """Whether the client reads gzip. Headers are ASGI's: pairs of bytes, names in lower case."""
    accepted = b",".join(value for name, value in headers if name == b"accept-encoding")
    text = accepted.decode("latin-1").lower()
    return "gzip" in text and not _REFUSED.search(text)
