"""A component of the page: a folder with its JavaScript, and its style sheet where it has one."""

import re

import streamlit as st


def component(folder):
    """The mount of the component in that folder; its files and its name are the folder's.

    The script travels with every message: without what only its readers need, comments and indents.
    """
    sheet = folder / f"{folder.name}.css"
    script = (folder / f"{folder.name}.js").read_text()
    return st.components.v2.component(
        folder.name,
        css=sheet.read_text() if sheet.exists() else None,
        js=re.sub(r"^ *//.*\n|^ +", "", script, flags=re.MULTILINE),
        isolate_styles=False,
    )
