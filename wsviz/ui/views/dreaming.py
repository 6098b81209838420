"""Laboratory: dreams are not data, so recognition is trained where there is none."""

import streamlit as st

from wsviz.figures import labs as figures
from wsviz.measure import dream_penalty, model_probabilities
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run
from wsviz.ui.panels import dream_gallery
from wsviz.ui.records import recorded
from wsviz.ui.steady_plot import steady_plot
from wsviz.ui.telling import tell
from wsviz.ui.training import live


def dreams_are_not_data():
    """Fantasies against data at a chosen moment of a recorded bars run."""
    st.markdown("#### How much of the sleep phase goes to pictures that the data never contain?")
    run = recorded("dreams")
    cycles = sorted(run.keyframes)
    at = st.select_slider(
        "Cycle of the recorded run (bars 16-8-1, seed 0)",
        cycles,
        key="moment",
        format_func=lambda cycle: f"{cycle:,}",
        bind="query-params",
    )
    point = run.curve[at]
    parameters = run.parameters_at(at)
    asleep = float(dream_penalty(parameters)[0])
    outside = _outside()
    tell(
        f"cycle {at:,} · {outside[at]:.1%} of the dreams never occur in the data · KL "
        f"{point.kl_bits[0]:.2f} bits · penalty on data {point.penalty_bits[0]:.2f} bits, "
        f"on dreams {asleep:.2f} bits"
    )
    figure = figures.outside_over_time(run.curve, outside, at)
    steady_plot(
        figure,
        key="outside",
        alt=f"At cycle {at:,} {outside[at]:.3f} of dreams are outside the data.",
    )
    figure, alt = dream_gallery(parameters, run.dataset, 16)
    steady_plot(figure, key="lab_dreams", alt=alt)
    live("dreams_live", lambda: Run(PRESETS["bars"]), _live_dreams)


def _live_dreams(run):
    """The same question of a run that learns here and now."""
    rest = float(model_probabilities(run.parameters, run.dataset).rest[0])
    st.markdown(f"At cycle {run.cycle:,} **{rest:.1%}** of the dreams never occur in the data.")
    figure, alt = dream_gallery(run.parameters, run.dataset, 16)
    steady_plot(figure, key="live_dreams", alt=alt)


@st.cache_data(show_spinner=False)
def _outside():
    """cycle -> exact share of fantasies that the data never contain."""
    run = recorded("dreams")
    found = {}
    for at in sorted(run.keyframes):
        found[at] = float(model_probabilities(run.parameters_at(at), run.dataset).rest[0])
    return found
