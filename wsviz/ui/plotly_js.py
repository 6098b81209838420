"""plotly.js out of the installed package, compressed once and kept by browsers for a year."""

import plotly
from plotly.offline import get_plotlyjs

from wsviz.ui.packed import packed

# Relative to the page. The version stands in it, so what a browser keeps is never out of date.
ADDRESS = f"plotly/{plotly.__version__}/plotly.min.js"


class PlotlyJs:
    """ASGI middleware that answers ADDRESS and hands every other request on.

    It stands before Streamlit's own compression, which would work anew for every visitor. Whatever
    comes before ADDRESS counts as a prefix: `server.baseUrlPath`, or what a proxy adds.
    """

    def __init__(self, app):
        self._app = app
        self._file = packed(b"text/javascript; charset=utf-8", get_plotlyjs().encode())

    async def __call__(self, scope, receive, send):
        asked = scope["type"] == "http" and scope["path"].endswith(f"/{ADDRESS}")
        if asked and scope["method"] in ("GET", "HEAD"):
            await self._file.answer(scope, send)
        else:
            await self._app(scope, receive, send)
