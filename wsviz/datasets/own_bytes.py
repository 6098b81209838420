"""The bytes of pictures that a person brought: how they are written, how long they are, and read.

A head, the title, the images eight pixels a byte, those held out, the labels (int32) and the
probabilities (float64) where they differ; numbers are little-endian.
"""

import struct
from itertools import pairwise

import numpy as np

from wsviz.datasets.patterns import packed, unpacked
from wsviz.guard.refused import Refused

MAX_IMAGES = 20_000
MAX_PIXELS = 1_024
MAX_TITLE = 60
# Magic and version; rows, columns; images, held out; what else follows; bytes of the title.
_HEAD = struct.Struct("<4sHHIIBB")
_MAGIC = b"wsv1"
_LABELS, _PROBABILITIES = 1, 2
#: What `to_bytes` gives at most: a head, a title, and a row of bits, a label and a share an image.
MAX_BYTES = _HEAD.size + 4 * MAX_TITLE + MAX_IMAGES * (MAX_PIXELS // 8 + 4 + 8)


def to_bytes(dataset):
    """The Dataset as bytes, the same for the same pictures: `content` reads them again."""
    head, title = _head(dataset), dataset.title.encode()
    _, _, _, held_out, parts, _ = head
    bits = packed(dataset.images).tobytes()
    others = packed(dataset.held_out).tobytes() if held_out else b""
    labels = dataset.labels.astype("<i4").tobytes() if parts & _LABELS else b""
    shares = dataset.probabilities.astype("<f8").tobytes() if parts & _PROBABILITIES else b""
    return b"".join([_HEAD.pack(_MAGIC, *head), title, bits, others, labels, shares])


def size(dataset):
    """How many bytes `to_bytes` gives, told from shapes alone."""
    return _HEAD.size + sum(_lengths(*_head(dataset)))


def content(data):
    """What `to_bytes` wrote, as the arguments of own.from_arrays. Raises Refused for others."""
    head = _read_head(data)
    rows, columns, images, held_out, _, _ = head
    pixels = rows * columns
    check_counts(images + held_out, pixels)
    lengths = _lengths(*head)
    if len(data) != _HEAD.size + sum(lengths):
        raise Refused("These pictures are cut short, or changed on the way.")
    ends = np.cumsum((_HEAD.size, *lengths))
    title, bits, others, labels, shares = (data[a:b] for a, b in pairwise(ends))
    return {
        "images": unpacked(bits, images, pixels),
        "labels": np.frombuffer(labels, "<i4") if labels else None,
        "probabilities": np.frombuffer(shares, "<f8") if shares else None,
        "image_shape": (rows, columns),
        "held_out": unpacked(others, held_out, pixels) if held_out else None,
        "title": title.decode(errors="replace"),
    }


def check_counts(images, pixels):
    """Raises Refused for more images, or more pixels an image, than a world may have."""
    if images > MAX_IMAGES:
        raise Refused(f"{images:,} images: at most {MAX_IMAGES:,} make a world.")
    if pixels > MAX_PIXELS:
        raise Refused(f"{pixels:,} pixels an image: at most {MAX_PIXELS:,}.")


def _head(dataset):
    """Rows, columns; images, held out; what else follows; bytes of the title."""
    held_out = 0 if dataset.held_out is None else len(dataset.held_out)
    uneven = np.ptp(dataset.probabilities) != 0
    parts = _LABELS * (dataset.labels is not None) + _PROBABILITIES * bool(uneven)
    title = len(dataset.title.encode())
    return (*dataset.image_shape, len(dataset.images), held_out, parts, title)


def _read_head(data):
    try:
        magic, *head = _HEAD.unpack_from(data)
    except struct.error:
        magic = b""
    if magic != _MAGIC:
        raise Refused("These bytes hold no pictures of wsviz.")
    return head


def _lengths(rows, columns, images, held_out, parts, title):
    """Bytes of the title, the images, those held out, the labels and the probabilities."""
    row = -(-rows * columns // 8)
    labels, shares = bool(parts & _LABELS), bool(parts & _PROBABILITIES)
    return title, images * row, held_out * row, 4 * images * labels, 8 * images * shares
