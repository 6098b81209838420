"""A run as one file: saved from the Stage, and opened there again, on any machine."""

from functools import partial

import streamlit as st

from wsviz.datasets.own import is_own
from wsviz.runs import files, store
from wsviz.ui import session
from wsviz.ui.offer import duration


def run_file(visit):
    """Save the run on the Stage, and open another; the one there can be brought back."""
    found = visit.run_file()
    # It is made once it is asked for, on a thread that knows no session.
    st.download_button(
        "Save this run",
        partial(files.to_bytes, found),
        file_name(found),
        "application/octet-stream",
        key="save_run",
        icon=":material/download:",
        on_click="ignore",
    )
    _told(visit.explorer)
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


def file_name(found):
    """What the file of a RunFile is called, wsviz-bars-60000.wsviz."""
    own = any(is_own(revision.recipe.dataset) for revision in found.revisions)
    return f"wsviz-{'own-pictures' if own else found.preset}-{found.past.cycle}{files.SUFFIX}"


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
        found = files.read(file)
        visit.open_run(found)
    except files.RunFileError as error:
        visit.messages.append(str(error))
        return
    # So that the address opens here again.
    worlds = {id(r.recipe.data): r.recipe.data for r in found.revisions if is_own(r.recipe.dataset)}
    visit.messages.extend(filter(None, map(store.keep, worlds.values())))
