"""The rule panel: the selected unit's own numbers, and what happens if one is changed."""

from functools import partial

import streamlit as st

from wsviz.narration import working
from wsviz.runs import reading
from wsviz.runs.run import MAX_WEIGHT
from wsviz.runs.words import layer_name, unit_name
from wsviz.ui.fields import choose, field
from wsviz.ui.panels import terms
from wsviz.ui.steady_plot import steady_plot
from wsviz.ui.transport import pressed


def rule(moment, show):
    """Choose a unit and a weight, and read how it was drawn and what it is taught."""
    drawn, taught = working.headings(moment)
    with st.container(key="rule_panel"):
        with st.container(
            horizontal=True, vertical_alignment="bottom", gap="small", key="rule_choice"
        ):
            _choose(moment, show)
            with st.popover("What if…"):
                _what_if(moment, show)
        with st.container(key="rule"):
            _lines(drawn, working.how_drawn(moment))
            _lines(taught, working.what_is_taught(moment))
        steady_plot(**terms(moment, show)._asdict(), one_screen=True, of=moment.place)


def _lines(heading, lines):
    st.markdown(f"**{heading}**\n\n" + "\n\n".join(lines))


def _what_if(moment, show):
    """Set the selected weight by hand, or draw again."""
    if show.training:
        # The weight is another one in every frame, and the browser would say an older one.
        st.caption("It learns. Pause to change something.")
        return
    if moment.weight is None:
        st.caption("No recognition weight leads into the image.")
    else:
        owner = unit_name(*moment.selection[:2])
        name = working.parent_name(moment, moment.parent)
        field(
            f"{moment.way.capitalize()} weight of {owner}: {name}",
            "weight_by_hand",
            moment.weight,
            reading.real(-MAX_WEIGHT, MAX_WEIGHT),
            lambda value: pressed() or show.edit(value),
            show.messages,
        )
    st.button("Same state, other draw", key="other_draw", on_click=show.other_draw)
    when = "the next step" if moment.beat.last else "this step"
    st.caption(
        f"Both act from {when} on. Learning rates, the constraint and the data set branch from "
        "here, too."
    )


def _choose(moment, show):
    """Layer, unit and weight as labelled controls; clicks in the figures do the same."""
    selection, sizes = moment.selection, moment.architecture.sizes

    def part(label, name, options, value, names, width):
        choose(
            st.selectbox,
            label,
            options,
            f"selected_{name}",
            value,
            lambda chosen: show.select(show.selection._replace(**{name: chosen})),
            format_func=names,
            width=width,
        )

    layers = range(len(sizes) - 1, -1, -1)
    part("Layer", "layer", layers, selection.layer, layer_name, 95)
    units = range(sizes[selection.layer])
    part("Unit", "unit", units, selection.unit, lambda n: _short(selection.layer, n), 92)
    parents = range(1 + (moment.architecture.parents(moment.way, selection.layer) or 0))
    names = partial(working.parent_name, moment)
    part("Its weight from", "parent", parents, moment.parent or 0, names, 150)


def _short(layer, unit):
    return unit_name(layer, unit).split(" of ")[0]
