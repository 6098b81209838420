"""Laboratory: a bad estimate damages the representation. Everything is enumerated."""

import streamlit as st

from wsviz import causes
from wsviz.figures import causes as figures
from wsviz.ui.knobs import knob
from wsviz.ui.steady_plot import steady_plot
from wsviz.ui.views.explaining import house


def mode_averaging():
    """What the sleep phase converges to, what one would want, and the lesson that follows."""
    st.markdown("#### What does sleep teach recognition to say, and what does that cost?")
    left, right = st.columns([1, 2], gap="large")
    with left:
        parameters = house()
        found = causes.world(parameters)
        one = knob("q_first", "Your q of the first cause", 0.0, 1.0, 0.5, 0.01)
        two = knob("q_second", "Your q of the second cause", 0.0, 1.0, 0.5, 0.01)
    with right:
        table = causes.factorial((one, two))
        steady_plot(
            figures.explanations(found.posterior, table),
            key="yours",
            alt=figures.alt_text(found.posterior, table),
        )
        _costs(found, (one, two))
        _gradient(parameters, found)


def _costs(found, yours):
    rows = {
        "sleep's optimum": causes.marginals(found),
        "what one would want": causes.cheapest(found),
        "yours": yours,
    }
    lines = [
        "| Q | q first | q second | KL(P‖Q) | KL(Q‖P) | description length |",
        "|---|---|---|---|---|---|",
    ]
    for name, q in rows.items():
        bits = causes.cost(found, q)
        lines.append(
            f"| {name} | {q[0]:.3f} | {q[1]:.3f} | {_bits(bits.forward_bits)} | "
            f"{_bits(bits.penalty_bits)} | {_bits(bits.description_length_bits)} |"
        )
    st.markdown("\n".join(lines))


def _bits(value):
    return "∞" if value == float("inf") else f"{value:.4f}"


def _gradient(parameters, found):
    q = causes.factorial(causes.marginals(found))
    true = causes.wake_gradient(parameters, found.posterior)[1]
    wrong = causes.wake_gradient(parameters, q)[1]
    st.html(
        '<p class="status"><span role="status" aria-live="polite">'
        f"The wake phase should move the second weight by {true:.3f}; with sleep's optimum it "
        f"moves it by {wrong:.3f}.</span></p>"
    )
    lessons = [causes.taught(parameters, 60, 0.5, by_sleep) for by_sleep in (False, True)]
    alt = f"After 60 steps {lessons[0][-1]:.2f} by the truth, {lessons[1][-1]:.2f} by sleep."
    steady_plot(figures.lessons(*lessons), key="lessons", alt=alt)
