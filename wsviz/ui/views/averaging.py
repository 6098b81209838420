"""Laboratory: a bad estimate damages the representation. Everything is enumerated."""

import numpy as np
import streamlit as st

from wsviz.figures import causes as figures
from wsviz.figures import labs as lab_figures
from wsviz.measure import (
    MAX_EXPLAINED_UNITS,
    affordable,
    explanations,
    free_energy,
    log_evidence,
    posterior,
    to_bits,
    two_causes,
)
from wsviz.ui.knobs import knob
from wsviz.ui.panels import MAX_SHOWN
from wsviz.ui.session import current
from wsviz.ui.steady_plot import steady_plot
from wsviz.ui.telling import tell
from wsviz.ui.views.explaining import house


def mode_averaging():
    """What the sleep phase converges to, what one would want, and the lesson that follows."""
    st.markdown("#### What does sleep teach recognition to say, and what does that cost?")
    left, right = st.columns([1, 2], gap="large")
    with left:
        parameters = house()
        found = two_causes.world(parameters)
        one = knob("q_first", "Your q of the first cause", 0.0, 1.0, 0.5, 0.01)
        two = knob("q_second", "Your q of the second cause", 0.0, 1.0, 0.5, 0.01)
    with right:
        table = two_causes.factorial((one, two))
        steady_plot(
            figures.explanations(found.posterior, table),
            key="yours",
            alt=figures.alt_text(found.posterior, table),
        )
        _costs(found, (one, two))
        _gradient(parameters, found)
    if st.toggle("Bring in the run on the stage", key="own", bind="query-params"):
        _own(current())


def _own(session):
    """The stage's run: what recognition wastes on each datum, and the worst one explained."""
    run, cycle = session.run, session.cursor.cycle
    images = run.dataset.distinct()[0]
    parameters = run.parameters_at(cycle).learner(session.learner)
    hidden = sum(run.architecture.hidden)
    if not affordable(run.architecture, len(images)) or hidden > MAX_EXPLAINED_UNITS:
        st.warning(
            f"{run.architecture} has too many explanations to list: at most "
            f"{MAX_EXPLAINED_UNITS} hidden units."
        )
        return
    # Rounding leaves some 1e-15 where Q is the posterior.
    wasted = to_bits(free_energy(parameters, images) + log_evidence(parameters, images))[0]
    wasted = np.maximum(0, wasted.round(12))
    worst = np.argsort(-wasted)[:MAX_SHOWN]
    steady_plot(
        lab_figures.penalties(images[worst], wasted[worst], run.dataset.image_shape),
        key="penalties",
        alt=f"Penalty of each datum at cycle {cycle:,}: the worst {wasted.max():.3f} bits.",
    )
    found = posterior(parameters, images[worst[0]])
    top = np.argsort(-np.maximum(found.true[0], found.recognised[0]))[:8]
    every = explanations(run.architecture)[top].astype(int)
    steady_plot(
        figures.explanations(
            found.true[0][top],
            found.recognised[0][top],
            ["".join(map(str, states)) for states in every],
            "the worst datum: its likeliest explanations (hidden states, bottom-up)",
        ),
        key="worst",
        alt="The worst datum's likeliest explanations, by the exact posterior and by Q.",
    )


def _costs(found, yours):
    rows = {
        "sleep's optimum": two_causes.marginals(found),
        "what one would want": two_causes.cheapest(found),
        "yours": yours,
    }
    lines = [
        "| Q | q first | q second | KL(P‖Q) | KL(Q‖P) | description length |",
        "|---|---|---|---|---|---|",
    ]
    for name, q in rows.items():
        bits = two_causes.cost(found, q)
        lines.append(
            f"| {name} | {q[0]:.3f} | {q[1]:.3f} | {_bits(bits.forward_bits)} | "
            f"{_bits(bits.penalty_bits)} | {_bits(bits.description_length_bits)} |"
        )
    st.markdown("\n".join(lines))


def _bits(value):
    return "∞" if value == float("inf") else f"{value:.4f}"


def _gradient(parameters, found):
    q = two_causes.factorial(two_causes.marginals(found))
    true = two_causes.wake_gradient(parameters, found.posterior)[1]
    wrong = two_causes.wake_gradient(parameters, q)[1]
    tell(
        f"The wake phase should move the second weight by {true:.3f}; with sleep's optimum it "
        f"moves it by {wrong:.3f}."
    )
    lessons = [two_causes.taught(parameters, 60, 0.5, by_sleep) for by_sleep in (False, True)]
    alt = f"After 60 steps {lessons[0][-1]:.2f} by the truth, {lessons[1][-1]:.2f} by sleep."
    steady_plot(figures.lessons(*lessons), key="lessons", alt=alt)
