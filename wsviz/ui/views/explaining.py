"""Laboratory: explaining away, and what it costs to deny it. Everything is enumerated."""

import streamlit as st

from wsviz.figures import causes as figures
from wsviz.measure import factorial_table, two_causes
from wsviz.runs.words import moved, plain
from wsviz.ui.frame import messages, title
from wsviz.ui.headline import headline
from wsviz.ui.knobs import choice, knob
from wsviz.ui.steady_plot import steady_plot

# What is observed of the second cause, and how a sentence about it begins.
_SEEN = {
    "unseen": None,
    "it happened": (1, "With the second cause observed"),
    "it did not": (0, "With the second cause ruled out"),
}
_WORLDS = ("A house jumped", "Burglar alarm")
_DIGITS = 4


def explaining_away(visit):
    """Two causes of one effect; observe the second and watch the first."""
    title("If one cause is known, does the other lose its credit?")
    line = st.container()
    left, right = st.columns([1, 2], gap="large")
    with left:
        found = _world(visit)
        seen = choice(visit, "second", "The second cause", list(_SEEN))
    with right:
        _answer(found)
    with line:
        messages()
        headline(told(found, seen))


def _world(visit):
    if choice(visit, "world", "World", _WORLDS) == _WORLDS[1]:
        st.caption("Burglar or earthquake? (MacKay 2003, ch. 21; noisy-or)")
        burglar = knob(visit, "burglar", "P(burglar)", 0.0, 0.05, 0.001, 0.001)
        earthquake = knob(visit, "earthquake", "P(earthquake)", 0.0, 0.05, 0.001, 0.001)
        return two_causes.alarm(burglar, earthquake)
    parameters = house(visit)
    cause, effect = two_causes.chances(parameters)
    none, one, both = (f"{p:.3g}" for p in effect)
    st.caption(
        f"Truck or earthquake? P(each) = {cause:.3g}; P(jump) with none of them {none}, with one "
        f"{one}, with both {both}. The sliders start at Hinton, Osindero & Teh 2006, fig. 2."
    )
    return two_causes.world(parameters)


def house(visit):
    """The two-cause machine on the sliders."""
    bias = knob(visit, "cause_bias", "Bias of each cause", -12.0, 0.0, -10.0, 0.5)
    weight = knob(visit, "cause_weight", "Weight to the effect", 0.0, 24.0, 20.0, 0.5)
    effect = knob(visit, "effect_bias", "Bias of the effect", -24.0, 0.0, -20.0, 0.5)
    return two_causes.machine(bias, weight, effect)


def _answer(found):
    """What the truth and Q say of all explanations."""
    q = two_causes.marginals(found)
    table = factorial_table(q)
    steady_plot(
        figures.explanations(found.posterior, table),
        key="explanations",
        alt=figures.alt_text(found.posterior, table),
    )
    bits = two_causes.cost(found, q)
    forward, penalty = (plain(b, _DIGITS) for b in (bits.forward_bits, bits.penalty_bits))
    st.markdown(
        f"KL(P‖Q) **{forward}** bits · KL(Q‖P) **{penalty}** bits · "
        f"the effect itself, −log₂ P(effect), **{plain(bits.surprise_bits, 3)}** bits"
    )


def told(found, seen):
    """What an observation (a key of _SEEN) does to the first cause, by the truth and by Q."""
    alone, q = two_causes.first_cause(found), two_causes.marginals(found)[0]
    start, believed = plain(alone, _DIGITS), plain(q, _DIGITS)
    if _SEEN[seen] is None:
        same = moved(alone, q, _DIGITS, ("less", "the same", "more"))
        return f"P(first cause | effect) = {start}; Q says {same}: {believed}."
    state, observed = _SEEN[seen]
    after = two_causes.first_cause(found, state)
    if after is None:
        return "This observation has probability 0: there is no posterior to show."
    goes = moved(alone, after, _DIGITS)
    if goes == "stays":
        return (
            f"{observed}, P(first cause | effect) stays {start} to {_DIGITS} decimals, and so does "
            f"Q: {believed}."
        )
    return (
        f"{observed}, P(first cause | effect) {goes} from {start} to {plain(after, _DIGITS)}. "
        f"Q cannot follow: its units are independent, it stays at {believed}."
    )
