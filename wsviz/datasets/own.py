"""Pictures that a person brought: a Dataset named by its content, and its bytes.

Such a world is kept in memory as long as anybody uses it: a Recipe holds on to its own. Its name is
a hash of its bytes but for the title, so the same pictures have the same name on every machine,
whatever their file was called.
"""

import hashlib
import re
import struct
from itertools import pairwise
from weakref import WeakValueDictionary

import numpy as np

from wsviz.datasets.dataset import Dataset
from wsviz.datasets.patterns import packed
from wsviz.guard.refused import Refused

MAX_IMAGES = 20_000
MAX_PIXELS = 1_024
MAX_LABEL = 2**31 - 1
MAX_TITLE = 60
_NAME = re.compile(r"own-[0-9a-f]{32}")
# Magic and version; rows, columns; images, held out; what else follows; bytes of the title.
_HEAD = struct.Struct("<4sHHIIBB")
_MAGIC = b"wsv1"
#: What `to_bytes` gives at most: a head, a title, and a row of bits, a label and a share an image.
MAX_BYTES = _HEAD.size + 4 * MAX_TITLE + MAX_IMAGES * (MAX_PIXELS // 8 + 4 + 8)
_LABELS, _PROBABILITIES = 1, 2
_held = WeakValueDictionary()


def from_arrays(
    images, labels=None, probabilities=None, image_shape=None, held_out=None, title="Own pictures"
):
    """The Dataset of one's own pictures; its name is “own-” and a hash of what is given.

    images         (images, rows, columns), or (images, pixels) with `image_shape`; 0 and 1
    labels         (images,) whole numbers from 0, or None
    probabilities  (images,) how often each occurs, in any unit: they are made to sum to 1; equal
                   where they are not given
    image_shape    (rows, columns); images given flat without it are square, else one row
    held_out       pictures that learning never sees, shaped as `images`, or None
    title          its name on the screen, at most 60 characters

    Raises Refused with a sentence that names the value and its limit.
    """
    images = np.asarray(images)
    if images.ndim not in (2, 3) or not images.size:
        raise Refused(
            f"Images of shape {images.shape}: at least one image, as (images, rows, columns) or "
            "(images, pixels)."
        )
    image_shape = image_shape or _shape_of(images)
    dataset = Dataset(
        name="own",
        title=" ".join(title.split())[:MAX_TITLE] or "Own pictures",
        images=_flat(images),
        probabilities=_shares(probabilities, len(images)),
        image_shape=tuple(int(n) for n in image_shape),
        source="pictures that were brought along",
        licence="whatever holds for them",
        labels=labels if labels is None else np.asarray(labels),
        held_out=held_out if held_out is None else _flat(np.asarray(held_out)),
    )
    _check_limits(dataset)
    return _remembered(dataset)


def is_own(name):
    """Whether that is the name of a world somebody brought, known here or not."""
    return isinstance(name, str) and _NAME.fullmatch(name) is not None


def named_in(text):
    """The names of worlds of one's own that stand in a text, each once, in their order."""
    return list(dict.fromkeys(_NAME.findall(text)))


def held(name):
    """The Dataset of that name, None where nobody here uses it."""
    return _held.get(name)


def to_bytes(dataset):
    """The Dataset as bytes, the same for the same pictures: `from_bytes` reads them again.

    A head, the title, the images eight pixels a byte, those held out, the labels (int32) and the
    probabilities (float64) where they differ; numbers are little-endian.
    """
    return _titled(dataset, dataset.title.encode())


def _titled(dataset, title):
    held_out = () if dataset.held_out is None else dataset.held_out
    even = np.ptp(dataset.probabilities) == 0
    parts = _LABELS * (dataset.labels is not None) + _PROBABILITIES * (not even)
    head = (*dataset.image_shape, len(dataset.images), len(held_out), parts, len(title))
    bits = [packed(images).tobytes() for images in (dataset.images, held_out) if len(images)]
    labels = dataset.labels.astype("<i4").tobytes() if parts & _LABELS else b""
    shares = dataset.probabilities.astype("<f8").tobytes() if parts & _PROBABILITIES else b""
    return b"".join([_HEAD.pack(_MAGIC, *head), title, *bits, labels, shares])


def from_bytes(data):
    """The Dataset that `to_bytes` wrote. Raises Refused for all other bytes."""
    try:
        magic, rows, columns, images, held_out, parts, title = _HEAD.unpack_from(data)
    except struct.error:
        magic = b""
    if magic != _MAGIC:
        raise Refused("These bytes hold no pictures of wsviz.")
    _check_counts(images + held_out, rows * columns)
    row = -(-rows * columns // 8)
    lengths = (
        title,
        images * row,
        held_out * row,
        4 * images * bool(parts & _LABELS),
        8 * images * bool(parts & _PROBABILITIES),
    )
    if len(data) != _HEAD.size + sum(lengths):
        raise Refused("These pictures are cut short, or changed on the way.")
    ends = np.cumsum((_HEAD.size, *lengths))
    text, bits, others, labels, shares = (data[a:b] for a, b in pairwise(ends))
    return from_arrays(
        _unpacked(bits, images, rows * columns),
        labels=np.frombuffer(labels, "<i4") if labels else None,
        probabilities=np.frombuffer(shares, "<f8") if shares else None,
        image_shape=(rows, columns),
        held_out=_unpacked(others, held_out, rows * columns) if held_out else None,
        title=text.decode(errors="replace"),
    )


def _remembered(dataset):
    """The Dataset with its name; the one in use here where there already is one."""
    digest = hashlib.sha256(_titled(dataset, b"")).hexdigest()[:32]
    name = f"own-{digest}"
    object.__setattr__(dataset, "name", name)
    return _held.setdefault(name, dataset)


def _unpacked(data, count, pixels):
    rows = np.frombuffer(data, np.uint8).reshape(count, -1)
    return np.unpackbits(rows, axis=1, count=pixels)


def _shape_of(images):
    if images.ndim == 3:
        return images.shape[1:]
    pixels = images.shape[-1] if images.ndim else 0
    side = round(pixels**0.5)
    return (side, side) if side * side == pixels else (1, pixels)


def _flat(images):
    return images.reshape(len(images), -1)


def _shares(probabilities, images):
    if probabilities is None:
        return np.full(images, 1 / images)
    shares = np.asarray(probabilities, np.float64)
    with np.errstate(over="ignore"):
        total = shares.sum()
    if not 0 < total < np.inf:
        raise Refused(f"Probabilities sum to {total:g}: their sum is above 0 and finite.")
    # Those that are shares already stay as they are, to the last bit.
    return shares if abs(total - 1) <= 1e-12 else shares / total


def _check_limits(dataset):
    held_out = 0 if dataset.held_out is None else len(dataset.held_out)
    _check_counts(len(dataset.images) + held_out, dataset.visible)
    if dataset.labels is not None:
        low, high = dataset.labels.min(), dataset.labels.max()
        if low < 0 or high > MAX_LABEL:
            wrong = low if low < 0 else high
            raise Refused(f"Label {wrong}: a label is a whole number from 0 to {MAX_LABEL:,}.")


def _check_counts(images, pixels):
    if images > MAX_IMAGES:
        raise Refused(f"{images:,} images: at most {MAX_IMAGES:,} make a world.")
    if pixels > MAX_PIXELS:
        raise Refused(f"{pixels:,} pixels an image: at most {MAX_PIXELS:,}.")
