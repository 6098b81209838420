"""The half of "Your pictures" where a file brings them."""

import streamlit as st

from wsviz.datasets.own import MAX_IMAGES, MAX_PIXELS
from wsviz.figures import own_pictures as figures
from wsviz.pictures.brought import MAX_BYTES
from wsviz.pictures.kinds import READ
from wsviz.runs import reading
from wsviz.ui import session
from wsviz.ui.fields import choose, field, switch
from wsviz.ui.frame import plain, warn
from wsviz.ui.steady_plot import steady_plot
from wsviz.ui.upload import Upload
from wsviz.ui.views.taking import taking

_MOST_BESIDE = 200
_FITS = {"pad": "Pad", "crop": "Crop"}


def uploading(visit):
    """The file and how it is cut on the left; what becomes of its pictures on the right."""
    upload = visit.upload
    left, right = st.columns([4, 7], gap="large")
    with left:
        _file(visit)
        if upload.brought is not None:
            _cut(visit)
    with right:
        if upload.brought is not None:
            figure = figures.two_tones(upload.originals, upload.images)
            steady_plot(figure, key="two_tones", alt=told(upload))
            for note in upload.brought.notes:
                st.caption(plain(note))
        taking(visit, upload.world)
    return told(upload)


def told(upload):
    """What the file holds, in words."""
    if upload.brought is None:
        return "A file of pictures becomes a world of black and white ones."
    count, rows, columns = upload.images.shape
    labels = upload.brought.labels
    shown = min(count, figures.SHOWN)
    some = "" if shown == count else f", the first {shown} of them below"
    kinds = "" if labels is None else f", with {len(set(labels.tolist()))} labels"
    return (
        f"{upload.name}: {count:,} picture{'s' * (count > 1)} of {rows} × {columns} pixels{kinds}"
        f"{some}."
    )


def _file(visit):
    upload = visit.upload
    file = st.file_uploader(
        f"A file of pictures: {READ}",
        key="file",
        max_upload_size=MAX_BYTES // 10**6,
        on_change=_changed,
        args=(visit,),
    )
    if file is not None and file.file_id != upload.file:
        with st.spinner("Reading …"):
            upload.read(file.file_id, file.name, file.getvalue())
    if upload.refusal:
        stays = f" The pictures of {upload.name} stay." if upload.brought is not None else ""
        warn(upload.refusal + stays)
    st.caption(
        f"At most {MAX_BYTES / 1e6:g} MB, {MAX_IMAGES:,} pictures and {MAX_PIXELS:,} pixels each. "
        "The file stays in this session, a large one on this page: a reload asks for it again."
    )


def _changed(visit):
    """A file that is taken out of the field takes its pictures with it."""
    if session.said("file") is None:
        visit.upload = Upload()


def _cut(visit):
    upload = visit.upload
    cut, change = upload.cut, upload.change
    if upload.sheet:
        _sheet(visit)
    _threshold(upload)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        for name in ("rows", "columns"):
            read = reading.whole(1, MAX_PIXELS)
            apply = lambda size, name=name: change(**{name: size})  # noqa: E731
            value = getattr(cut, name)
            field(name.capitalize(), f"cut_{name}", value, read, apply, visit.messages)
        if upload.other_proportions:
            _fit(upload)
    switch("Invert: paper is ink", "invert", cut.invert, lambda on: change(invert=on))


def _threshold(upload):
    threshold = upload.cut.threshold
    session.show("threshold", threshold)
    st.slider(
        "A pixel is on from this much ink",
        0.0,
        1.0,
        threshold,
        step=0.01,
        key="threshold",
        on_change=lambda: upload.change(threshold=session.said("threshold")),
    )


def _fit(upload):
    choose(
        st.segmented_control,
        "Other proportions",
        _FITS,
        "fit",
        upload.cut.fit,
        lambda fit: upload.change(fit=fit),
        format_func=_FITS.get,
        required=True,
    )


def _sheet(visit):
    upload = visit.upload
    down, across = upload.grid
    with st.container(horizontal=True, gap="small"):
        read = reading.whole(1, _MOST_BESIDE)
        for label, name, value, apply in (
            ("Pictures down the sheet", "down", down, lambda n: upload.lay(n, across)),
            ("Pictures across it", "across", across, lambda n: upload.lay(down, n)),
        ):
            field(label, f"sheet_{name}", value, read, apply, visit.messages)
