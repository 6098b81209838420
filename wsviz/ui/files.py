"""Files: a small window on the Stage from which all that is on show leaves as a file.

What it holds is drawn only while it is open; a file is made when its button is pressed, on a thread
that knows no session: so each button is given the very records that its file is made of.
"""

from functools import partial

import streamlit as st

from wsviz.exports import subjects
from wsviz.exports.names import file_name
from wsviz.exports.strips import strip
from wsviz.runs.presets import TITLES
from wsviz.ui.knobs import choice
from wsviz.ui.panels import shown_images

# Pictures of the data in a strip.
_IMAGES = 20


def files(visit):
    """The button that opens the window, and what is in it while it is open."""
    window = st.popover("Files", key="files", icon=":material/download:", on_change="rerun")
    if not window.open:
        return
    with window:
        if visit.explorer.training:
            st.caption("It learns. Pause to save files.")
            return
        for name, section in SECTIONS.items():
            st.markdown(f"**{name}**")
            with st.container(key=f"files_{name.lower()}"):
                section(visit)


def _pictures(visit):
    show = visit.explorer
    moment, subject = show.moment, choice(visit, "strip", "Picture of", tuple(subjects.SUBJECTS))
    looked = looked_with(show, [moment.parameters])
    caption = f"cycle {moment.cycle:,}, {moment.beat.name}"
    _save(
        "PNG",
        "strip_file",
        partial(_strip, f"{subject}: {TITLES[show.preset]}", caption, subject, moment, looked),
        file_name(show.preset, moment.cycle, subject, "png"),
        "image/png",
    )


def _strip(title, caption, subject, moment, looked):
    return strip(title, caption, subjects.SUBJECTS[subject](moment.parameters, looked))


def looked_with(show, every):
    """What the Stage's learner is looked at with, for pictures of all these Parameters."""
    data = show.run.dataset
    images = shown_images(data, _IMAGES)
    return subjects.Looked(images, data.image_shape, show.dream, subjects.ranges(every))


def _save(label, key, make, name, kind):
    """A button; `make` is called on another thread once it is pressed."""
    st.download_button(
        label,
        make,
        name,
        kind,
        key=key,
        icon=":material/download:",
        on_click="ignore",
    )


#: What the window holds: heading -> function of the Visit. To add one: its function and a line.
SECTIONS = {"Pictures": _pictures}
