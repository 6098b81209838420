"""Pictures of one's own: drawn here or brought in a file, and learned on the Stage."""

import streamlit as st

from wsviz.ui.frame import messages, title
from wsviz.ui.headline import headline
from wsviz.ui.knobs import choice
from wsviz.ui.offer import WANTED
from wsviz.ui.views.drawing import drawing
from wsviz.ui.views.uploading import uploading

_WAYS = {"Draw": drawing, "Upload": uploading}


def pictures(visit):
    """Draw or upload; a network is proposed, and one press learns them on the Stage."""
    title("What does it learn from pictures of your own?")
    line = st.container()
    way = choice(visit, "way", "Where they come from", list(_WAYS), label_visibility="collapsed")
    told = _WAYS[way](visit)
    with line:
        messages()
        if visit.wanted:
            st.info(WANTED, icon=":material/image_search:")
        headline(told)
