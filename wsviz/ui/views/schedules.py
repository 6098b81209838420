"""Laboratory: rates that fall, and layers one after the other, against all at once."""

import streamlit as st

from wsviz.figures import cases as figures
from wsviz.narration import schedules as told
from wsviz.ui.frame import messages, title
from wsviz.ui.headline import headline
from wsviz.ui.knobs import choice
from wsviz.ui.records import experiment
from wsviz.ui.steady_plot import steady_plot

# What is asked -> the record, and the preset that a case of it is opened as.
_QUESTIONS = {
    "Must rates fall?": ("falling", "bars"),
    "Layer by layer?": ("layers", "digits-layers"),
}


def schedules(visit):
    """One of two recorded experiments: falling rates on the bars, greedy layers on digits."""
    title("When should which weights learn how fast?")
    line = st.container()
    name, preset = _QUESTIONS[choice(visit, "question", "Question", tuple(_QUESTIONS))]
    cases = experiment(name)
    sentence = told.sentence(cases)
    with line:
        messages()
        headline(sentence)
    measure, heading = told.measured(cases), f"{told.title(cases)}, mean ± standard error"
    steady_plot(figures.over_work(cases, measure, heading), key=f"cases_{name}", alt=sentence)
    st.markdown(told.table(cases))
    st.caption(
        "Recorded (python -m tests.bench.schedules); CPU-seconds of all learners together. On the "
        "Stage: sidebar, Learning rates and biases, Schedule of the rates."
    )
    scheduled = cases[1]
    st.button(
        f"Watch on the Stage: {scheduled.name}",
        key=f"watch_{name}",
        on_click=lambda: visit.explorer.start(scheduled.recipe.single(0), preset=preset),
    )
