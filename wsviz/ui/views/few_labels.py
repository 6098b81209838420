"""The half of "What is it good for?" that learns from few labels: recorded, and live."""

import streamlit as st

from wsviz.applications.few_labels import EACH, STEPS
from wsviz.applications.tuning import Tuning
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


def live(visit, rows):
    """Pre-training and fine-tuning here and now, at the recorded rates."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        each = choice(visit, "labels_each", "Labels a class", EACH)
        read = reading.whole(0, MAX_SEED)
        seed = number(visit, "labels_seed", "Seed of labels and weights", read, 0, 200)
    of = [row for row in rows if row["labels"] == each]
    player = visit.lab("tuning_live", lambda: _player(of, each, seed))
    if (player.run.each, player.run.seed) != (each, seed):
        player = visit.labs["tuning_live"] = _player(of, each, seed)
    ticking(player, lambda: _pictures(player, of))


def _player(rows, each, seed):
    return Player(Tuning(each, {row["start"]: row["rate"] for row in rows}, seed))


def _pictures(player, rows):
    tuning, ahead = player.run, player.run.cycles_ahead
    leap = {ahead + STEPS: f"Pre-train, then {STEPS} steps"} if ahead else {STEPS: f"{STEPS} steps"}
    training_row(player, leap)
    st.progress(tuning.done, tuning.stage)
    found = tuning.accuracies(tuning.parts.test)
    means = {start: each[tuning.each] for start, each in comparisons.accuracies(rows).items()}
    alt = f"{tuning.stage}. " + "; ".join(f"{name}: {value:.3f}" for name, value in found.items())
    left, right = st.columns([2, 1], gap="large")
    with left:
        steady_plot(figures.over_steps(tuning.curve, means), key="tuning_steps", alt=alt)
    with right:
        st.markdown(_now(tuning, found))


def _now(tuning, found):
    if not found:
        return ""
    validation = tuning.accuracies(tuning.parts.validation)
    lines = [[name, f"{validation[name]:.3f}", f"{test:.3f}"] for name, test in found.items()]
    return table(["start, live", "validation", "test"], lines)
