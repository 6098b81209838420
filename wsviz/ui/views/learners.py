"""Up to 64 learners with consecutive seeds, learning together."""

import streamlit as st

from wsviz.figures import learners as figures
from wsviz.runs import reading
from wsviz.runs.presets import TITLES
from wsviz.runs.recipe import MAX_LEARNERS
from wsviz.ui.crowd import WORLDS
from wsviz.ui.fields import choose, field
from wsviz.ui.frame import messages, ticking, title
from wsviz.ui.headline import headline
from wsviz.ui.records import recorded
from wsviz.ui.steady_plot import steady_plot
from wsviz.ui.training import standing, training_row


def many_learners(visit):
    """Receptive fields as small multiples, curves, a dot plot; live or recorded."""
    title("Same set-up, other seeds: does every learner succeed?")
    messages()
    _choose(visit)
    ticking(visit.crowd, lambda: _pictures(visit))


def _choose(visit):
    crowd = visit.crowd
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        choose(
            st.selectbox,
            "Experiment",
            WORLDS,
            "crowd_preset",
            crowd.preset,
            lambda preset: crowd.start(preset=preset),
            format_func=TITLES.get,
            width=270,
        )
        field(
            "Learners",
            "crowd_size",
            crowd.size,
            reading.whole(1, MAX_LEARNERS),
            lambda size: crowd.start(size=size),
            visit.messages,
            width=130,
        )
        if recorded(crowd.preset):
            st.button(
                "Open the recorded run",
                key="recorded",
                icon=":material/movie:",
                on_click=crowd.open_record,
            )
        st.button("Reset", key="crowd_reset", on_click=crowd.start)


def _pictures(visit):
    crowd = visit.crowd
    training_row(crowd)
    headline(
        _origin(crowd),
        status=f"{standing(crowd)} · {crowd.size} learners",
        learning=crowd.training,
        keys={"Space": "run"},
    )
    curve = crowd.run.curve | {crowd.run.cycle: crowd.run.measured()}
    kl = curve[crowd.run.cycle].kl_bits
    alt = figures.alt_text(curve)
    figure = figures.kl_over_time(curve, crowd.chosen)
    steady_plot(figure, key="crowd_kl", alt=alt, on_click=lambda at: crowd.choose(at[0]))
    shape = crowd.run.dataset.image_shape
    figure = figures.receptive_fields(crowd.run.parameters, kl, shape, crowd.chosen)
    steady_plot(figure, key="fields", alt=alt, on_click=lambda at: crowd.choose(at[0]))
    _to_stage(visit)


def _origin(crowd):
    if not crowd.recorded:
        return "Each square: the generative weights of one learner, its number and its KL."
    recipe = crowd.run.recipe
    return (
        f"Recorded: {crowd.size} learners, seeds {recipe.seed} to {recipe.seeds[-1]}, of the "
        f"preset {TITLES[crowd.preset]}. Running on learns on from here."
    )


def _to_stage(visit):
    crowd = visit.crowd
    if crowd.chosen is None:
        st.caption("Click a learner to choose it.")
        return
    st.button(
        f"Open learner {crowd.chosen} on the Stage",
        key="to_stage",
        type="primary",
        on_click=visit.explorer.adopt,
        args=(crowd,),
    )
