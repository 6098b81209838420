"""The sidebar: what the network is and how it learns."""

import streamlit as st

from wsviz.datasets import DATASETS, load
from wsviz.engine.architecture import MAX_HIDDEN_LAYERS, MAX_HIDDEN_UNITS
from wsviz.runs.presets import PRESETS, TITLES
from wsviz.runs.recipe import MAX_BIAS, MAX_RATE, MAX_ROWS, MAX_SEED


def sidebar(session):
    """Preset, architecture, seed; rare settings folded away. Every change acts at once."""
    with st.sidebar:
        st.markdown("### wsviz")
        _preset(session)
        _architecture(session)
        _seed(session)
        with st.expander("Learning rates and biases"):
            _rates(session)
        with st.expander("Data, constraint, rows"):
            _data(session)
        dataset = session.run.dataset
        st.caption(" · ".join((dataset.title, dataset.source, dataset.licence)))


def _preset(session):
    _show("preset", session.preset)
    st.selectbox(
        "Preset",
        list(PRESETS),
        format_func=TITLES.get,
        key="preset",
        on_change=lambda: session.choose_preset(st.session_state.preset),
    )


def _architecture(session):
    hidden = session.recipe.hidden
    _show("layers", len(hidden))
    st.number_input(
        "Hidden layers",
        1,
        MAX_HIDDEN_LAYERS,
        key="layers",
        on_change=lambda: _change_layers(session),
        help="Another architecture starts over at cycle 0.",
    )
    for layer in range(len(hidden), 0, -1):
        _show(f"units {layer}", hidden[layer - 1])
        st.number_input(
            f"Units in layer {layer}",
            1,
            MAX_HIDDEN_UNITS,
            key=f"units {layer}",
            on_change=_change_units,
            args=(session, layer),
        )


def _change_layers(session):
    hidden = session.recipe.hidden
    wanted = st.session_state.layers
    session.change(hidden=(*hidden[:wanted], *hidden[-1:] * (wanted - len(hidden))))


def _change_units(session, layer):
    hidden = list(session.recipe.hidden)
    hidden[layer - 1] = st.session_state[f"units {layer}"]
    session.change(hidden=tuple(hidden))


def _seed(session):
    _show("seed", session.recipe.seed)
    _field(session, "seed", "Seed", 0, MAX_SEED)
    with st.container(horizontal=True, gap="small"):
        st.button("New seed", on_click=session.new_seed)
        st.button("Reset", on_click=session.reset)


def _rates(session):
    depth = session.depth
    st.caption("ε of each layer's incoming weights and biases; they may change while it learns.")
    for layer in range(depth, -1, -1):
        name = f"layer {layer}" if layer else "image"
        _entry(session, "generative_rates", layer, f"Generative ε, {name}", 0.0, MAX_RATE)
        if layer:
            label = f"Recognition ε, {name}"
            _entry(session, "recognition_rates", layer - 1, label, 0.0, MAX_RATE)
    st.caption("Initial generative biases; changing one starts over.")
    for layer in range(depth, -1, -1):
        name = f"layer {layer}" if layer else "image"
        _entry(session, "biases", layer, f"Initial bias, {name}", -MAX_BIAS, MAX_BIAS)


def _data(session):
    shape = load(session.recipe.dataset).image_shape
    names = [name for name in DATASETS if load(name).image_shape == shape]
    _show("dataset", session.recipe.dataset)
    st.selectbox(
        "Data set",
        names,
        key="dataset",
        format_func=lambda name: load(name).title,
        on_change=lambda: session.change(dataset=st.session_state.dataset),
    )
    _show("nonnegative", session.recipe.nonnegative)
    st.toggle(
        "Generative weights to the image ≥ 0",
        key="nonnegative",
        on_change=lambda: session.change(nonnegative=st.session_state.nonnegative),
    )
    _show("rows", session.recipe.rows)
    _field(session, "rows", "Rows (data shown in one step)", 1, MAX_ROWS)


def _field(session, name, label, low, high):
    st.number_input(
        label,
        low,
        high,
        key=name,
        on_change=lambda: session.change(**{name: st.session_state[name]}),
    )


def _entry(session, name, index, label, low, high):
    """A number input for one value of a list in the recipe."""
    key = f"{name} {index}"
    values = getattr(session.recipe, name)
    _show(key, values[index])

    def changed():
        new = (*values[:index], float(st.session_state[key]), *values[index + 1 :])
        session.change(**{name: new})

    st.number_input(label, low, high, key=key, step=0.01, format="%g", on_change=changed)


def _show(key, value):
    """Let the widget of that key show what the recipe holds."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value
