"""Files changed on the way: bits turned, bytes overwritten, pieces lost, doubled, cut off."""

import gzip
import struct

import numpy as np

from tests.pictures.corpus import BLOCKS, PICTURES, SHADES, F, chunk, idx, npy, npz, saved, zipped
from tests.pictures.test_table import TABLES

INKS = np.stack([F, F[::-1]])
SMALL_JPEG = [
    saved(BLOCKS[8:24, 8:24].copy(), "JPEG", progressive=progressive) for progressive in (0, 1)
]


def _files(kind):
    return [data for name, (data, _) in PICTURES.items() if name.startswith(kind)]


# Kind -> small files of it.
KINDS = {
    "png": _files("png"),
    "gif": _files("gif"),
    "jpeg": [*SMALL_JPEG, *_files("jpeg")],
    "bmp": _files("bmp"),
    "webp": _files("webp"),
    "tiff": _files("tiff"),
    "zip": [
        zipped({"a/1.png": saved(SHADES, "PNG"), "b/2.gif": saved(SHADES, "GIF")}),
        zipped({"1": idx(INKS), "2": idx(np.arange(2, dtype="u1"))}),
        zipped({"1.csv": b"7,0,1,1,0\n3,1,0,0,1"}),
    ],
    "npy": [npy(INKS), npy(INKS / 2), npy(np.asfortranarray(INKS, bool))],
    "npz": [npz(images=INKS, labels=["a", "b"], probabilities=[1, 2])],
    "csv": [text.encode() for text, *_ in TABLES.values()],
    "idx": [idx(INKS), idx(INKS.astype("f8"))],
    "gzip": [gzip.compress(idx(INKS)), gzip.compress(npy(INKS))],
}


def mutated(kind, seed):
    """One file of that kind, changed by draws of that seed."""
    draws = np.random.default_rng((seed, *kind.encode()))
    files = KINDS[kind]
    data = bytearray(files[draws.integers(len(files))])
    for _ in range(draws.integers(1, 4)):
        _CHANGES[draws.integers(len(_CHANGES))](data, draws)
    return _repaired(bytes(data)) if kind == "png" and draws.random() < 0.7 else bytes(data)


def _turn_bits(data, draws):
    for bit in draws.integers(8 * len(data), size=draws.integers(1, 9)):
        data[bit // 8] ^= 1 << bit % 8


def _overwrite(data, draws):
    start = draws.integers(len(data))
    end = min(start + draws.integers(1, 9), len(data))
    data[start:end] = bytes(draws.choice([0, 127, 128, 255], end - start).tolist())


def _lose(data, draws):
    start = draws.integers(len(data))
    del data[max(start, 1) : start + draws.integers(1, 33)]


def _double(data, draws):
    start = draws.integers(len(data))
    data[start:start] = data[start : start + draws.integers(1, 33)]


def _cut(data, draws):
    del data[draws.integers(1, len(data) + 1) :]


_CHANGES = (_turn_bits, _turn_bits, _overwrite, _lose, _double, _cut)


def _repaired(data):
    """The PNG with check sums that are right again, so that what is wrong is met further in."""
    parts, place = [data[:8]], 8
    while place + 12 <= len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        parts.append(chunk(data[place + 4 : place + 8], data[place + 8 : place + 8 + length]))
        place += 12 + length
    return b"".join(parts) + data[place:]
