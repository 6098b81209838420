"""The one line of a page that says where it is or what was seen; read out politely."""

import streamlit as st


def tell(text, place=st):
    """Write the line, into an st.empty() where it changes while the page stays."""
    place.html(f'<p class="status"><span role="status" aria-live="polite">{text}</span></p>')
