"""Laboratory: explaining away, and what it costs to deny it. Everything is enumerated."""

import streamlit as st

from wsviz.figures import causes as figures
from wsviz.measure import two_causes
from wsviz.ui.frame import messages, title
from wsviz.ui.headline import headline
from wsviz.ui.knobs import choice, knob
from wsviz.ui.steady_plot import steady_plot

_SEEN = {"not observed": None, "it happened": 1, "it did not": 0}
_WORLDS = ("A house jumped", "Burglar alarm")


def explaining_away(visit):
    """Two causes of one effect; observe the second and watch the first."""
    title("If one cause is known, does the other lose its credit?")
    line = st.container()
    left, right = st.columns([1, 2], gap="large")
    with left:
        found = _world(visit)
        seen = choice(visit, "second", "The second cause", list(_SEEN))
    with right:
        text = _answer(found, _SEEN[seen])
    with line:
        messages()
        headline(text)


def _world(visit):
    if choice(visit, "world", "World", _WORLDS) == _WORLDS[1]:
        st.caption("Burglar or earthquake? (MacKay 2003, ch. 21; noisy-or)")
        burglar = knob(visit, "burglar", "P(burglar)", 0.0, 0.05, 0.001, 0.001)
        earthquake = knob(visit, "earthquake", "P(earthquake)", 0.0, 0.05, 0.001, 0.001)
        return two_causes.alarm(burglar, earthquake)
    st.caption("Truck or earthquake? Both rare (Hinton, Osindero & Teh 2006, fig. 2).")
    return two_causes.world(house(visit))


def house(visit):
    """The two-cause machine on the sliders."""
    bias = knob(visit, "cause_bias", "Bias of each cause", -12.0, 0.0, -10.0, 0.5)
    weight = knob(visit, "cause_weight", "Weight to the effect", 0.0, 24.0, 20.0, 0.5)
    effect = knob(visit, "effect_bias", "Bias of the effect", -24.0, 0.0, -20.0, 0.5)
    return two_causes.machine(bias, weight, effect)


def _answer(found, seen):
    """Draw what the truth and Q say; the sentence about it."""
    if found.evidence == 0:
        return "The effect has probability 0 here: nothing can be said of its causes."
    q = two_causes.marginals(found)
    table = factorial_table(q)
    steady_plot(
        figures.explanations(found.posterior, table),
        key="explanations",
        alt=figures.alt_text(found.posterior, table),
    )
    bits = two_causes.cost(found, q)
    st.markdown(
        f"KL(P‖Q) **{bits.forward_bits:.4f}** bits · KL(Q‖P) **{bits.penalty_bits:.4f}** bits · "
        f"the effect itself **{bits.surprise_bits:.3f}** bits"
    )
    return _told(found, seen, q)


def _told(found, seen, q):
    alone = two_causes.first_cause(found)
    if seen is None:
        return f"P(first cause | effect) = {alone:.4f}; Q says {q[0]:.4f}, too."
    moved = two_causes.first_cause(found, seen)
    if moved is None:
        return "This observation has probability 0: there is no posterior to show."
    return (
        f"With the second cause observed, the truth moves from {alone:.4f} to "
        f"{moved:.4f}. Q cannot: its units are independent, it stays at {q[0]:.4f}."
    )
