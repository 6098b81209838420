"""Laboratory: rates that fall, and layers one after the other, against all at once."""

from typing import NamedTuple

import streamlit as st

from wsviz.figures import cases as figures
from wsviz.narration import schedules as told
from wsviz.ui.frame import messages, title
from wsviz.ui.headline import headline
from wsviz.ui.knobs import choice
from wsviz.ui.records import experiment
from wsviz.ui.steady_plot import steady_plot


class _Question(NamedTuple):
    """A record, the preset that a case of it is opened as, and what it is of."""

    record: str
    preset: str
    about: str


_QUESTIONS = {
    "Must rates fall?": _Question("falling", "bars", "Bars 4×4, 16-8-1, one datum a cycle; exact."),
    "Layer by layer?": _Question(
        "layers",
        "digits-layers",
        "Digits 8×8, 64-64-32-16, 20 data a cycle; sampled, one recognition of each held-out "
        "image. The cycles of the pairs of layers are part of the same number of examples.",
    ),
}


def schedules(visit):
    """One of two recorded experiments: falling rates on the bars, greedy layers on digits."""
    title("When should which weights learn how fast?")
    line = st.container()
    question = _QUESTIONS[choice(visit, "question", "Question", tuple(_QUESTIONS))]
    cases = experiment(question.record)
    sentence = told.sentence(cases)
    with line:
        messages()
        headline(sentence)
    measure, heading = told.measured(cases), f"{told.title(cases)}, mean ± standard error"
    figure = figures.over_work(cases, measure, heading)
    steady_plot(figure, key=f"cases_{question.record}", alt=sentence)
    st.markdown(told.table(cases))
    st.caption(
        f"{question.about} Recorded (python -m tests.bench.schedules); CPU-seconds of "
        "all learners together. On the Stage: sidebar, Learning rates."
    )
    scheduled = cases[1]
    st.button(
        f"Watch on the Stage: {scheduled.name}",
        key=f"watch_{question.record}",
        on_click=lambda: visit.explorer.start(scheduled.recipe.single(0), preset=question.preset),
    )
