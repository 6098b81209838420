"""Sliders and choices of the laboratories; their values stand in the address."""

import streamlit as st


def knob(key, label, low, high, value, step):
    """A slider; its value, which a link may give."""
    _warn(key, low, high)
    return st.slider(label, low, high, value, step, key=key, bind="query-params")


def choice(key, label, options):
    """One of a few options, which a link may give."""
    return st.segmented_control(
        label, options, default=options[0], key=key, required=True, bind="query-params"
    )


def _warn(key, low, high):
    """Say when the address asked for what the slider cannot show."""
    asked = st.query_params.get(key)
    if asked is None:
        return
    try:
        fine = low <= float(asked) <= high
    except ValueError:
        fine = False
    if not fine:
        st.warning(f"{key}={asked}: a number from {low:g} to {high:g}; the nearest is shown.")
