"""Held-out images: which they are, and that nothing else of the world changes."""

import numpy as np
import pytest

from wsviz.datasets import load
from wsviz.datasets.every_fifth import every_fifth


def test_of_each_class_every_fifth_image_is_held_out():
    kept, held_out = every_fifth(np.array([7, 1, 7, 7, 1, 7, 7, 7]))
    assert held_out.tolist() == [False] * 6 + [True, False]
    assert (kept ^ held_out).all()


@pytest.mark.parametrize(
    ("world", "kept", "held_out"), [("digits", 1442, 355), ("mnist", 4000, 1000)]
)
def test_a_split_world_is_the_world_in_two_parts(world, kept, held_out):
    whole, part = load(world), load(f"{world}-split")
    assert whole.held_out is None
    assert part.name == f"{world}-split"
    assert part.title == f"{whole.title}, {held_out:,} of {kept + held_out:,} held out"
    assert len(part.images) == len(part.labels) == kept
    assert len(part.held_out) == held_out
    assert (part.probabilities == 1 / kept).all()
    together = np.concatenate([part.images, part.held_out])
    assert sorted(map(bytes, together)) == sorted(map(bytes, whole.images))
    for label in range(10):
        (members,) = np.nonzero(whole.labels == label)
        own = [bytes(image) for image in whole.images[members]]
        shown = [bytes(image) for image in part.images[part.labels == label]]
        assert shown == [image for n, image in enumerate(own) if n % 5 != 4]


def test_few_held_out_images_are_also_learned():
    learned = load("digits-split")
    assert learned.holds(learned.held_out).sum() == 13


def test_learning_is_shown_kept_images_alone():
    part = load("mnist-split")
    drawn = part.draw(np.random.default_rng(0).random(2000))
    assert part.holds(drawn).all()
    assert not part.holds(part.held_out).any()
