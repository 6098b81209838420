"""The half of "What is it good for?" that learns from few labels: recorded, and live."""

from typing import NamedTuple

import streamlit as st

from wsviz.applications.few_labels import EACH, STEPS
from wsviz.applications.labelled import parts
from wsviz.applications.tuning import Tuning
from wsviz.datasets import Dataset
from wsviz.figures import tuning as figures
from wsviz.narration import comparisons
from wsviz.narration.gains import spread, table
from wsviz.runs import reading
from wsviz.runs.recipe import MAX_SEED
from wsviz.ui.frame import ticking
from wsviz.ui.knobs import choice, number
from wsviz.ui.player import Player
from wsviz.ui.steady_plot import steady_plot
from wsviz.ui.training import training_row


def recorded(tuning, differences):
    """The recorded accuracies of all starts, and what they say of pre-training."""
    means = comparisons.accuracies(tuning["rows"])
    alt = "; ".join(
        f"{labels} labels, {start}: {mean.mean:.3f}"
        for start, each in means.items()
        for labels, mean in each.items()
    )
    steady_plot(figures.tuning(means), key="tuning", alt=alt)
    st.markdown(_table(tuning["rows"], means))
    for found in differences.items():
        st.markdown(f"* {comparisons.sentence(*found)}")
    st.caption(comparisons.chosen(tuning))


def _table(rows, means):
    rates = {(row["start"], row["labels"]): row["rate"] for row in rows}
    columns = ["start", *(f"{each} labels a class" for each in EACH)]
    lines = [
        [start, *(_cell(mean, rates[start, labels]) for labels, mean in found.items())]
        for start, found in means.items()
    ]
    return table(columns, lines)


def _cell(mean, rate):
    return spread(mean) + ("" if rate is None else f", rate\u00a0{rate:g}")


def live(visit, data, rows):
    """Pre-training and fine-tuning on the digits here and now, at the recorded rates."""
    each, seed = asked(visit, EACH, "labels")
    of = [row for row in rows if row["labels"] == each]
    rates = {row["start"]: row["rate"] for row in of}
    means = {start: found[each] for start, found in comparisons.accuracies(of).items()}
    tuning = player(visit, "tuning_live", Tried(data, each, seed), rates)
    ticking(tuning, lambda: pictures(tuning, means))


def asked(visit, offered, name):
    """(labels a class, seed), as two controls say; their names in the address begin with `name`."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        each = choice(visit, f"{name}_each", "Labels a class", offered)
        read = reading.whole(0, MAX_SEED)
        return each, number(visit, f"{name}_seed", "Seed of labels and weights", read, 0, 200)


class Tried(NamedTuple):
    """A labelled data set, labels a class, and the seed that draws them and the weights."""

    data: Dataset
    each: int
    seed: int


def player(visit, name, tried, rates):
    """The Player of the laboratory's Tuning, anew where other things are tried."""

    def make():
        return Player(Tuning(parts(tried.data), tried.each, rates, tried.seed))

    return visit.lab(name, make, of=(tried.data.name, tried.each, tried.seed))


def pictures(player, means, of="digits"):
    """The buttons, and what all starts make of the test; beside it the recorded Means, or None."""
    tuning, ahead = player.run, player.run.cycles_ahead
    leap = {ahead + STEPS: f"Pre-train, then {STEPS} steps"} if ahead else {STEPS: f"{STEPS} steps"}
    training_row(player, leap)
    st.progress(tuning.done, tuning.stage)
    found = tuning.accuracies(tuning.parts.test)
    alt = f"{tuning.stage}. " + "; ".join(f"{name}: {value:.3f}" for name, value in found.items())
    left, right = st.columns([2, 1], gap="large")
    with left:
        steady_plot(figures.over_steps(tuning.curve, means, of), key="tuning_steps", alt=alt)
    with right:
        st.markdown(_now(tuning, found))


def _now(tuning, found):
    if not found:
        return ""
    validation = tuning.accuracies(tuning.parts.validation)
    lines = [[name, f"{validation[name]:.3f}", f"{test:.3f}"] for name, test in found.items()]
    return table(["start, live", "validation", "test"], lines)
