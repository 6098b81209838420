"""The rule panel: the selected unit's own numbers, exactly as the engine used them."""

import streamlit as st

from wsviz.engine.step import WAKE
from wsviz.narration.beats import TEACH, drawn_layers, predictions_exist
from wsviz.narration.numbers import (
    GENERATIVE,
    RECOGNITION,
    drawing_numbers,
    taught_direction,
    teaching_numbers,
)
from wsviz.narration.sentences import plain, signed, unit_name
from wsviz.runs.run import MAX_WEIGHT

# More terms than these are summed up in one line, so that the panel keeps its height.
_TERMS_SHOWN = 5


def rule(session, step, beat):
    """Choose a unit and a weight, and read how it was drawn and what it is taught."""
    _choose(session, beat.phase)
    selection, learner = session.selection, session.learner
    drawn = _drawn(step, beat, selection, session.depth, learner)
    taught = _taught(session, step, beat)
    st.html(f'<div class="rule">{drawn}{taught}</div>')
    with st.popover("What if…", help="Branch from this moment; the past stays."):
        _what_if(session, step)


def _what_if(session, step):
    """Set the selected weight by hand, or draw again."""
    selection = session.selection
    way = selection.way(step.phase)
    if way == RECOGNITION and selection.layer == 0:
        st.caption("No recognition weight leads into the image.")
    else:
        name = _parent_name(way, selection.layer, selection.parent)
        owner = unit_name(*selection[:2])
        st.session_state["weight by hand"] = _weight(session, selection, way)
        st.number_input(
            f"{way.capitalize()} weight of {owner}: {name}",
            -MAX_WEIGHT,
            MAX_WEIGHT,
            key="weight by hand",
            format="%.5g",
            on_change=lambda: session.edit(st.session_state["weight by hand"]),
        )
    st.button("Same state, other draw", key="other_draw", on_click=session.other_draw)
    st.caption("Learning rates, the constraint and the data set branch from here, too.")


def _choose(session, phase):
    """Layer, unit and weight as labelled controls; clicks in the figures do the same."""
    selection, sizes = session.selection, session.run.architecture.sizes
    values = {"layer": selection.layer, "unit": selection.unit, "parent": selection.parent}
    layers = range(len(sizes) - 1, -1, -1)
    way = selection.way(phase)
    parents = range(1 + _parent_count(sizes, way, selection.layer))
    options = {"layer": layers, "unit": range(sizes[selection.layer]), "parent": parents}
    values["parent"] = min(values["parent"], len(parents) - 1)
    session.selection = selection._replace(parent=values["parent"])
    names = {
        "layer": lambda layer: f"layer {layer}" if layer else "image",
        "unit": lambda unit: unit_name(selection.layer, unit).split(" of ")[0],
        "parent": lambda parent: _parent_name(way, selection.layer, parent),
    }
    labels = {"layer": "Layer", "unit": "Unit", "parent": "Its weight from"}
    widths = {"layer": 95, "unit": 92, "parent": 150}
    with st.container(horizontal=True, gap="small"):
        for part, value in values.items():
            key = f"selected {part}"
            st.session_state[key] = value
            st.selectbox(
                labels[part],
                options[part],
                format_func=names[part],
                key=key,
                width=widths[part],
                on_change=_select,
                args=(session, part),
            )


def _select(session, part):
    value = st.session_state[f"selected {part}"]
    session.select(session.selection._replace(**{part: value}))


def _weight(session, selection, way):
    """The selected weight's value before the step on show."""
    layer, unit, parent = selection[:3]
    matrices = getattr(session.run.parameters_at(session.cursor.cycle), way).matrices
    index = layer if way == GENERATIVE else layer - 1
    return float(matrices[index][session.learner, parent, unit])


def _parent_count(sizes, way, layer):
    """Parents of the layer in one direction."""
    if way == GENERATIVE:
        return (*sizes, 0)[layer + 1]
    return sizes[layer - 1] if layer else 0


