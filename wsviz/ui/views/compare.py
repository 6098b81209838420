"""Two runs side by side: curves, galleries, and the one difference named."""

import streamlit as st

from wsviz.figures import bits as bits_figure
from wsviz.runs import link
from wsviz.ui.panels import dream_gallery
from wsviz.ui.session import Pinned, current
from wsviz.ui.steady_plot import steady_plot


def compare():
    """The pinned run on the left, the stage's run on the right."""
    session = current()
    st.markdown("#### What did the change change?")
    if session.pinned is None:
        st.caption("Pin the run on the stage; then change something there, let it learn, return.")
        st.button("Pin the run on the stage", key="pin", type="primary", on_click=session.pin)
        return
    now = Pinned(session.preset, session.run, session.cursor)
    st.markdown(f"**{_difference(session.pinned, now)}**")
    for column, side, name in zip(st.columns(2), (session.pinned, now), ("pinned", "now")):
        with column:
            _side(side, name)
    st.button("Unpin", key="unpin", on_click=session.unpin)


def _side(side, name):
    run, cycle = side.run, side.cursor.cycle
    st.caption(f"{name}: cycle {cycle:,}, {run.architecture}, seed {run.recipe.seed}")
    curve = dict(sorted((run.curve | {cycle: run.measured(cycle)}).items()))
    figure = bits_figure.bits_over_time(curve, cycle)
    steady_plot(figure, key=f"bits_{name}", alt=bits_figure.alt_text(curve))
    figure, alt = dream_gallery(run.parameters_at(cycle).learner(0), run.dataset, 8)
    steady_plot(figure, key=f"dreams_{name}", alt=alt)


def _difference(one, other):
    """The differences in words, setting by setting."""
    texts = [link.write(side.preset, side.run.revisions, side.cursor) for side in (one, other)]
    names = [
        name
        for name in dict.fromkeys([*texts[0], *texts[1]])
        if texts[0].get(name) != texts[1].get(name)
    ]
    parts = [
        f"{name}: {texts[0].get(name, 'as preset')} → {texts[1].get(name, 'as preset')}"
        for name in names
    ]
    return "The difference: " + "; ".join(parts) if parts else "No difference yet."
