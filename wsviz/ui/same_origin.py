"""Sessions are opened by our own pages alone.

Streamlit lets others in by a list, and before it refuses one it asks a server of the internet for
this machine's address: anybody's page could have it ask.
"""

from urllib.parse import urlsplit

import streamlit as st

# What Streamlit knows for its own without asking.
_HERE = {"localhost", "127.0.0.1", "0.0.0.0"}


class SameOrigin:
    """ASGI middleware that refuses the WebSocket of another site's page.

    It compares the Origin with the Host, so a proxy in front has to hand on the Host with its port.
    `server.corsAllowedOrigins` and `server.enableCORS` count as they do in Streamlit.
    """

    def __init__(self, app):
        self._app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] == "websocket" and not _ours(dict(scope["headers"])):
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._app(scope, receive, send)


def _ours(headers):
    """Whether they come from a page that this server may have sent; a program says no Origin."""
    origin = headers.get(b"origin", b"").decode("latin-1")
    host = headers.get(b"host", b"").decode("latin-1")
    if not origin or not st.get_option("server.enableCORS"):
        return True
    if origin in st.get_option("server.corsAllowedOrigins"):
        return True
    try:
        found = urlsplit(origin)
        return found.netloc == host or found.hostname in _HERE
    except ValueError:
        return False
