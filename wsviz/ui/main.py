"""The entry script: page settings, the sidebar, the page."""

from pathlib import Path

import streamlit as st

from wsviz.ui.stage import stage_page
from wsviz.ui.views.averaging import mode_averaging
from wsviz.ui.views.compare import compare
from wsviz.ui.views.conditions import conditions
from wsviz.ui.views.dreaming import dreams_are_not_data
from wsviz.ui.views.explaining import explaining_away
from wsviz.ui.views.learners import learners
from wsviz.ui.views.reweighting import reweighting
from wsviz.ui.views.usefulness import usefulness

ASSETS = Path(__file__).parents[2] / "assets"

st.set_page_config(
    "wsviz: the wake-sleep algorithm",
    page_icon=ASSETS / "icon.png",
    layout="wide",
    initial_sidebar_state=250,
)
st.html(ASSETS / "style.css")
st.navigation(
    {
        "": [
            st.Page(stage_page, title="Stage", icon=":material/hub:", default=True),
            st.Page(learners, title="Many learners", icon=":material/groups:", url_path="learners"),
            st.Page(compare, title="Compare", icon=":material/compare:", url_path="compare"),
        ],
        "Laboratories": [
            st.Page(dreams_are_not_data, title="Dreams are not data", url_path="dreams"),
            st.Page(explaining_away, title="Explaining away", url_path="explaining"),
            st.Page(mode_averaging, title="Mode averaging", url_path="averaging"),
            st.Page(conditions, title="All-white, constraint, bias", url_path="conditions"),
            st.Page(reweighting, title="Reweighted wake-sleep", url_path="reweighted"),
            st.Page(usefulness, title="What is it good for?", url_path="digits"),
        ],
    },
    position="top",
).run()
