"""Arrays as pictures: (images, rows, columns) or (images, pixels), with labels and shares."""

from math import isqrt

import numpy as np

from wsviz.guard.npy import array, by
from wsviz.guard.refused import Refused, counted, quoted
from wsviz.pictures.brought import Brought, Tally
from wsviz.pictures.greys import greys, note
from wsviz.pictures.labels import numbered

# What arrays are called, best first; the last of each is NumPy's name for the nth of np.savez.
IMAGES = ("images", "image", "pictures", "x", "x_train", "train_images", "data", "arr_0")
LABELS = ("labels", "label", "y", "y_train", "train_labels", "target", "targets", "arr_1")
PROBABILITIES = ("probabilities", "probability", "p", "counts", "arr_2")


def read(what, data):
    """Brought of a .npy file. Raises Refused."""
    return of_arrays(what, array(what, data))


def read_named(what, files):
    """Brought of a .npz file, given as {name: the bytes of a .npy}. Raises Refused."""
    arrays = {name: array(f"{quoted(name)} in {what}", data) for name, data in files.items()}
    images = _named(arrays, IMAGES) or _only_pictures(arrays)
    if images is None:
        listed = ", ".join(quoted(_stem(name)) for name in list(arrays)[:10])
        raise Refused(f"{what} holds the arrays {listed}: none of them is called “images”.")
    labels, shares = _named(arrays, LABELS), _named(arrays, PROBABILITIES)
    found = of_arrays(what, *(arrays.get(name) for name in (images, labels, shares)))
    others = [quoted(_stem(name)) for name in arrays if name not in (images, labels, shares)]
    passed = (f"Passed over: {', '.join(others[:10])}.",) if others else ()
    return found._replace(notes=(*found.notes, *passed))


def of_arrays(what, images, labels=None, probabilities=None):
    """Brought of arrays: labels and probabilities are one a picture. Raises Refused."""
    images = _stacked(what, images)
    Tally().add(*images.shape[1:], images=len(images))
    inks, full = greys(images)
    notes = note(full)
    if labels is not None:
        _check_count(what, "labels", labels, len(images))
        labels, said = numbered(labels)
        notes += said
    if probabilities is not None:
        _check_count(what, "probabilities", probabilities, len(images))
        probabilities = _shares(probabilities)
    if images.shape[1] == 1 < images.shape[2]:
        notes += (f"{images.shape[2]:,} pixels a picture make no square: each picture is a row.",)
    return Brought(tuple(np.ascontiguousarray(inks)), labels, probabilities, notes)


def _named(arrays, names):
    """The array's name that stands first among `names`, whatever its case; or None."""
    plain = {_stem(name).casefold(): name for name in reversed(arrays)}
    return next((plain[name] for name in names if name in plain), None)


def _stem(name):
    """An array's name without its folder and its ending."""
    return name.split("/")[-1].removesuffix(".npy")


def _only_pictures(arrays):
    found = [name for name, values in arrays.items() if values.ndim >= 2]
    return found[0] if len(found) == 1 else None


def _stacked(what, images):
    """As (images, rows, columns)."""
    shape = images.shape
    if not images.size:
        raise Refused(f"{what} holds an array of shape {by(shape)}: it is empty.")
    if images.ndim == 4 and 1 in (shape[1], shape[3]):
        images = images[..., 0] if shape[3] == 1 else images[:, 0]
    if images.ndim == 2:
        side = isqrt(shape[1])
        square = side * side == shape[1]
        images = images.reshape(shape[0], *((side, side) if square else (1, shape[1])))
    if images.ndim != 3:
        raise Refused(
            f"{what} holds an array of shape {by(shape)}: pictures are "
            "images × rows × columns, or images × pixels."
        )
    return images


def _check_count(what, noun, values, images):
    if not values.ndim or len(values) != images:
        count = len(values) if values.ndim else 1
        raise Refused(
            f"{what} holds {counted(images, 'picture')} and {noun} for {count:,}: one each is "
            "needed."
        )


def _shares(probabilities):
    shares = probabilities.ravel()
    if shares.dtype.kind not in "buif" or probabilities.shape[0] != shares.size:
        raise Refused(
            f"Probabilities of type {probabilities.dtype} and shape {probabilities.shape}: a "
            "number a picture."
        )
    shares = shares.astype(np.float64)
    wrong = shares[~((shares > 0) & np.isfinite(shares))]
    if wrong.size:
        raise Refused(f"Probability {wrong[0]:g}: every picture needs more than 0, and finite.")
    return shares
