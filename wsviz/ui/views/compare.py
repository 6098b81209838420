"""Two runs side by side: curves, galleries, and the one difference named."""

import streamlit as st

from wsviz.figures import bits as bits_figure
from wsviz.runs.difference import differences
from wsviz.ui.frame import messages, title
from wsviz.ui.headline import headline
from wsviz.ui.panels import dream_gallery, sample_of_larger
from wsviz.ui.steady_plot import steady_plot


def compare(visit):
    """The pinned run on the left, the Stage's run on the right."""
    show = visit.explorer
    title("What did the change change?")
    messages()
    if show.pinned is None:
        headline("Pin the run on the Stage; then change something there, let it learn, and return.")
        st.button("Pin the run on the Stage", key="pin", type="primary", on_click=show.pin)
        return
    found = differences(show.pinned.run.revisions, show.run.revisions)
    headline("The difference: " + "; ".join(found) + "." if found else "No difference yet.")
    for column, side, name in zip(st.columns(2), (show.pinned, show.now), ("pinned", "now")):
        with column:
            _side(side, name)
    st.button("Unpin", key="unpin", on_click=show.unpin)


def _side(side, name):
    cycle = side.cursor.cycle
    recipe = side.run.recipe_at(cycle)
    st.caption(f"{name}: cycle {cycle:,}, {side.run.architecture}, seed {recipe.seed}")
    listed = sample_of_larger(recipe.data)
    figure = bits_figure.bits_over_time(side.curve, cycle, listed=listed)
    steady_plot(figure, key=f"bits_{name}", alt=bits_figure.alt_text(side.curve, cycle))
    parameters = side.run.parameters_at(cycle).learner(0)
    plot = dream_gallery(parameters, recipe.data, 8, f"dreams_{name}")
    steady_plot(**plot._asdict())
