"""Laboratory: exact gradient ascent beside wake-sleep, and what sampling is good for."""

import streamlit as st

from wsviz.figures import cases as figures
from wsviz.narration import gradient as told
from wsviz.ui.frame import messages, title
from wsviz.ui.headline import headline
from wsviz.ui.records import experiment
from wsviz.ui.steady_plot import steady_plot


def exact_gradient(visit):
    """The same world, start and seeds by three rules; and the exact one from zero weights."""
    title("Is what wake-sleep leaves its own fault, or that of local optima?")
    messages()
    cases = experiment("gradient")
    ends, *further = told.sentences(cases)
    headline(ends)
    figure = figures.over_work(cases, "kl_bits", "KL(data‖model), mean ± standard error")
    steady_plot(figure, key="gradient", alt=ends)
    st.markdown("\n\n".join(further))
    st.markdown(told.table(cases))
    st.caption(
        "Kirby world, 9-6-1, weights from N(0, 0.1²); exact. Wake-sleep learns at its preset's ε, "
        ".15 and .01, the best of five on other seeds; the exact gradient at 5. A cycle of it sees "
        "all "
        f"{cases[2].recipe.examples_a_cycle} images with all explanations of each; one of "
        "wake-sleep sees one. CPU-seconds of all learners together. Recorded "
        "(python -m tests.bench.gradient)."
    )
    st.button(
        "Watch the exact gradient on the Stage",
        key="exact_on_stage",
        on_click=lambda: visit.explorer.start(cases[2].recipe.single(0), preset="kirby"),
    )
