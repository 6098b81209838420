"""Laboratory: reweighted wake-sleep beside plain wake-sleep, recorded and live."""

import numpy as np
import streamlit as st

from wsviz.figures import labs as figures
from wsviz.particle_run import MAX_PARTICLES, ParticleRun
from wsviz.runs.presets import PRESETS
from wsviz.ui.records import reweighted
from wsviz.ui.steady_plot import steady_plot
from wsviz.ui.telling import tell
from wsviz.ui.training import Training, ticking
from wsviz.variants.reweighted import BOTH, MODES

_LEARNERS = 10


def reweighting():
    """K particles: the likelihood improves; does recognition?"""
    st.markdown("#### Do more particles make a better model, and better recognition?")
    cycles, curves = reweighted()
    ends = "; ".join(
        f"{name}: KL {_median(kl):.3f}, penalty {_median(penalty):.3f}"
        for name, (kl, penalty) in curves.items()
    )
    tell(f"Kirby world, {_LEARNERS} seeds, {cycles[-1]:,} cycles, medians in bits: {ends}")
    alt = f"Medians at the end: {ends}."
    steady_plot(figures.variants(cycles, curves), key="variants", alt=alt)
    st.caption(
        "Recorded (python -m tests.bench.reweighted). One particle with sleep-φ is wake-sleep."
    )
    _live()


def _median(values):
    return float(np.median(values[-1]))


def _live():
    with st.container(horizontal=True, vertical_alignment="bottom"):
        particles = st.number_input("Particles K", 1, MAX_PARTICLES, 5, key="particles", width=130)
        mode = st.segmented_control(
            "Recognition learns from", MODES, default=BOTH, key="mode", required=True
        )
        st.button("Start over", key="again", on_click=_start, args=(particles, mode))
    if "particle_training" not in st.session_state:
        _start(particles, mode)
    training = st.session_state.particle_training
    ticking(training, lambda: _pictures(training))


def _start(particles, mode):
    run = ParticleRun(PRESETS["kirby"].replace(learners=_LEARNERS), particles, mode)
    st.session_state.particle_training = Training(run, "kirby")


def _pictures(training):
    run = training.run
    curve = {f"{run.particles} {run.mode}, live": _columns(run)}
    alt = f"Live: {run.particles} particles, {run.mode}, cycle {run.cycle:,}."
    steady_plot(figures.variants(list(run.curve), curve), key="variant_live", alt=alt)


def _columns(run):
    points = run.curve.values()
    return [point.kl_bits for point in points], [point.penalty_bits for point in points]
