"""Which images of a labelled world are kept back: the one rule of all held-out and test images."""

from dataclasses import replace

import numpy as np

# Of each class the fifth, tenth, fifteenth … image, in the order of the file.
EVERY = 5


def every_fifth(labels):
    """(kept, held out) masks over the images: of each class every fifth image is held out.

    labels  (images,) whole numbers
    """
    order = np.empty(len(labels), int)
    for label in np.unique(labels):
        members = np.flatnonzero(labels == label)
        order[members] = np.arange(len(members))
    held_out = order % EVERY == EVERY - 1
    return ~held_out, held_out


def split(dataset):
    """The labelled Dataset that shows what is kept, each image as often, and holds out the rest.

    Its name ends in "-split". Equal images may lie on both sides: 13 of the 355 digits held out are
    also learned.
    """
    kept, held_out = every_fifth(dataset.labels)
    images = dataset.images[kept]
    return replace(
        dataset,
        name=f"{dataset.name}-split",
        title=f"{dataset.title}, {held_out.sum():,} of {len(held_out):,} held out",
        images=images,
        probabilities=np.full(len(images), 1 / len(images)),
        labels=dataset.labels[kept],
        held_out=dataset.images[held_out],
    )
