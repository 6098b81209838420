"""What every way of bringing pictures ends with: the network proposed, and the Stage."""

import streamlit as st

from wsviz.runs.proposal import reason
from wsviz.ui.frame import turn_to


def taking(visit, dataset):
    """The network proposed for a world, and the button that learns it on the Stage.

    None where there is no world yet.
    """
    st.caption("A network that fits is proposed here." if dataset is None else reason(dataset))
    if st.button(
        "Learn them on the Stage",
        key="learn",
        type="primary",
        icon=":material/school:",
        disabled=dataset is None,
        on_click=visit.learn,
        args=(dataset,),
    ):
        turn_to("")
