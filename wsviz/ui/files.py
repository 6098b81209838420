"""Files: a small window on the Stage from which all that is on show leaves as a file.

What it holds is drawn only while it is open; a file is made when its button is pressed, on a thread
that knows no session: so each button is given the very records that its file is made of.
"""

from functools import partial
from urllib.parse import urlencode

import streamlit as st

from wsviz.exports import moments, numbers, subjects
from wsviz.exports.containers import FORMS
from wsviz.exports.films import MOST_FRAMES, Script
from wsviz.exports.names import file_name
from wsviz.exports.strips import strip
from wsviz.narration.images import shown_images
from wsviz.runs.presets import label, learned, title
from wsviz.ui.knobs import pick
from wsviz.ui.offer import duration
from wsviz.ui.run_file import run_file, run_name

# Pictures of the data in a strip, and numbers of frames to choose from.
_IMAGES, _FRAMES = 20, (100, 25, 50, MOST_FRAMES)


def files(visit):
    """The button that opens the window, and what is in it while it is open."""
    window = st.popover("Files", key="files", icon=":material/download:", on_change="rerun")
    if not window.open:
        return
    with window, st.container(key="files_window"):
        if visit.explorer.training:
            st.caption("It learns. Pause to save files.")
            return
        for name, section in SECTIONS.items():
            st.markdown(f"**{name}**")
            with st.container(key=f"files_{name.lower()}"):
                section(visit)


def _pictures(visit):
    show = visit.explorer
    moment = show.moment
    with _row():
        subject = _pick(visit, "strip", "A picture of", tuple(subjects.SUBJECTS), 170)
        name = f"{subject}: {title(show.preset, moment.recipe)}"
        make = partial(_strip, moment, subject, name, show.dream)
        _save("PNG", make, _name(show, moment, subject, "png"), "image/png")


def _strip(moment, subject, name, seed):
    data, ranges = moment.dataset, subjects.ranges([moment.parameters])
    looked = subjects.Looked(shown_images(data, _IMAGES), data.image_shape, seed, ranges)
    parts = subjects.SUBJECTS[subject](moment.parameters, looked)
    return strip(name, f"cycle {moment.cycle:,}, {moment.phase}: {moment.beat.name}", parts)


def _film(visit):
    show, film = visit.explorer, visit.film
    if not show.run.cycle:
        st.caption("Nothing has been learned yet: a film shows how it comes about.")
        return
    with _row():
        subject = _pick(visit, "film", "A film of", tuple(subjects.MOVING), 170)
        frames = _pick(visit, "frames", "Frames", _FRAMES, 140, format_func="{} frames".format)
        form = _pick(visit, "form", "Kind of file", tuple(FORMS), 110)
    script = Script(show.preset, subject, form, frames, _IMAGES, show.dream)
    name = run_name(show, f"{subject}-film", form)
    with _row():
        # One button for both, so that it keeps the focus.
        if film.training:
            st.button("Stop", key="make_film", icon=":material/stop:", on_click=film.stop)
        else:
            act = partial(film.start, show.run, script, name)
            st.button("Make the film", key="make_film", icon=":material/movie:", on_click=act)
        _told(film, show.run, script)
    if film.file is not None:
        make = partial(bytes, film.file)
        # By its name, for the choices above may be others by now.
        _save(f"Save {film.name}, {_size(len(film.file))}", make, film.name, film.kind)


def _told(film, run, script):
    """How far a film is, or how large the next one will be."""
    if film.training:
        made = film.run.cycle
        left = f", {duration(film.seconds_left)} left" if made else ""
        st.progress(film.done, f"{made} of {len(film.run.cycles)} frames{left}")
    else:
        size = _size(film.estimated_bytes(run, script))
        frames = min(script.frames, run.cycle + 1)
        st.caption(f"{frames} frames, cycle 0 to {run.cycle:,}: about {size}")


def _numbers(visit):
    show = visit.explorer
    moment, run = show.moment, show.run
    name = f"{label(show.preset, moment.recipe)} cycle {moment.cycle}"
    source = numbers.Source(name, urlencode(visit.query()), learned(show.preset, run.revisions))
    curve = {at: point.learner(0) for at, point in run.curve.items() if at <= run.cycle}
    parameters, data = moment.parameters, moment.dataset
    found = {
        "curve": partial(numbers.curve_csv, curve, source),
        "activations": partial(numbers.activations_csv, parameters, data, source),
        "weights": partial(numbers.weights_csv, parameters, source),
    }
    with _row():
        for what, make in found.items():
            _save(f"{what.capitalize()} CSV", make, _name(show, moment, what, "csv"), "text/csv")
    with _row():
        make = partial(numbers.npz, curve, parameters, data, source)
        _save("All three, NPZ", make, _name(show, moment, "numbers", "npz"), "application/zip")
        make = partial(moments.moment_json, moment, source)
        name = _name(show, moment, f"{moment.phase}-{moment.beat.number}", "json")
        _save("This moment, JSON", make, name, "application/json")


def _name(show, moment, what, ending):
    """A file of the moment on show: it is called after the data that it learns."""
    return file_name(label(show.preset, moment.recipe), moment.cycle, what, ending)


def _pick(visit, name, label, options, width, **more):
    return pick(visit, name, label, options, label_visibility="collapsed", width=width, **more)


def _size(count):
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} kB"


def _row():
    return st.container(horizontal=True, vertical_alignment="center", gap="small")


def _save(label, make, name, kind):
    """A button that saves what `make` gives; it is called on another thread, once pressed."""
    key = f"save_{name.rpartition('-')[2].replace('.', '_')}"
    icon = ":material/download:"
    st.download_button(label, make, name, kind, key=key, icon=icon, on_click="ignore")


#: What the window holds: heading -> function of the Visit. To add one: its function and a line.
SECTIONS = {"Pictures": _pictures, "Film": _film, "Numbers": _numbers, "Run": run_file}
