"""Fields and choices: each shows what the visit holds, and its callback hands on what it says.

A field that is emptied or cannot be read changes nothing; what cannot be read is refused in words.
A browser that says again what is shown, as after a page was turned in a hurry, changes nothing.
"""

import streamlit as st

from wsviz.ui import session


def field(label, key, value, read, apply, messages, **options):
    """A text field for a number: `read` (wsviz.runs.reading) gives what `apply` is called with.

    Streamlit's own number field takes an emptied one for its minimum and 0,05 for 5.
    """
    shown = _text(value)

    def changed():
        text = session.said(key)
        if text is None or text.strip() in ("", shown):
            return
        value, message = read(label, text)
        if message:
            messages.append(message)
        if value is not None:
            apply(value)

    session.show(key, shown)
    st.text_input(label, shown, key=key, on_change=changed, **options)


def choose(widget, label, options, key, value, apply, **more):
    """A choice of one of few: `widget` is Streamlit's own; a value it does not have is ignored."""
    options = list(options)
    session.show(key, value)

    def changed():
        chosen = session.said(key)
        if chosen in options and chosen != value:
            apply(chosen)

    first = _first(widget, options, value)
    return widget(label, options, key=key, on_change=changed, **first, **more)


def _first(widget, options, value):
    """What shows that value first, by the name that it has in each of Streamlit's widgets."""
    if widget == st.selectbox:
        return {"index": options.index(value)}
    return {"value" if widget == st.select_slider else "default": value}


def switch(label, key, value, apply, **more):
    """A toggle."""

    def changed():
        if (now := bool(session.said(key))) != value:
            apply(now)

    session.show(key, value)
    st.toggle(label, value, key=key, on_change=changed, **more)


def button(label, key, icon, action, **more):
    """A button with one of the Material icons."""
    st.button(label, key=key, icon=f":material/{icon}:", on_click=action, **more)


def _text(value):
    """A number as one types it: 0.2, 5, −3."""
    return f"{value:.9g}"
