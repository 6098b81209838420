"""The sidebar: what the network is and how it learns. Every change acts at once."""

from functools import partial

import streamlit as st

from wsviz.datasets import DATASETS, load
from wsviz.datasets.own import is_own
from wsviz.engine.architecture import MAX_HIDDEN_LAYERS, MAX_HIDDEN_UNITS
from wsviz.engine.schedule import CONSTANT, SCHEDULES
from wsviz.runs import reading
from wsviz.runs.presets import PRESETS, TITLES, note
from wsviz.runs.recipe import (
    MAX_BIAS,
    MAX_INITIAL_WEIGHTS,
    MAX_RATE,
    MAX_ROWS,
    MAX_SEED,
    MAX_SPAN,
)
from wsviz.runs.words import layer_name
from wsviz.ui.fields import choose, field, switch
from wsviz.ui.frame import plain
from wsviz.ui.settings import set_depth, set_entry, set_units, set_variant
from wsviz.variants import VARIANTS


def sidebar(show):
    """Preset, architecture, seed; rare settings folded away."""
    own = show.own
    with st.sidebar:
        st.markdown("### wsviz")
        choose(
            st.selectbox,
            "Preset",
            [*PRESETS, *own],
            "preset",
            show.recipe.dataset if is_own(show.recipe.dataset) else show.preset,
            show.choose_preset,
            format_func=lambda name: TITLES.get(name) or own[name],
        )
        found = note(show.preset, show.recipe)
        if found:
            st.caption(found)
        _architecture(show)
        _seed(show)
        with st.expander("Learning rates"):
            _rates(show)
        with st.expander("Initial weights and biases"):
            _beginning(show)
        with st.expander("Data, constraint, rows"):
            _data(show)
        with st.expander("Learning rule"):
            _variant(show)
        dataset = show.recipe.data
        st.caption(" · ".join(map(plain, (dataset.title, dataset.source, dataset.licence))))


def _architecture(show):
    hidden = show.recipe.hidden
    choose(
        st.segmented_control,
        "Hidden layers",
        range(1, MAX_HIDDEN_LAYERS + 1),
        "layers",
        len(hidden),
        partial(set_depth, show),
        required=True,
        help="Another architecture starts over at cycle 0; the run left behind can come back.",
    )
    for layer in range(len(hidden), 0, -1):
        field(
            f"Units in layer {layer}",
            f"units_{layer}",
            hidden[layer - 1],
            reading.whole(1, MAX_HIDDEN_UNITS),
            partial(set_units, show, layer),
            show.messages,
        )


def _seed(show):
    _whole(show, "seed", "Seed", 0, MAX_SEED)
    with st.container(horizontal=True, gap="small"):
        st.button("New seed", on_click=show.new_seed)
        st.button("Reset", on_click=show.reset)


def bring_back(visit):
    """The way back to the run left behind, in one click, and again."""
    left = visit.explorer.left
    if left is not None:
        name = f"the run of {left.run.cycle:,} cycles ({plain(left.title)})"
        _back(name, visit.explorer.bring_back)
    elif visit.came_from:
        _back("what this tab showed before", visit.go_back)


def _back(name, action):
    st.button(f"Bring back {name}", key="bring_back", icon=":material/undo:", on_click=action)


def _rates(show):
    depth = show.run.architecture.depth
    st.caption("ε of each layer's incoming weights and biases; they may change while it learns.")
    for layer in range(depth, -1, -1):
        _entry(show, "generative_rates", layer, f"Generative ε, {layer_name(layer)}")
        if layer:
            _entry(show, "recognition_rates", layer - 1, f"Recognition ε, {layer_name(layer)}")
    choose(
        st.selectbox,
        "Schedule of the rates",
        SCHEDULES,
        "schedule",
        show.recipe.schedule,
        lambda name: show.change(schedule=name),
        format_func=SCHEDULES.get,
    )
    if show.recipe.schedule != CONSTANT:
        _whole(show, "span", "Span, cycles", 1, MAX_SPAN)


def _beginning(show):
    st.caption("What the network begins with; changing it starts over.")
    field(
        "Initial weights: standard deviation",
        "initial_weights",
        show.recipe.initial_weights,
        reading.real(0, MAX_INITIAL_WEIGHTS),
        lambda deviation: show.change(initial_weights=deviation),
        show.messages,
    )
    switch(
        "Image biases from the data",
        "biases_from_data",
        show.recipe.biases_from_data,
        lambda on: show.change(biases_from_data=on),
    )
    for layer in range(show.run.architecture.depth, -1, -1):
        label = f"Initial bias, {layer_name(layer)}"
        _entry(show, "biases", layer, label, -MAX_BIAS, MAX_BIAS)


def _entry(show, name, index, label, low=0.0, high=MAX_RATE):
    """A field for one value of a list in the recipe."""
    field(
        label,
        f"{name}_{index}",
        getattr(show.recipe, name)[index],
        reading.real(low, high),
        partial(set_entry, show, name, index),
        show.messages,
    )


def _data(show):
    own = show.own
    choose(
        st.selectbox,
        "Data set",
        [*DATASETS, *own],
        "dataset",
        show.recipe.dataset,
        lambda name: show.change(dataset=name),
        format_func=lambda name: own.get(name) or load(name).title,
    )
    switch(
        "Generative weights to the image ≥ 0",
        "nonnegative",
        show.recipe.nonnegative,
        lambda on: show.change(nonnegative=on),
    )
    _whole(show, "rows", "Rows (data, or explanations, in one step)", 1, MAX_ROWS)


def _variant(show):
    choose(
        st.selectbox,
        "Learning rule",
        VARIANTS,
        "variant",
        show.recipe.variant,
        partial(set_variant, show),
        format_func=lambda name: VARIANTS[name].title,
    )
    variant = VARIANTS[show.recipe.variant]
    if variant.lists:
        st.caption(
            "Every datum with every explanation is a row, weighed by the true posterior. No chance "
            "is in it: units with equal weights stay alike."
        )
    if variant.weighs:
        st.caption("Rows are explanations of one datum. Shares of recognition's two lessons:")
        for name, label in (("wake_phi", "wake-φ"), ("sleep_phi", "sleep-φ")):
            field(
                f"Share of {label}",
                name,
                getattr(show.recipe, name),
                reading.real(0, 1),
                lambda share, name=name: show.change(**{name: share}),
                show.messages,
            )


def _whole(show, name, label, low, high):
    """A field for one whole number of the recipe."""
    field(
        label,
        name,
        getattr(show.recipe, name),
        reading.whole(low, high),
        lambda value: show.change(**{name: value}),
        show.messages,
    )
