"""Files that are broken, cut, or made to hurt: a sentence, soon, and nothing else."""

import os
import struct
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event

import numpy as np
import pytest
from PIL import Image

from tests.browser.app import ROOT
from tests.pictures.bombs import BOMBS
from tests.pictures.compared import same
from tests.pictures.corpus import PICTURES, saved, tiff, zipped
from tests.pictures.mutated import KINDS, SHADES, mutated
from wsviz.pictures import Brought, read, reader

SECONDS = 2


@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_file_is_read_or_gets_a_sentence(kind, tmp_path, monkeypatch):
    home = tmp_path / "a" / "b" / "c"
    home.mkdir(parents=True)
    monkeypatch.chdir(home)
    monkeypatch.setenv("TMPDIR", str(home))
    refused = sum(not is_read(mutated(kind, seed)) for seed in range(200))
    assert 20 < refused < 200
    assert [len(files) for _, _, files in os.walk(tmp_path)] == [0, 0, 0, 0]


def is_read(data):
    """Whether it is read, soon; where not, it gets one sentence."""
    begun = time.process_time()
    try:
        brought = read("F", data)
    except ValueError as error:
        sentence = str(error)
        assert sentence.endswith(".")
        assert "\n" not in sentence
        assert len(sentence) < 300
        return False
    finally:
        assert time.process_time() - begun < SECONDS
    assert isinstance(brought, Brought)
    assert all(0 <= ink.min() <= ink.max() <= 1 for ink in brought.inks)
    return True


SAID = {
    "png, 400 million pixels": "“F” has 400,000,000 pixels: at most 50,000,000 are read.",
    "png, 50 million pixels and some": "“F” has 50,069,760 pixels: at most 50,000,000 are read.",
    "gif, frames without end": "100,000 images or more: at most 20,000 are read.",
    "gif, a frame beyond its screen": "“F” has 169,000,000 pixels: at most 50,000,000 are read.",
    "tiff, pages in a ring": "2,001 pages of TIFF or more: at most 2,000 are read.",
    "tiff, a page of 60,000 tags": "“F” has 60,007 tags on a page: at most 64 are read.",
    "tiff, a JPEG of many passes": "864,000,000 pixels or more to decode in 96 passes: at most "
    "500,000,000 are.",
    "jpeg, passes without end": "4,554,000,000 pixels or more to decode in 506 passes: at most "
    "500,000,000 are.",
    "zip, 40 jpegs of many passes": "982,520,000 pixels or more to decode in 406 passes: at most "
    "500,000,000 are.",
    "zip, 201 million bytes": "“F” unpacks to 201,000,000 bytes: at most 200,000,000 are read.",
    "gzip, 201 million bytes": "“F” unpacks to more than 200,000,000 bytes: that is the limit.",
    "csv, two million columns": "“F” has more than 100,000 columns: that is the limit.",
    "csv, 20 million cells": "“F” has 20,000,000 cells: at most 4,000,000 are read.",
    "csv, the most cells": "10,000 pictures.",
    "csv, in a zip": "“1.csv” in “F” is a table of 40,020,000 bytes: at most 40,000,000 are read.",
}


