"""Laboratory: reweighted wake-sleep beside plain wake-sleep, recorded and live."""

import numpy as np
import streamlit as st

from wsviz.figures import variants as figures
from wsviz.runs import reading
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run
from wsviz.ui.fields import field
from wsviz.ui.frame import messages, ticking, title
from wsviz.ui.headline import headline
from wsviz.ui.knobs import choice
from wsviz.ui.player import Player
from wsviz.ui.records import reweighted
from wsviz.ui.steady_plot import steady_plot
from wsviz.ui.training import standing, training_row

_LEARNERS, _MOST, _USUAL = 10, 50, 5
# What recognition learns from: shares of wake-φ and sleep-φ.
_SHARES = {"sleep-φ": (0.0, 1.0), "wake-φ": (1.0, 0.0), "both": (0.5, 0.5)}


def reweighting(visit):
    """K particles: the likelihood improves; does recognition?"""
    title("Do more particles make a better model, and better recognition?")
    messages()
    cycles, curves = reweighted()
    ends = "; ".join(
        f"{name}: KL {_median(kl):.3f}, penalty {_median(penalty):.3f}"
        for name, (kl, penalty) in curves.items()
    )
    headline(f"Kirby world, {_LEARNERS} seeds, {cycles[-1]:,} cycles, medians in bits: {ends}.")
    alt = f"Medians at the end: {ends}."
    steady_plot(figures.variants(cycles, curves), key="variants", alt=alt)
    st.caption(
        "Recorded (python -m tests.bench.reweighted). One particle with sleep-φ is wake-sleep. "
        "On the Stage: sidebar, Learning rule."
    )
    _live(visit)


def _median(values):
    return float(np.median(values[-1]))


def _live(visit):
    with st.container(horizontal=True, vertical_alignment="bottom"):
        most = reading.whole(1, _MOST)
        particles = visit.knob("particles", most, _USUAL)
        field(
            "Particles K",
            "particles",
            particles,
            most,
            lambda count: visit.knobs.update(particles=count),
            visit.messages,
            width=130,
        )
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
