"""Laboratory: a bad estimate damages the representation. Everything is enumerated."""

import streamlit as st

from wsviz.figures import causes as figures
from wsviz.figures import penalties as penalty_figures
from wsviz.measure import factorial_table, two_causes
from wsviz.measure.likeliest import likeliest
from wsviz.measure.wasted import listable, wasted_bits
from wsviz.narration.gains import table
from wsviz.runs.words import moved, plain
from wsviz.ui.fields import switch
from wsviz.ui.frame import messages, title
from wsviz.ui.headline import headline
from wsviz.ui.knobs import knob
from wsviz.ui.panels import MAX_SHOWN
from wsviz.ui.steady_plot import steady_plot
from wsviz.ui.views.explaining import house

_STEPS, _RATE, _LIKELIEST = 60, 0.5, 8
# Of the gradient in the sentence.
_DIGITS = 3


def mode_averaging(visit):
    """What the sleep phase converges to, what costs least, and the lesson that follows."""
    title("What does sleep teach recognition to say, and what does that cost?")
    line = st.container()
    left, right = st.columns([1, 2], gap="large")
    with left:
        parameters = house(visit)
        found = two_causes.world(parameters)
        one = knob(visit, "q_first", "Your q of the first cause", 0.0, 1.0, 0.5, 0.01)
        two = knob(visit, "q_second", "Your q of the second cause", 0.0, 1.0, 0.5, 0.01)
    with right:
        table = factorial_table((one, two))
        alt = figures.alt_text(found.posterior, table)
        steady_plot(figures.explanations(found.posterior, table), key="yours", alt=alt)
        _costs(found, (one, two))
        _lessons(parameters)
    own = visit.knob("own", lambda _, text: (text == "True", None), False)
    switch("Bring in the run on the Stage", "own", own, lambda on: visit.knobs.update(own=on))
    if own:
        _own(visit.explorer.moment)
    with line:
        messages()
        headline(told(parameters, found))


def _own(moment):
    """The Stage's run: what recognition wastes on each datum, and the worst one explained."""
    images = moment.dataset.distinct()[0]
    if not listable(moment.architecture, len(images)):
        st.warning(f"{moment.architecture} has too many explanations to list.")
        return
    order, wasted = wasted_bits(moment.parameters, images)
    worst = order[:MAX_SHOWN]
    steady_plot(
        penalty_figures.penalties(images[worst], wasted[worst], moment.image_shape),
        key="penalties",
        alt=f"Penalty of each datum at cycle {moment.cycle:,}: the worst {wasted[worst[0]]:.3f}"
        " bits.",
    )
    found = likeliest(moment.parameters, images[worst[0]], _LIKELIEST)
    names = ["".join(map(str, states)) for states in found.states.tolist()]
    heading = "the worst datum: its likeliest explanations (hidden states, bottom-up)"
    steady_plot(
        figures.explanations(found.true, found.recognised, names, heading),
        key="worst",
        alt="The worst datum's likeliest explanations, by the exact posterior and by Q.",
    )


def _costs(found, yours):
    rows = {
        "sleep's optimum": two_causes.marginals(found),
        "the least KL(Q‖P)": two_causes.cheapest(found),
        "yours": yours,
    }
    columns = ("bits", "q first", "q second", "KL(P‖Q)", "KL(Q‖P)", "description length")
    lines = []
    for name, q in rows.items():
        bits = (plain(value, 4) for value in two_causes.cost(found, q))
        lines.append((name, f"{q[0]:.3f}", f"{q[1]:.3f}", *bits))
    st.markdown(table(columns, lines))


def _lessons(parameters):
    """What wake does to the second weight in the long run."""
    lessons = [two_causes.taught(parameters, _STEPS, _RATE, sleep) for sleep in (False, True)]
    alt = f"After {_STEPS} steps {lessons[0][-1]:.2f} by the truth, {lessons[1][-1]:.2f} by sleep."
    steady_plot(figures.lessons(*lessons), key="lessons", alt=alt)


def told(parameters, found):
    """How far wake moves the second weight, and how far it should."""
    q = factorial_table(two_causes.marginals(found))
    right, wrong = (
        two_causes.wake_gradient(parameters, explained)[1] for explained in (found.posterior, q)
    )
    how = moved(right, wrong, _DIGITS, ("less", "just as much", "more"))
    return (
        f"The wake phase should move the second weight by {plain(right, _DIGITS)}; with sleep's "
        f"optimum it moves it {how}: by {plain(wrong, _DIGITS)}."
    )
