"""`streamlit run app.py` serves wsviz/ui/main.py, and plotly.js from the installed package."""

import gc
import os
from contextlib import asynccontextmanager

# At these sizes threads inside one product only cost; set before NumPy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import streamlit as st

from wsviz.ui.plotly_js import PlotlyJs


@asynccontextmanager
async def lifespan(_app):
    """Streamlit collects garbage after every run; what is imported now is spared each time."""
    import wsviz.ui.pages  # noqa: F401
    from wsviz.ui.load import told_every_minute

    gc.collect()
    gc.freeze()
    async with told_every_minute():
        yield


app = st.App(
    "wsviz/ui/main.py",
    lifespan=lifespan,
    # A class, its arguments, its keywords: what a Starlette Middleware unpacks to.
    middleware=[(PlotlyJs, (), {})],
)
