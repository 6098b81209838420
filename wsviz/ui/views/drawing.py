"""The half of "Your pictures" where they are painted."""

import streamlit as st

from wsviz.figures import own_pictures as figures
from wsviz.runs import reading
from wsviz.ui.drawn import COPIES, MAX_COUNT, MAX_SIDE, drawn_text
from wsviz.ui.fields import button, field
from wsviz.ui.painter import painter
from wsviz.ui.steady_plot import steady_plot
from wsviz.ui.views.taking import taking


def drawing(visit):
    """The grid on the left; size, copies, all pictures and the way to the Stage on the right."""
    sketch = visit.sketch
    now = sketch.now
    left, right = st.columns([5, 6], gap="large")
    with left:
        painter(
            now.picture,
            key="painter",
            label=f"Picture {now.at + 1} of {len(now.pictures)}",
            on_paint=sketch.paint,
        )
    with right:
        _beside(visit)
    return told(now)


def _beside(visit):
    sketch = visit.sketch
    now = sketch.now
    _tools(sketch)
    _copies(sketch)
    figure = figures.drawn(now.images, now.counts, now.at)
    steady_plot(figure, key="drawn", alt=told(now), on_click=lambda at: sketch.choose(at[0]))
    _numbers(visit)
    if not drawn_text(now):
        st.caption(
            "So many pixels are too long for the address: a reload empties this page. What was "
            "taken to the Stage stays there."
        )
    taking(visit, now.world() if now.images.any() else None)


def told(drawn):
    """What is drawn, in words."""
    pictures, pixels = len(drawn.pictures), "{} × {} pixels".format(*drawn.shape)
    if pictures == 1:
        return (
            f"A picture of {pixels}: paint it by pressing and dragging, or with the arrow keys and "
            "Space. Then add others."
        )
    different = len({each.tobytes() for each in drawn.pictures})
    same = "all different" if different == pictures else f"{different} of them different"
    return f"{pictures} pictures of {pixels}, {same}. Picture {drawn.at + 1} is being painted."


def _tools(sketch):
    now = sketch.now
    with st.container(horizontal=True, gap="small", key="draw_tools"):
        _button("Undo", "undo", sketch.undo, not sketch.undoes)
        _button("Redo", "redo", sketch.redo, not sketch.redoes)
        _button("Clear", "ink_eraser", sketch.clear, not now.picture.any())
        _button("Invert", "invert_colors", sketch.invert)
        _button("Delete", "delete", sketch.remove, len(now.pictures) == 1)


def _copies(sketch):
    full = sketch.now.full
    with st.container(horizontal=True, gap="small", key="draw_copies"):
        _button("New", "add", sketch.add, full)
        for kind in COPIES:
            _button(kind, "add", lambda kind=kind: sketch.copy(kind), full)


def _button(label, icon, action, disabled=False):
    button(label, f"draw_{label.lower().replace(' ', '_')}", icon, action, disabled=disabled)


def _numbers(visit):
    """How often the picture in hand occurs, and the size of all."""
    sketch = visit.sketch
    now = sketch.now
    rows, columns = now.shape
    fields = (
        ("How often it occurs", "counted", now.counts[now.at], MAX_COUNT),
        ("Rows", "rows", rows, MAX_SIDE),
        ("Columns", "columns", columns, MAX_SIDE),
    )
    actions = sketch.count, sketch.resize, lambda n: sketch.resize(columns=n)
    with st.container(horizontal=True, gap="small"):
        for (label, name, value, most), action in zip(fields, actions, strict=True):
            read = reading.whole(1, most)
            field(label, f"draw_{name}", value, read, action, visit.messages)
