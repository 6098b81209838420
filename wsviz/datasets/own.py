"""Pictures that a person brought: a Dataset named by its content.

Such a world is kept in memory as long as anybody uses it: a Recipe holds on to its own. Its name is
a hash of its bytes, its title among them, so the same pictures have the same name on every machine.
"""

import hashlib
import re
from weakref import WeakValueDictionary

import numpy as np

from wsviz.datasets.dataset import Dataset
from wsviz.datasets.own_bytes import (
    MAX_BYTES,
    MAX_IMAGES,
    MAX_PIXELS,
    MAX_TITLE,
    check_counts,
    content,
    size,
    to_bytes,
)
from wsviz.guard.refused import Refused

__all__ = ["MAX_BYTES", "MAX_IMAGES", "MAX_PIXELS", "MAX_TITLE", "size", "to_bytes"]
__all__ += ["from_arrays", "from_bytes", "held", "is_own", "named_in"]

MAX_LABEL = 2**31 - 1
_NAME = re.compile(r"own-[0-9a-f]{32}")
_held = WeakValueDictionary()


def from_arrays(
    images, labels=None, probabilities=None, image_shape=None, held_out=None, title=None
):
    """The Dataset of one's own pictures; its name is “own-” and a hash of all that is given.

    images         (images, rows, columns), or (images, pixels) with `image_shape`; 0 and 1
    labels         (images,) whole numbers from 0, or None
    probabilities  (images,) how often each occurs, in any unit: they are made to sum to 1; equal
                   where they are not given
    image_shape    (rows, columns); images given flat without it are square, else one row
    held_out       pictures that learning never sees, shaped as `images`, or None
    title          its name on the screen, at most 60 characters; else what the pictures are, so
                   that the same ones are the same world wherever they came from

    Raises Refused with a sentence that names the value and its limit.
    """
    images, labels = np.asarray(images), labels if labels is None else np.asarray(labels)
    _check_there(images)
    shape = tuple(int(n) for n in image_shape or _shape_of(images))
    dataset = Dataset(
        name="own",
        title=" ".join((title or "").split())[:MAX_TITLE] or _described(len(images), shape, labels),
        images=_flat(images),
        probabilities=_shares(probabilities, len(images)),
        image_shape=shape,
        source="pictures that were brought along",
        licence="whatever holds for them",
        labels=labels,
        held_out=held_out if held_out is None else _flat(np.asarray(held_out)),
    )
    _check_limits(dataset)
    return _remembered(dataset)


def _check_there(images):
    if images.ndim not in (2, 3) or not images.size:
        raise Refused(
            f"Images of shape {images.shape}: at least one image, as (images, rows, columns) or "
            "(images, pixels)."
        )


def _described(count, shape, labels):
    """What the pictures are: 12 pictures, 5 × 5, 3 classes."""
    rows, columns = shape
    words = f"{count:,} picture{'s' * (count > 1)}, {rows} × {columns}"
    kinds = 0 if labels is None else len(np.unique(labels))
    return words + (f", {kinds:,} class{'es' * (kinds > 1)}" if kinds else "")


def is_own(name):
    """Whether that is the name of a world somebody brought, known here or not."""
    return isinstance(name, str) and _NAME.fullmatch(name) is not None


def named_in(text):
    """The names of worlds of one's own that stand in a text, each once, in their order."""
    return list(dict.fromkeys(_NAME.findall(text)))


def held(name):
    """The Dataset of that name, None where nobody here uses it."""
    return _held.get(name)


def from_bytes(data):
    """The Dataset that `to_bytes` wrote. Raises Refused for all other bytes."""
    return from_arrays(**content(data))


def _remembered(dataset):
    """The Dataset with its name; the one in use here where there already is one."""
    digest = hashlib.sha256(to_bytes(dataset)).hexdigest()[:32]
    name = f"own-{digest}"
    object.__setattr__(dataset, "name", name)
    return _held.setdefault(name, dataset)


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
    shares = shares if abs(total - 1) <= 1e-12 else shares / total
    # Equal ones are not written down: they are what they are read as.
    equal = shares.shape == (images,) and (shares == shares[0]).all()
    return np.full(images, 1 / images) if equal else shares


def _check_limits(dataset):
    held_out = 0 if dataset.held_out is None else len(dataset.held_out)
    check_counts(len(dataset.images) + held_out, dataset.visible)
    if dataset.labels is not None:
        low, high = dataset.labels.min(), dataset.labels.max()
        if low < 0 or high > MAX_LABEL:
            wrong = low if low < 0 else high
            raise Refused(f"Label {wrong}: a label is a whole number from 0 to {MAX_LABEL:,}.")
