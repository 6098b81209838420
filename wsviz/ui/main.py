"""The entry script: page settings, the navigation, the page."""

from itertools import groupby
from pathlib import Path

import streamlit as st

from wsviz.ui.anew import anew
from wsviz.ui.figure_menu import figure_menu
from wsviz.ui.pages import PAGES
from wsviz.ui.session import current
from wsviz.ui.views.pictures import pictures

ASSETS = Path(__file__).parents[2] / "assets"


def _page(page):
    """Streamlit's own record of a page; the first one keeps no path of its own."""

    def draw():
        visit = current()
        if page.draw is not pictures:
            visit.leave_pictures()
        page.draw(visit)

    options = {"url_path": page.path} if page.path else {"default": True}
    return st.Page(draw, title=page.title, icon=page.icon, **options)


st.set_page_config(
    page_icon=ASSETS / "icon.png",
    layout="wide",
    initial_sidebar_state=250,
)
st.html(ASSETS / "style.css")
figure_menu()
anew()
sections = groupby(PAGES, key=lambda page: page.section)
st.navigation(
    {section: [_page(page) for page in pages] for section, pages in sections},
    position="top",
).run()
