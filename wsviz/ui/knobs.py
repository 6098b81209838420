"""Sliders and choices of the laboratories; the visit holds their values, and so the address."""

from decimal import Decimal

import streamlit as st

from wsviz.runs import reading
from wsviz.ui import session
from wsviz.ui.fields import choose, field


def knob(visit, name, label, low, high, start, step):
    """The value of a slider, which a link may give."""
    value = visit.knob(name, reading.real(low, high), start)
    session.show(name, value)
    st.slider(
        label,
        low,
        high,
        value,
        step=step,
        format=f"%.{max(2, -Decimal(str(step)).as_tuple().exponent)}f",
        key=name,
        on_change=lambda: visit.knobs.update({name: session.said(name)}),
    )
    return visit.knobs[name]


def number(visit, name, label, read, start, width):
    """The number in a field, which a link may give; `read` is of wsviz.runs.reading."""
    field(
        label,
        name,
        visit.knob(name, read, start),
        read,
        lambda value: visit.knobs.update({name: value}),
        visit.messages,
        width=width,
    )
    return visit.knobs[name]


def choice(visit, name, label, options, **more):
    """One of a few options, which a link may give."""
    return _one_of(st.segmented_control, visit, name, label, options, required=True, **more)


def pick(visit, name, label, options, **more):
    """One of some options in a box that opens, which a link may give."""
    return _one_of(st.selectbox, visit, name, label, options, **more)


def place(visit, name, label, options, start=None, **more):
    """One of many numbers on a line, which a link may give; at first `start`, or the first."""
    return _one_of(st.select_slider, visit, name, label, options, start, **more)


def _one_of(widget, visit, name, label, options, start=None, **more):
    texts = {str(option): option for option in options}
    read = reading.choice(tuple(texts))
    default = options[0] if start is None else start
    value = visit.knob(name, lambda key, text: _meant(texts, read(key, text)), default)
    choose(
        widget,
        label,
        options,
        name,
        value,
        lambda chosen: visit.knobs.update({name: chosen}),
        **more,
    )
    return visit.knobs[name]


def _meant(texts, found):
    text, message = found
    return texts.get(text), message
