"""Up to 64 learners with consecutive seeds, learning together."""

import streamlit as st

from wsviz.figures import learners as figures
from wsviz.runs.presets import PRESETS, TITLES
from wsviz.runs.recipe import MAX_LEARNERS
from wsviz.runs.run import Run
from wsviz.ui.records import recorded
from wsviz.ui.session import current
from wsviz.ui.steady_plot import steady_plot
from wsviz.ui.training import Training, ticking

_WORLDS = ["bars", "bars-all-white", "bars-unconstrained", "bars-zero-bias", "kirby"]


def learners():
    """Receptive fields as small multiples, curves, a dot plot; live or recorded."""
    st.markdown("#### Same set-up, other seeds: does every learner succeed?")
    session = current()
    crowd = session.crowd
    _choose(session)
    ticking(crowd, lambda: _pictures(session))


def start(session, preset, count):
    """A new crowd: so many learners of that preset from cycle 0."""
    try:
        recipe = PRESETS[preset].replace(learners=count)
    except ValueError as error:
        session.messages.append(f"{error} The learners stay as they were.")
        return
    session.crowd = Training(Run(recipe), preset)


def _choose(session):
    crowd = session.crowd
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.session_state["crowd_preset"] = crowd.preset
        st.selectbox(
            "Experiment",
            _WORLDS,
            format_func=TITLES.get,
            key="crowd_preset",
            width=270,
            on_change=lambda: start(session, st.session_state["crowd_preset"], crowd.learners),
        )
        st.session_state["crowd_size"] = crowd.learners
        st.number_input(
            "Learners",
            1,
            MAX_LEARNERS,
            key="crowd_size",
            width=130,
            on_change=lambda: start(session, crowd.preset, st.session_state["crowd_size"]),
        )
        if recorded(crowd.preset):
            st.button(
                "Open the recorded run",
                key="recorded",
                icon=":material/movie:",
                on_click=_open_record,
                args=(session, crowd.preset),
            )
        st.button(
            "Reset", key="crowd_reset", on_click=start, args=(session, crowd.preset, crowd.learners)
        )


def _open_record(session, preset):
    session.crowd = Training(recorded(preset).copy(), preset, recorded=True)


def _pictures(session):
    crowd = session.crowd
    run = crowd.run
    if crowd.recorded:
        st.caption(
            f"Recorded: {run.recipe.learners} learners, seeds {run.recipe.seed} to "
            f"{run.recipe.seeds[-1]}, {run.cycle:,} cycles of the preset {TITLES[crowd.preset]}. "
            "Running on learns on from here."
        )
    curve = run.curve | {run.cycle: run.measured()}
    kl = curve[run.cycle].kl_bits
    figure = figures.kl_over_time(curve, crowd.chosen)
    steady_plot(figure, key="crowd_kl", alt=figures.alt_text(curve), on_click=crowd.choose)
    shape = run.dataset.image_shape
    figure = figures.receptive_fields(run.parameters, kl, shape, crowd.chosen)
    steady_plot(figure, key="fields", alt=figures.alt_text(curve), on_click=crowd.choose)
    _to_stage(session)


def _to_stage(session):
    crowd = session.crowd
    if crowd.chosen is None:
        st.caption(
            "Each square: the generative weights of one learner, its number and its KL. "
            "Click a learner to choose it."
        )
        return
    st.button(
        f"Open learner {crowd.chosen} on the stage",
        key="to_stage",
        type="primary",
        on_click=session.adopt,
        args=(crowd.chosen,),
    )
