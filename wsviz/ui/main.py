"""The entry script: page settings, the sidebar, the page."""

from pathlib import Path

import streamlit as st

from wsviz.ui.controls import sidebar
from wsviz.ui.session import current
from wsviz.ui.stage import stage

ASSETS = Path(__file__).parents[2] / "assets"

st.set_page_config(
    "wsviz: the wake-sleep algorithm",
    page_icon=ASSETS / "icon.png",
    layout="wide",
    initial_sidebar_state=250,
)
st.html(ASSETS / "style.css")
session = current()
sidebar(session)
stage(session)
