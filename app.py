"""`streamlit run app.py` serves wsviz/ui/main.py, and plotly.js from the installed package."""

import gc
import os
from contextlib import asynccontextmanager

# At these sizes threads inside one product only cost; set before NumPy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import streamlit as st

from wsviz.ui.kept_files import KeptFiles
from wsviz.ui.plotly_js import PlotlyJs


@asynccontextmanager
async def frozen_heap(_app):
    """Streamlit collects garbage after every run; what is imported now is spared each time."""
    import wsviz.ui.pages  # noqa: F401

    gc.collect()
    gc.freeze()
    yield


app = st.App(
    "wsviz/ui/main.py",
    lifespan=frozen_heap,
    # Each a class, its arguments, its keywords: what a Starlette Middleware unpacks to.
    middleware=[(PlotlyJs, (), {}), (KeptFiles, (), {})],
)
