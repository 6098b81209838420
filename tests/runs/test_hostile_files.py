"""Files that were changed, by chance or on purpose: one sentence, in bounded time and memory."""

import json
import pickle
import struct
import time
import tracemalloc
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_LZMA

import numpy as np
import pytest

from tests.runs.run_files import array, every_kind, members, packed, saved, with_arrays
from wsviz.runs.files import MAX_BYTES, MAX_REVISIONS, RunFileError
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run

GOOD = saved(every_kind())
MEMBERS = members(GOOD)
HEAD = json.loads(MEMBERS["run.json"])
(PICTURES,) = (name for name in MEMBERS if name.startswith("pictures/"))


def with_head(**changed):
    return packed(MEMBERS | {"run.json": json.dumps(HEAD | changed)})


def with_recipe(**changed):
    return with_head(recipe=HEAD["recipe"] | changed)


def without(name):
    return packed({kept: data for kept, data in MEMBERS.items() if kept != name})


def edited(name, *place, value):
    """The file with one number of an array changed."""
    values = array(GOOD, name).copy()
    values[place] = value
    return reshaped(name, values)


def reshaped(name, values):
    member = "keyframes" if name in ("cycles", "generative", "recognition") else "curve"
    return with_arrays(GOOD, f"{member}.npz", **{name: values})


def npy(header, content=b""):
    """An .npy file whose header says that."""
    text = header.encode().ljust(118) + b"\n"
    return b"\x93NUMPY\1\0" + struct.pack("<H", len(text)) + text + content


def keyframes_of(**arrays):
    """The file with other .npy files among its keyframes."""
    held = members(MEMBERS["keyframes.npz"]) | {f"{n}.npy": data for n, data in arrays.items()}
    return packed(MEMBERS | {"keyframes.npz": packed(held)})


def says_less(data, name):
    """The file whose list says that a member has 100 bytes."""
    place = data.rindex(name.encode(), 0, data.rindex(b"PK\5\6")) - 46
    assert data[place : place + 4] == b"PK\1\2"
    return data[: place + 24] + struct.pack("<I", 100) + data[place + 28 :]


def long_list(entries=200_000):
    """A list of very many members."""
    entry = b"PK\1\2" + b"\0" * 24 + struct.pack("<H", 1) + b"\0" * 16 + b"a"
    size = entries * len(entry)
    return entry * entries + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 65_535, 65_535, size, 0, 0)


def second_list(data):
    """A list of very many members behind a locator that zipfile prefers."""
    entries = long_list()[:-22]
    record = struct.pack(
        "<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 200_000, 200_000, len(entries), 0
    )
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, len(entries), 1)
    return entries + record + locator + data[-22:]


ZEROS = bytes(MAX_BYTES + 1)
SIDE = array(GOOD, "generative")
POINTS = len(array(GOOD, "curve_cycles"))
OBJECTS = "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }"
HUGE = "{'descr': '<i8', 'fortran_order': False, 'shape': (1000000000000,), }"
NESTED = "(" * 100