def _parent_name(way, layer, parent):
    if parent == 0:
        return "its bias"
    return unit_name(layer + 1 if way == GENERATIVE else layer - 1, parent - 1)


def _drawn(step, beat, selection, depth, learner):
    sign = "q" if beat.phase == WAKE else "p"
    head = f"<h4>How {unit_name(*selection[:2])} was drawn</h4>"
    if selection.layer not in drawn_layers(beat, depth):
        return f'{head}<p class="later">It is drawn in a later beat.</p>'
    numbers = drawing_numbers(step, selection, learner)
    if numbers is None:
        state = step.states.units[0][learner, 0, selection.unit]
        return f"{head}<p>It is given by the datum: s = {state:.0f}.</p>"
    comparison = "&lt;" if numbers.state else "≥"
    return (
        f"{head}{_sum(numbers, sign)}"
        f"<p>u = {numbers.uniform:.4f} {comparison} {sign}, so <b>s = {numbers.state}</b></p>"
    )


def _taught(session, step, beat):
    selection = session.selection
    sign = "p" if beat.phase == WAKE else "q"
    head = "<h4>What its weight is taught</h4>"
    rate = session.run.recipe_at(step.cycle).rate(beat.phase, selection.layer)
    way = selection.way(beat.phase)
    if way != taught_direction(beat.phase):
        value = plain(_weight(session, selection, way), 5)
        return f"{head}<p>Nothing: {way} weights rest in the {beat.phase} phase. w = {value}</p>"
    parents = _parent_count(session.run.architecture.sizes, way, selection.layer)
    if selection.layer == 0 and beat.phase != WAKE:
        return f"{head}<p>Nothing: asleep, only recognition weights learn, and none lead here.</p>"
    if not predictions_exist(beat):
        return f'{head}<p class="later">It learns at the end of the phase.</p>'
    chosen = selection._replace(parent=min(selection.parent, parents))
    lesson = teaching_numbers(step, chosen, rate, session.learner)
    text = head + _sum(lesson.numbers, sign)
    if beat.kind != TEACH:
        return f'{text}<p class="later">The weight moves in the last beat.</p>'
    error = lesson.numbers.state - lesson.numbers.probability
    many = f", the mean of {session.recipe.rows} rows" if session.recipe.rows > 1 else ""
    bound = ", held at its limit ≥ 0" if _held(lesson, rate, error, many) else ""
    return (
        f"{text}<p>Δw = ε s (s − {sign}) = {rate:g} · {lesson.input} · {signed(error, 4)}{many}"
        f" = <b>{signed(lesson.change, 5)}</b>{bound}</p>"
        f"<p>w: {plain(lesson.before, 5)} → <b>{plain(lesson.after, 5)}</b></p>"
    )


def _held(lesson, rate, error, many):
    """Whether the constraint cut the change short."""
    return not many and lesson.change > rate * lesson.input * error + 1e-6


def _sum(numbers, sign):
    """b + Σ s w, the terms whose parent is on written out, and its logistic function."""
    bias, *rest = numbers.terms
    on = [(i, weight) for i, (state, weight) in enumerate(rest, start=1) if state]
    shown = "".join(f" + {_term(weight)}<sub>w{i}</sub>" for i, weight in on[:_TERMS_SHOWN])
    left = on[_TERMS_SHOWN:]
    if left:
        shown += f" + {_term(sum(w for _, w in left))}<sub>{len(left)} more</sub>"
    off = len(rest) - len(on)
    idle = f' <span class="later">({off} parent{"s" * (off > 1)} off)</span>' if off else ""
    logit = plain(numbers.logit, 4)
    return (
        f"<p>b + Σ s w = {plain(bias[1], 4)}<sub>b</sub>{shown}{idle} = <b>{logit}</b></p>"
        f"<p>{sign} = σ({logit}) = <b>{numbers.probability:.4f}</b></p>"
    )


def _term(value):
    return f"({plain(value, 4)})" if value < 0 else plain(value, 4)
