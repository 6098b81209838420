"""The recorded runs that ship in assets, read once a process."""

from pathlib import Path

import streamlit as st

from wsviz import record

_ASSETS = Path(__file__).parents[2] / "assets"


@st.cache_resource(max_entries=8, show_spinner=False)
def recorded(name):
    """The recorded Run of that name; do not change it, take a copy. None where there is none."""
    path = _ASSETS / f"{name}.npz"
    return record.load(path) if path.exists() else None
