"""The least that Streamlit does: a page with a button that changes one word, to measure against."""

import streamlit as st


@st.fragment
def _page():
    st.session_state.pressed = st.session_state.get("pressed", 0)
    if st.button("Forward", key="forward"):
        st.session_state.pressed += 1
    st.html(f'<p class="sentence">pressed {st.session_state.pressed}</p>')


_page()