HOSTILE = {
    "nothing": lambda: b"",
    "a picture": lambda: MEMBERS["thumbnail.png"],
    "other bytes": lambda: b"PK\5\6" * 99,
    "more bytes than a run has": lambda: GOOD + ZEROS,
    "an empty archive": lambda: packed({}),
    "another archive": lambda: MEMBERS["keyframes.npz"],
    **{f"without {n}": lambda n=n: without(n) for n in MEMBERS if n != "thumbnail.png"},
    **{f"empty {n}": lambda n=n: packed(MEMBERS | {n: b""}) for n in (*MEMBERS,)[:3]},
    "a bomb": lambda: packed(MEMBERS | {"bomb": ZEROS}),
    "a bomb within": lambda: packed(MEMBERS | {"curve.npz": packed({"a.npy": ZEROS})}),
    "a bomb that says less": lambda: says_less(packed(MEMBERS | {"run.json": ZEROS}), "run.json"),
    "packed without limit": lambda: packed(MEMBERS, ZIP_BZIP2),
    "packed with a dictionary": lambda: packed(MEMBERS, ZIP_LZMA),
    "a long list": long_list,
    "a second list": lambda: second_list(GOOD),
    "no JSON": lambda: packed(MEMBERS | {"run.json": b"\xff{"}),
    "nested JSON": lambda: packed(MEMBERS | {"run.json": b"[" * 10**6}),
    "a list as JSON": lambda: packed(MEMBERS | {"run.json": b"[1]"}),
    "no version": lambda: packed(MEMBERS | {"run.json": b"{}"}),
    **{f"version {v}": lambda v=v: with_head(version=v) for v in (0, -1, 1.5, "1", None, [1])},
    **{f"cycle {c}": lambda c=c: with_head(cycle=c) for c in (-1, 899, 10**10, "900", 9e2, None)},
    "an unknown preset": lambda: with_head(preset="x"),
    "a list as preset": lambda: with_head(preset=[1]),
    "a number as recipe": lambda: with_head(recipe=7),
    "a number in the recipe": lambda: with_recipe(seed=5),
    "an unknown data set": lambda: with_recipe(dataset="/etc/passwd"),
    "a path as pictures": lambda: with_recipe(dataset="own-../../x"),
    "pictures that are not there": lambda: with_recipe(dataset=f"own-{'0' * 32}"),
    "a seed beyond its limit": lambda: with_recipe(seed="99999999999"),
    "a large network": lambda: with_recipe(hidden="500-500", biases="0,0,0"),
    "another network": lambda: with_recipe(hidden="7-1"),
    "other learners": lambda: with_recipe(learners="3"),
    "another beginning": lambda: with_recipe(seed="6"),
    "changes that cannot be": lambda: with_head(then="5~seed=3"),
    "many changes": lambda: with_head(then=";".join(f"{n}~rows={n % 9 + 1}" for n in range(2_001))),
    "many weights set by hand": lambda: with_head(then="0" + "~set=generative.0.1.0=1" * 100_000),
    "a list as changes": lambda: with_head(then=["5~rows=3"]),
    "a list as moment": lambda: with_head(moment=["tab"]),
    "numbers as moment": lambda: with_head(moment={"cycle": 5}),
    "other pictures": lambda: packed(MEMBERS | {PICTURES: MEMBERS[PICTURES][:-1] + b"\1"}),
    "large pictures": lambda: packed(MEMBERS | {PICTURES: bytes(7_000_000)}),
    "a program": lambda: keyframes_of(cycles=npy(OBJECTS, pickle.dumps([1]))),
    "a header that claims a lot": lambda: keyframes_of(cycles=npy(HUGE, b"12345678")),
    "a header that is nested": lambda: keyframes_of(cycles=npy(NESTED)),
    "no array": lambda: keyframes_of(cycles=b"x"),
    "not a number": lambda: edited("generative", 1, 0, 3, value=np.nan),
    "infinite": lambda: edited("recognition", 1, 0, 3, value=-np.inf),
    "a weight that no learning gives": lambda: edited("generative", 1, 0, 3, value=1e20),
    "an infinite cost": lambda: edited("kl_bits", 1, 0, value=np.inf),
    "a first network of its own": lambda: edited("generative", 0, 0, 3, value=0.5),
    "cycles that fall": lambda: edited("cycles", 1, value=10**6),
    "a cycle twice": lambda: edited("curve_cycles", 2, value=array(GOOD, "curve_cycles")[1]),
    "a cycle below 0": lambda: edited("cycles", 0, value=-1),
    "a cycle too far": lambda: edited("curve_cycles", -1, value=10**12),
    "no cycle 0": lambda: edited("cycles", 0, value=1),
    "cycles of halves": lambda: reshaped("cycles", array(GOOD, "cycles") + 0.5),
    "very many cycles": lambda: reshaped("cycles", np.arange(10**6)),
    "no cycles": lambda: reshaped("cycles", np.arange(0)),
    "one cycle alone": lambda: reshaped("cycles", np.int64(0)),
    "fewer keyframes": lambda: reshaped("generative", SIDE[1:]),
    "keyframes of doubles": lambda: reshaped("generative", SIDE.astype("f8")),
    "flat keyframes": lambda: reshaped("generative", SIDE.ravel()),
    "keyframes by columns": lambda: reshaped("generative", np.asfortranarray(SIDE)),
    "texts": lambda: reshaped("kl_bits", np.array(["x"])),
    "another shape": lambda: reshaped("layer_costs_bits", np.zeros((POINTS, 2, 2))),
    "numbers as exact": lambda: reshaped("exact", np.ones(POINTS)),
    "no costs": lambda: reshaped("kl_bits", None),
}


BOMBS = ("a bomb", "a bomb within", "a bomb that says less", "a long list", "a second list")
CLAIMS = ("packed without limit", "a header that claims a lot", "nested JSON", "large pictures")


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_in_one_sentence_and_two_seconds(make):
    data = make()
    start = time.process_time()
    with pytest.raises(RunFileError) as refused:
        Run.open(BytesIO(data))
    assert time.process_time() - start < 2
    message = str(refused.value)
    assert message.endswith(".")
    assert len(message) < 300
    assert "\n" not in message


@pytest.mark.parametrize("name", [*BOMBS, *CLAIMS])
def test_no_more_memory_is_taken_than_was_agreed(name):
    data = HOSTILE[name]()
    tracemalloc.start()
    with pytest.raises(RunFileError):
        Run.open(BytesIO(data))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2 * len(data) + MAX_BYTES


def _same(run, own):
    return run.revisions == own.revisions and all(
        (a.flat == b.flat).all() for a, b in zip(run.parameters, own.parameters)
    )


def test_200_files_changed_by_chance_are_refused_or_opened_as_they_were():
    rng, own, opened = np.random.default_rng(0), every_kind(), 0
    for number in range(200):
        data = bytearray(GOOD)
        if number % 2:
            bit = rng.integers(8 * len(data))
            data[bit // 8] ^= 1 << bit % 8
        else:
            del data[rng.integers(len(data)) :]
        with suppress(RunFileError):
            # Still itself where the change is in the thumbnail's place or the like.
            assert _same(Run.open(BytesIO(bytes(data))), own)
            opened += 1
    assert opened < 20


def test_what_takes_longest_of_what_is_taken_opens_within_two_seconds():
    contents = members(saved(Run(PRESETS["kirby"])))
    then = ";".join(f"{n + 1}~rows={n % 9 + 1}" for n in range(MAX_REVISIONS - 1))
    head = json.loads(contents["run.json"]) | {"then": then}
    data = packed(contents | {"run.json": json.dumps(head)})
    start = time.process_time()
    run = Run.open(BytesIO(data))
    assert time.process_time() - start < 2
    assert len(run.revisions) == MAX_REVISIONS
