"""Laboratory: one condition at a time is taken away from the paper's bars experiment."""

from functools import cache

import numpy as np
import streamlit as st

from wsviz.figures import conditions as figures
from wsviz.figures.penalties import penalties
from wsviz.measure import decompose, penalty_parts
from wsviz.narration.schedules import SUCCESS_BITS
from wsviz.runs.presets import TITLES
from wsviz.runs.words import plain
from wsviz.ui.frame import messages, title
from wsviz.ui.headline import headline
from wsviz.ui.panels import MAX_SHOWN
from wsviz.ui.records import recorded
from wsviz.ui.steady_plot import steady_plot

_RUNS = ("bars", "bars-all-white", "bars-unconstrained", "bars-zero-bias")
_AMBIGUOUS = "bars-all-white"


def conditions(_visit):
    """Recorded experiments: where their learners end."""
    title("What does bars learning need?")
    messages()
    runs = [recorded(name) for name in _RUNS]
    curves = {TITLES[name]: run.curve for name, run in zip(_RUNS, runs)}
    last = {TITLES[name]: _end(name) for name in _RUNS}
    told = "; ".join(
        f"{title}: {(kl < SUCCESS_BITS).sum()} of {kl.size}" for title, kl in last.items()
    )
    headline(f"Learners that end below {SUCCESS_BITS} bits. {told}.")
    steady_plot(figures.ends(last, SUCCESS_BITS), key="ends", alt=f"Learners below: {told}.")
    alt = "Median KL of each experiment over time."
    steady_plot(figures.medians(curves), key="medians", alt=alt)
    st.caption(
        f"Recorded: {_several(run.cycle for run in runs)} online cycles each, seeds from "
        f"{_several(run.recipe.seed for run in runs)} (python -m tests.assets.make_runs). "
        "The page Many learners opens each of them and learns on, live. All-white means that every "
        "pixel is on."
    )
    _unavoidable()


def _unavoidable():
    """Which pictures units drawn independently explain badly, with all-white among the data."""
    run = recorded(_AMBIGUOUS)
    images = run.dataset.distinct()[0]
    bits = np.median(_least(_AMBIGUOUS), 0)
    order = np.argsort(-bits, kind="stable")[:MAX_SHOWN]
    worst, second = (plain(value, 4) for value in bits[order[:2]])
    alt = (
        f"{TITLES[_AMBIGUOUS]}, median of {run.recipe.learners} learners: even the best factorial "
        f"Q leaves {worst} bits of penalty on one picture, {second} on the next."
    )
    name = f"{TITLES[_AMBIGUOUS]}: what no factorial Q avoids"
    figure = penalties(images[order], bits[order], run.dataset.image_shape, name)
    steady_plot(figure, key="unavoidable", alt=alt)
    everywhere = "; ".join(f"{TITLES[run]} {plain(_mean_least(run), 4)}" for run in _RUNS)
    st.caption(
        f"{alt} All-white is every vertical bar or every horizontal one: that is one choice, and "
        "units drawn independently cannot make it together. Mean over the data, median of the "
        f"learners, bits: {everywhere}."
    )


@cache
def _end(name):
    """KL(data‖model) of each learner at the end of a record, bits (learners,).

    The last point of its curve lies before.
    """
    run = recorded(name)
    return decompose(run.parameters, run.dataset).kl_bits


@cache
def _least(name):
    """What no factorial Q avoids at the end of a record, bits (learners, images)."""
    run = recorded(name)
    return penalty_parts(run.parameters, run.dataset.distinct()[0]).unavoidable_bits


def _mean_least(name):
    return float(np.median(_least(name) @ recorded(name).dataset.distinct()[1]))


def _several(numbers):
    """One number where all are alike, else each."""
    return " or ".join(f"{number:,}" for number in sorted(set(numbers)))
