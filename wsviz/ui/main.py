"""The entry script: page settings, the sidebar, the page."""

from pathlib import Path

import streamlit as st

from wsviz.ui.stage import stage_page
from wsviz.ui.views.compare import compare
from wsviz.ui.views.learners import learners

ASSETS = Path(__file__).parents[2] / "assets"

st.set_page_config(
    "wsviz: the wake-sleep algorithm",
    page_icon=ASSETS / "icon.png",
    layout="wide",
    initial_sidebar_state=250,
)
st.html(ASSETS / "style.css")
st.navigation(
    [
        st.Page(stage_page, title="Stage", icon=":material/hub:", default=True),
        st.Page(learners, title="Many learners", icon=":material/groups:", url_path="learners"),
        st.Page(compare, title="Compare", icon=":material/compare:", url_path="compare"),
    ],
    position="top",
).run()
