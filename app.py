"""`streamlit run app.py` serves wsviz/ui/main.py, and plotly.js from the installed package."""

import gc
import os
from contextlib import asynccontextmanager

# At these sizes threads inside one product only cost; set before NumPy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import streamlit as st

from wsviz.ui.kept_files import KeptFiles
from wsviz.ui.lasting import files_last
from wsviz.ui.plotly_js import PlotlyJs
from wsviz.ui.same_origin import SameOrigin
from wsviz.ui.whole import runs_are_whole


@asynccontextmanager
async def lifespan(_app):
    """What a first page brings into memory is there before it, and no collection walks it again."""
    import pandas  # noqa: F401  Streamlit does, with its first page

    import wsviz.ui.figure_menu
    import wsviz.ui.pages  # noqa: F401
    from wsviz.ui.load import told_every_minute
    from wsviz.ui.visit import Visit

    Visit()
    gc.collect()
    gc.freeze()
    async with told_every_minute():
        yield


files_last()
runs_are_whole()
app = st.App(
    "wsviz/ui/main.py",
    lifespan=lifespan,
    # Each a class, its arguments, its keywords: what a Starlette Middleware unpacks to.
    middleware=[(each, (), {}) for each in (SameOrigin, PlotlyJs, KeptFiles)],
)
