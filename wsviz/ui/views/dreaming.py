"""Laboratory: dreams are not data, so recognition is trained where there is none."""

from functools import cache

import streamlit as st

from wsviz.figures import outside as figures
from wsviz.measure import dream_penalty, model_probabilities
from wsviz.runs.presets import PRESETS, TITLES
from wsviz.runs.run import Run
from wsviz.ui.frame import messages, title
from wsviz.ui.headline import headline
from wsviz.ui.knobs import place
from wsviz.ui.panels import dream_gallery
from wsviz.ui.player import Player
from wsviz.ui.records import recorded
from wsviz.ui.steady_plot import steady_plot
from wsviz.ui.training import live


def dreams_are_not_data(visit):
    """Fantasies against data at a chosen moment of a recorded bars run."""
    title("How much of the sleep phase goes to pictures that the data never contain?")
    messages()
    run = recorded("dreams")
    at = place(
        visit,
        "moment",
        f"Cycle of the recorded run ({TITLES['bars']}, {run.architecture}, seed {run.recipe.seed})",
        sorted(run.keyframes),
        format_func=lambda cycle: f"{cycle:,}",
    )
    point, parameters, outside = run.curve[at], run.parameters_at(at), _outside()
    headline(
        f"{outside[at]:.1%} of the dreams never occur in the data · KL {point.kl_bits[0]:.2f} bits "
        f"· penalty on data {point.penalty_bits[0]:.2f} bits, on dreams "
        f"{_wasted_on_dreams(at):.2f} bits",
        status=f"cycle {at:,}",
    )
    figure = figures.outside_over_time(run.curve, outside, at)
    alt = f"At cycle {at:,} {outside[at]:.3f} of dreams are outside the data."
    steady_plot(figure, key="outside", alt=alt)
    steady_plot(**dream_gallery(parameters, run.dataset, 16, "lab_dreams")._asdict())
    live(visit, "dreams_live", lambda: Player(Run(PRESETS["bars"])), _live_dreams)


def _live_dreams(player):
    """The same question of a run that learns here and now."""
    run = player.run
    rest = float(model_probabilities(run.parameters, run.dataset).rest[0])
    st.markdown(f"At cycle {run.cycle:,} **{rest:.1%}** of the dreams never occur in the data.")
    steady_plot(**dream_gallery(run.parameters, run.dataset, 16, "live_dreams")._asdict())


@cache
def _wasted_on_dreams(cycle):
    """Bits that recognition wastes on dreams; every one of 2^16 images is listed, in seconds."""
    return float(dream_penalty(recorded("dreams").parameters_at(cycle))[0])


@cache
def _outside():
    """cycle -> exact share of fantasies that the data never contain."""
    run = recorded("dreams")
    found = {}
    for at in sorted(run.keyframes):
        found[at] = float(model_probabilities(run.parameters_at(at), run.dataset).rest[0])
    return found
