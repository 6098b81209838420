"""ZIPs: what is read of them, in which order, and what is passed over."""

import gzip
import zipfile
from io import BytesIO

import numpy as np
import pytest

from tests.pictures.compared import same
from tests.pictures.corpus import GREY, PICTURES, SHADES, idx, ink, moving, npy, npz, saved, zipped
from wsviz.pictures import archive, read

UP, DOWN = saved(SHADES, "PNG"), saved(SHADES[::-1], "GIF")
GREYS = [GREY, GREY[::-1]]
INKS = np.stack([255 - SHADES, 255 - SHADES[::-1]])
LABELS = idx(np.array([7, 3], "u1"))
JUNK = {"__MACOSX/._2.png": UP, ".DS_Store": b"\0", "a/.hidden.png": UP, "a/Thumbs.db": b"x"}
ARCHIVES = {
    "as people sort": ({"F10.png": DOWN, "F2.png": UP}, GREYS, None),
    "capitals": ({"B.png": DOWN, "a.png": UP}, GREYS, None),
    "one folder": ({"a/10.png": DOWN, "a/9.png": UP}, GREYS, None),
    "junk": ({**JUNK, "a/2.png": UP, "a/10.png": DOWN}, GREYS, None),
    "folders": ({"cat/1.png": UP, "zebra/0.png": DOWN}, GREYS, [0, 1]),
    "folders deep down": ({"all/3/1.png": UP, "all/7/0.png": DOWN}, GREYS, [3, 7]),
    "a folder and none": ({"cat/1.png": UP, "zebra.png": DOWN}, GREYS, None),
    "names of everywhere": ({"../../1.png": UP, "/etc/2.png": DOWN}, GREYS, [0, 1]),
    "wrong endings": ({"1.txt": UP, "2": DOWN}, GREYS, None),
    "frames": (
        {"a/1.gif": moving("GIF")[0], "b/2.png": UP},
        [*moving("GIF")[1], GREY],
        [0, 0, 0, 1],
    ),
    "sizes": ({"1.png": saved(SHADES.T.copy(), "PNG"), "2.png": UP}, [ink(SHADES.T), GREY], None),
    "one array": ({"a/F.npy": npy(INKS)}, GREYS, None),
    "arrays in a folder": ({"a/images.npy": npy(INKS), "a/y.npy": npy([7, 3])}, GREYS, [7, 3]),
    "mnist": ({"t10k-images": idx(INKS), "t10k-labels": LABELS}, GREYS, [7, 3]),
    "mnist packed": (
        {"labels.gz": gzip.compress(LABELS), "images.gz": gzip.compress(idx(INKS))},
        GREYS,
        [7, 3],
    ),
    "a table": ({"F.csv": b"7,0,1,1,0\n3,1,0,0,1"}, [[[0, 1], [1, 0]], [[1, 0], [0, 1]]], [7, 3]),
}


@pytest.mark.parametrize(("files", "inks", "labels"), ARCHIVES.values(), ids=ARCHIVES)
def test_an_archive_is_read_as_it_is(files, inks, labels):
    same(read("F.png", zipped(files)), inks, labels)


@pytest.mark.parametrize("data", [npy(INKS), idx(INKS)], ids=["npy", "idx"])
def test_what_gzip_packed_is_unpacked(data):
    same(read("F.gz", gzip.compress(data)), GREYS)


def test_a_comment_at_the_end_is_passed_over():
    stream = BytesIO(zipped({"1.png": UP}))
    with zipfile.ZipFile(stream, "a") as packed:
        packed.comment = b"PK\5 from somewhere"
    same(read("F", stream.getvalue()), [GREY])


def test_what_was_done_is_told():
    notes = read(
        "F", zipped({"a/1.png": UP, "b/2.gif": DOWN, "b/x.txt": b"x", "y.pdf": b"%"})
    ).notes
    assert notes == (
        "The folders are taken as labels.",
        "Labels are numbered: 0 “a”, 1 “b”.",
        "2 of the 4 files are no pictures and were passed over.",
    )
    notes = read("F", zipped({"1.png": UP, "x": b"x", **JUNK})).notes
    assert notes == ("1 of the 2 files is no picture and was passed over.",)
    deep = PICTURES["png 16 bits"][0]
    assert read("F", zipped({"1": deep, "2": deep})).notes == ("Greys were divided by 65,535.",)