def test_what_would_become_large_or_never_end_is_refused_first():
    command = [sys.executable, "-m", "tests.pictures.bombs"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert not done.stderr
    said = {}
    for line in done.stdout.splitlines():
        name, megabytes, seconds, sentence = line.split(" | ")
        # What gzip packed tells no size: it is unpacked up to the limit.
        assert int(megabytes) < (450 if name.startswith("gzip") else 100), line
        assert float(seconds) < SECONDS, line
        assert sentence.endswith("."), line
        said[name] = sentence
    assert said.keys() == BOMBS.keys()
    assert {name: said[name] for name in SAID} == SAID


def test_a_cut_picture_is_refused_or_whole():
    for data, inks in PICTURES.values():
        for left in np.linspace(1, len(data) - 1, 12).astype(int):
            with suppress(ValueError):
                same(read("F", data[:left]), inks)


def test_rows_that_are_missing_are_noticed():
    data = tiff(SHADES, "<", False)
    six, sixty = (struct.pack("<HHII", 257, 4, 1, rows) for rows in (6, 60))
    assert six in data
    with pytest.raises(ValueError, match="“F” is broken, or cut short: rows of a page are missing"):
        read("F", data.replace(six, sixty))


def test_a_bit_that_turns_in_a_png_never_goes_unseen():
    data = saved(SHADES, "PNG")
    for bit in range(0, 8 * len(data), 3):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(ValueError, match=r"\.$"):
            read("F", bytes(changed))


@pytest.mark.parametrize("beginning", [b"", b"\x89PNG\r\n\x1a\n", b"PK\3\4"])
def test_five_megabytes_are_the_limit(beginning):
    with pytest.raises(ValueError, match=r"“F” has 5,000,001 bytes: at most 5,000,000 are read."):
        read("F", beginning + bytes(5_000_001 - len(beginning)))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty: it has 0 bytes."),
        (b"\0" * 40, "is none of the kinds that are read: PNG, GIF"),
        (b"%PDF-1.7\n", "is none of the kinds"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "is none of the kinds"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is none of the kinds"),
        (saved(SHADES, "PPM"), "is none of the kinds"),
        (saved(SHADES, "ICO"), "is none of the kinds"),
        (saved(SHADES, "JPEG2000"), "is none of the kinds"),
        (saved(SHADES, "AVIF"), "is none of the kinds"),
        (b"RIFF\0\0\0\0WAVE", "is none of the kinds"),
        (saved(SHADES, "GIF")[:-1], "is broken, or cut short"),
        (saved(SHADES, "PNG")[:-12], "is broken, or cut short: a check sum is wrong."),
        (saved(SHADES, "TIFF")[:-5], "is broken, or cut short"),
        (zipped({"../../F.png": b"\x89PNG\r\n\x1a\n"}), "“../../F.png” in “bad·name” is broken"),
    ],
)
def test_what_is_not_read_is_told_with_a_printable_name(data, said):
    with pytest.raises(ValueError, match=r"^“[^\n]*\.$") as caught:
        read("bad\nname", data)
    assert said in str(caught.value)


def test_long_names_are_told_by_their_ends():
    with pytest.raises(ValueError, match=r"^“a{29}…a{26}\.png” is empty"):
        read("a" * 200 + ".png", b"")


def test_nobody_waits_for_the_file_of_another(monkeypatch):
    go_on = Event()
    monkeypatch.setitem(reader._PLAIN, "IDX", lambda what, data: go_on.wait(5))
    with ThreadPoolExecutor(1) as others:
        other = others.submit(read, "slow", b"\0\0\x08\1")
        read("F", saved(SHADES, "PNG"))
        assert not other.done()
        go_on.set()
        assert other.result()


@pytest.mark.parametrize("name", ["ink.greys", "images.Tally.add", "images._covered"])
def test_a_fault_of_ours_is_not_taken_for_the_file_s(monkeypatch, name):
    def fault(*_, **__):
        raise KeyError("ours")

    monkeypatch.setattr(f"wsviz.pictures.{name}", fault)
    with pytest.raises(KeyError, match="ours"):
        read("F", saved(np.ones((4, 4), np.float32), "TIFF"))


def test_warnings_and_limits_are_as_before_afterwards(recwarn):
    filters, limit = list(reader.warnings.filters), Image.MAX_IMAGE_PIXELS
    for name in ("bmp, 4 billion pixels", "tiff, 4 billion pixels"):
        with pytest.raises(ValueError, match="at most 50,000,000"):
            read("F", BOMBS[name]())
    with ThreadPoolExecutor(8) as readers:
        list(readers.map(lambda file: read("F", file[0]), PICTURES.values()))
    assert list(reader.warnings.filters) == filters
    assert limit == Image.MAX_IMAGE_PIXELS
    assert not recwarn.list
