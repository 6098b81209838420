"""plotly.js out of the installed package, compressed once and kept by browsers for a year."""

import gzip
import re

import plotly
from plotly.offline import get_plotlyjs

# Relative to the page. The version stands in it, so what a browser keeps is never out of date.
ADDRESS = f"plotly/{plotly.__version__}/plotly.min.js"
_HEADERS = [
    (b"content-type", b"text/javascript; charset=utf-8"),
    (b"cache-control", b"public, max-age=31536000, immutable"),
    (b"vary", b"accept-encoding"),
]
_REFUSED = re.compile(r"gzip\s*;\s*q=0(\.0*)?\s*(,|$)")


class PlotlyJs:
    """ASGI middleware that answers ADDRESS and hands every other request on.

    It stands before Streamlit's own compression, which would work anew for every visitor. Whatever
    comes before ADDRESS counts as a prefix: `server.baseUrlPath`, or what a proxy adds.
    """

    def __init__(self, app):
        self._app = app
        self._plain = get_plotlyjs().encode()
        self._gzipped = gzip.compress(self._plain, mtime=0)

    async def __call__(self, scope, receive, send):
        asked = scope["type"] == "http" and scope["path"].endswith(f"/{ADDRESS}")
        if not asked or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        zipped = _takes_gzip(scope["headers"])
        body = self._gzipped if zipped else self._plain
        headers = [*_HEADERS, (b"content-length", str(len(body)).encode())]
        if zipped:
            headers.append((b"content-encoding", b"gzip"))
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        told = b"" if scope["method"] == "HEAD" else body
        await send({"type": "http.response.body", "body": told})


def _takes_gzip(headers):
    """Whether the client reads gzip. Headers are ASGI's: pairs of bytes, names in lower case."""
    accepted = b",".join(value for name, value in headers if name == b"accept-encoding")
    text = accepted.decode("latin-1").lower()
    return "gzip" in text and not _REFUSED.search(text)