def locked(data, flag=1):
    """The ZIP with the flag that says its files are locked."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        changed[changed.find(mark) + offset] |= flag
    return bytes(changed)


def packed_by(method):
    """A ZIP by another method than deflate."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as packed:
        packed.writestr("1.png", UP)
    return stream.getvalue()


def twice(data):
    """The ZIP whose second file is called as the first."""
    return data.replace(b"2.png", b"1.png")


def listed_twice(data):
    """The ZIP with the mark of a second list of files, which zipfile would prefer."""
    end = data.rindex(b"PK\5\6")
    return data[:end] + b"PK\6\7" + bytes(16) + data[end:]


def longer(data):
    """The ZIP with a list of files that says to be longer than any is read."""
    place = data.rindex(b"PK\5\6") + 12
    return data[:place] + (2_500_001).to_bytes(4, "little") + data[place + 4 :]


BAD = {
    "a name twice": (twice(zipped({"1.png": UP, "2.png": DOWN})), "“F” holds “1.png” twice."),
    "a second list": (listed_twice(zipped({"1.png": UP})), "“F” has a second list of files"),
    "a long list": (longer(zipped({"1.png": UP})), "“F” lists its files in 2,500,001 bytes"),
    "bytes behind": (zipped({"1.png": UP}) + b"x", "“F” is broken, or cut short"),
    "locked": (locked(zipped({"1.png": UP})), "“F” is locked by a password"),
    "locked well": (locked(zipped({"1.png": UP}), 0x40), "“F” is locked by a password"),
    "bzip2": (packed_by(zipfile.ZIP_BZIP2), "packed by the method bzip2: deflate is read."),
    "lzma": (packed_by(zipfile.ZIP_LZMA), "packed by the method lzma: deflate is read."),
    "empty": (zipped({}), "“F” holds 0 files: neither pictures"),
    "junk alone": (zipped(JUNK), "“F” holds 0 files"),
    "an archive": (zipped({"F.npz": npz(images=INKS)}), "“F” holds 1 file: neither pictures"),
    "nothing known": (zipped({"a": b"\0", "b": zipped({"1": UP})}), "“F” holds 2 files"),
    "two tables": (zipped({"a": b"1", "b": b"0"}), "“F” holds 2 files"),
    "a broken picture": (
        zipped({"a/1.png": UP, "a/2.png": UP[:-20]}),
        "“a/2.png” in “F” is broken, or cut short",
    ),
    "a broken array": (zipped({"a.npy": npy(INKS)[:-1]}), "“a.npy” in “F” is broken, or cut short"),
    "labels alone": (zipped({"1": LABELS}), "0 IDX files of pictures and 1 of labels"),
    "two of pictures": (zipped({"1": idx(INKS), "2": idx(INKS)}), "2 IDX files of pictures"),
    "cut": (zipped({"1.png": UP})[:-9], "“F” is broken, or cut short"),
    "gzip cut": (gzip.compress(idx(INKS))[:-9], "“F” is cut short"),
    "gzip in gzip": (gzip.compress(gzip.compress(idx(INKS))), "none of the kinds"),
}


@pytest.mark.parametrize(("data", "said"), BAD.values(), ids=BAD)
def test_an_archive_that_holds_no_pictures_gets_a_sentence(data, said):
    with pytest.raises(ValueError, match=r"\.$") as caught:
        read("F", data)
    assert said in str(caught.value)


def test_too_many_files_are_refused_before_they_are_unpacked(monkeypatch):
    monkeypatch.setattr(archive, "_LIMITS", archive._LIMITS._replace(files=1))
    with pytest.raises(ValueError, match="“F” holds 2 files: at most 1"):
        read("F", zipped({"1.png": UP, "2.png": b"no picture"}))
