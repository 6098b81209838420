"""What machines that learn here and now, one a class, make of test pictures."""

import streamlit as st

from wsviz.applications.shortest_description import confusion
from wsviz.figures import confusion as figures
from wsviz.ui.steady_plot import steady_plot

# Pixels that all machines together describe for one look: twice those of the test digits.
_PIXELS = 500_000


def naming(player, test, labels=None, pictures="digits"):
    """The share that is named rightly, and the confusion, with the world's own labels."""
    machines = player.run
    looked = test.evenly(_PIXELS // (machines.parameters.learners * test.images.shape[1]))
    counts = confusion(machines.parameters, looked)
    right, of = counts.trace() / counts.sum(), f"the test {pictures}"
    if len(looked.labels) < len(test.labels):
        of = f"{len(looked.labels)} of the {len(test.labels):,} test {pictures}, evenly chosen,"
    st.markdown(f"After {machines.cycle:,} cycles **{right:.1%}** of {of} are right.")
    alt = f"Confusion after {machines.cycle:,} cycles, {right:.3f} right."
    steady_plot(figures.confusion(counts, labels), key="confusion_live", alt=alt)
