"""Laboratory: reweighted wake-sleep beside plain wake-sleep, recorded and live."""

import streamlit as st

from wsviz.figures import variants as figures
from wsviz.narration import particles as told
from wsviz.runs import reading
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run
from wsviz.ui.frame import messages, ticking, title
from wsviz.ui.headline import headline
from wsviz.ui.knobs import choice, number
from wsviz.ui.player import Player
from wsviz.ui.records import experiment
from wsviz.ui.steady_plot import steady_plot
from wsviz.ui.training import standing, training_row

_LEARNERS, _MOST, _USUAL = 10, 50, 5
# What recognition learns from: shares of wake-φ and sleep-φ. Both at their full rate are what the
# authors' own code takes.
_SHARES = {
    "sleep-φ": (0.0, 1.0),
    "wake-φ": (1.0, 0.0),
    "both": (1.0, 1.0),
    "mean of both": (0.5, 0.5),
}


def reweighting(visit):
    """K particles against one, on the same seeds: the model, recognition, and the work."""
    title("Do more particles make a better model, and better recognition?")
    messages()
    cases = experiment("reweighted")
    sentence = told.sentence(cases)
    headline(sentence)
    figure = figures.variants(
        cases[0].cycles,
        {case.name: tuple(case.measured.values()) for case in cases},
    )
    steady_plot(figure, key="variants", alt=sentence)
    st.markdown(told.table(cases))
    st.caption(
        f"Kirby world, {cases[0].cycles[-1]:,} cycles. A gain is what is saved against "
        f"{cases[0].name}, seed by seed. K particles are K times the work; CPU time is what "
        f"learning took here, in multiples of {cases[0].name}. Both: a step of wake-φ and one of "
        "sleep-φ, each at its full rate; their mean takes half of each. Recorded (python -m "
        "tests.bench.reweighted). On the Stage: sidebar, Learning rule."
    )
    _live(visit)


def _live(visit):
    with st.container(horizontal=True, vertical_alignment="bottom"):
        most = reading.whole(1, _MOST)
        particles = number(visit, "particles", "Particles K", most, _USUAL, 130)
        mode = choice(visit, "mode", "Recognition learns from", tuple(_SHARES))
        st.button("Start over", key="again", on_click=_start, args=(visit,))
    player = visit.lab("particles", lambda: Player(_run(particles, mode)))
    ticking(player, lambda: _pictures(player))


def _run(particles, mode):
    wake_phi, sleep_phi = _SHARES[mode]
    return Run(
        PRESETS["kirby"].replace(
            learners=_LEARNERS,
            variant="reweighted",
            rows=particles,
            wake_phi=wake_phi,
            sleep_phi=sleep_phi,
        )
    )


def _start(visit):
    """A new run by what the fields say now."""
    visit.labs["particles"] = Player(_run(visit.knobs["particles"], visit.knobs["mode"]))


def _pictures(player):
    training_row(player)
    recipe, points = player.run.recipe, player.run.curve.values()
    st.caption(standing(player))
    name = f"K = {recipe.rows}, wake-φ {recipe.wake_phi:g}, sleep-φ {recipe.sleep_phi:g}, live"
    curve = {name: ([p.kl_bits for p in points], [p.penalty_bits for p in points])}
    figure = figures.variants(list(player.run.curve), curve)
    steady_plot(figure, key="variant_live", alt=f"{name}, cycle {player.run.cycle:,}.")
