"""Laboratory: one condition at a time is taken away from the paper's bars experiment."""

import streamlit as st

from wsviz.figures import conditions as figures
from wsviz.runs.presets import TITLES
from wsviz.ui.frame import messages, title
from wsviz.ui.headline import headline
from wsviz.ui.records import recorded
from wsviz.ui.steady_plot import steady_plot

_RUNS = ("bars", "bars-all-white", "bars-unconstrained", "bars-zero-bias")
# A perfect bars generator still spends 1/16 on the all-white image: log2(16/15) bits.
_SUCCESS_BITS = 0.11


def conditions(_visit):
    """Recorded experiments: where their learners end."""
    title("What does bars learning need?")
    messages()
    runs = [recorded(name) for name in _RUNS]
    ends = {TITLES[name]: run.curve for name, run in zip(_RUNS, runs)}
    last = {title: next(reversed(curve.values())).kl_bits for title, curve in ends.items()}
    told = "; ".join(
        f"{title}: {(kl < _SUCCESS_BITS).sum()} of {kl.size}" for title, kl in last.items()
    )
    headline(f"Learners that end below {_SUCCESS_BITS} bits. {told}.")
    steady_plot(figures.ends(last, _SUCCESS_BITS), key="ends", alt=f"Learners below: {told}.")
    steady_plot(figures.medians(ends), key="medians", alt="Median KL of each experiment over time.")
    st.caption(
        f"Recorded: {_several(run.cycle for run in runs)} online cycles each, seeds from "
        f"{_several(run.recipe.seed for run in runs)} (python -m tests.assets.make_runs). "
        "The page Many learners opens each of them and learns on, live. All-white means that every "
        "pixel is on."
    )


def _several(numbers):
    """One number where all are alike, else each."""
    return " or ".join(f"{number:,}" for number in sorted(set(numbers)))
