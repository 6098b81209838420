"""A run as one file: saved from the Stage, and opened there again, on any machine."""

from functools import partial

import streamlit as st

from wsviz.exports.names import file_name
from wsviz.runs import files
from wsviz.runs.presets import label
from wsviz.ui import session
from wsviz.ui.offer import duration


def run_file(visit):
    """Save the run on the Stage, and open another; the one there can be brought back."""
    _save(visit.run_file(), run_name(visit.explorer, "run", files.SUFFIX[1:]))
    # Another key once a file was taken: the field is empty again.
    key = f"open_run_{visit.files_taken}"
    st.file_uploader(
        "Open a run",
        files.SUFFIX,
        key=key,
        max_upload_size=files.MAX_BYTES // 10**6,
        on_change=_open,
        args=(visit, key),
    )
    _told(visit.explorer)


def _save(found, name):
    try:
        files.check_limits(found)
    except files.RunFileError as error:
        st.caption(str(error))
        return
    # It is made once it is asked for, on a thread that knows no session.
    st.download_button(
        "Save this run",
        partial(files.to_bytes, found),
        name,
        "application/octet-stream",
        key="save_run",
        icon=":material/download:",
        on_click="ignore",
    )


def run_name(show, what, ending):
    """A file of the whole run: it is called after the data that it learned last."""
    return file_name(label(show.preset, show.run.recipe), show.run.cycle, what, ending)


def _told(show):
    """What the file has that the address has not, where that is worth words."""
    cycle = show.run.cycle
    if not show.soon(cycle):
        again = duration(cycle * show.run.seconds_per_cycle)
        st.caption(
            f"The file holds what {cycle:,} cycles have learned. The page's address holds the "
            f"recipe alone: opened, it offers to learn them again, {again}."
        )


def _open(visit, key):
    file = session.said(key)
    if file is None:
        return
    visit.files_taken += 1
    try:
        visit.open_run(files.read(file))
    except files.RunFileError as error:
        visit.messages.append(str(error))
