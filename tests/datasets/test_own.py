"""Pictures that a person brought: what is taken, refused, and read again from their bytes."""

import gc
from contextlib import suppress
from fractions import Fraction

import numpy as np
import pytest

from wsviz.datasets import load
from wsviz.datasets.own import MAX_IMAGES, from_arrays, from_bytes, held, is_own, size, to_bytes

F = np.array([[1, 1, 1], [1, 0, 0], [1, 1, 0], [1, 0, 0]])
WORLDS = {
    "even": {"images": [F, 1 - F]},
    "as often": {"images": [F, 1 - F, F], "probabilities": [3, 1, 5]},
    "thirds": {"images": [F, 1 - F, F], "probabilities": [Fraction(1, 3)] * 3},
    "labelled": {"images": [F, 1 - F], "labels": [7, 300]},
    "flat": {"images": [F.ravel(), 1 - F.ravel()], "image_shape": (4, 3)},
    "held out": {"images": [F], "held_out": [F, 1 - F], "title": "Ma première  lettre"},
    "all": {
        "images": [F, 1 - F],
        "labels": [1, 0],
        "probabilities": [0.1, 0.7],
        "held_out": [F, F],
    },
}


@pytest.mark.parametrize("given", WORLDS.values(), ids=WORLDS)
def test_a_world_is_itself_again_from_its_bytes(given):
    world = from_arrays(**given)
    data, name = to_bytes(world), world.name
    kept = {f: getattr(world, f) for f in ("images", "labels", "probabilities", "held_out")}
    rest = world.title, world.image_shape
    del world
    gc.collect()
    assert held(name) is None
    again = from_bytes(data)
    assert (again.name, again.title, again.image_shape) == (name, *rest)
    for field, values in kept.items():
        np.testing.assert_array_equal(getattr(again, field), values)
    assert again.images[0].reshape(again.image_shape).tolist() == F.tolist()


def test_shares_are_made_to_sum_to_one():
    assert from_arrays([F, 1 - F], probabilities=[3, 1]).probabilities.tolist() == [0.75, 0.25]


def test_equal_pictures_are_one_world_and_others_another():
    world = from_arrays([F, 1 - F])
    assert from_arrays([F, 1 - F]) is world
    assert load(world.name) is world
    others = [
        from_arrays([1 - F, F]),
        from_arrays([F, 1 - F], labels=[0, 1]),
        from_arrays([F.T, 1 - F.T]),
    ]
    others.append(from_arrays([F, 1 - F], title="F"))
    assert len({world.name, *(other.name for other in others)}) == 5


def test_what_one_person_calls_their_pictures_is_shown_to_nobody_else():
    first = from_arrays([F, 1 - F], title="Anna Example, class 3b")
    assert from_arrays([F, 1 - F]).title == "2 pictures, 4 × 3"
    assert from_arrays([F], labels=[4]).title == "1 picture, 4 × 3, 1 class"
    assert from_arrays([F] * 1_200, labels=[1, 2] * 600).title == "1,200 pictures, 4 × 3, 2 classes"
    assert first.title == "Anna Example, class 3b"


@pytest.mark.parametrize("count", [7, 49, 103])
def test_equal_shares_in_any_unit_are_the_same_to_the_last_bit(count):
    images = np.ones((count, 1, 1))
    world = from_arrays(images)
    for shares in ([0.1] * count, [3] * count, [1 / count] * count):
        assert from_arrays(images, probabilities=shares) is world
    again = from_bytes(to_bytes(world)).probabilities
    np.testing.assert_array_equal(
        from_arrays(images, probabilities=[0.1] * count, title="x").probabilities, again
    )


@pytest.mark.parametrize("given", WORLDS.values(), ids=WORLDS)
def test_the_length_of_the_bytes_is_told_from_shapes(given):
    world = from_arrays(**given)
    assert size(world) == len(to_bytes(world))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"images": [F + 1]}, "Pixel 2"),
        ({"images": np.zeros((0, 2, 2))}, "at least one image"),
        ({"images": 5}, "shape"),
        ({"images": np.zeros((1, 33, 32))}, "1,056 pixels an image: at most 1,024"),
        ({"images": np.zeros((MAX_IMAGES + 1, 1, 1))}, "20,001 images: at most 20,000"),
        ({"images": [F], "labels": [-1]}, "Label -1"),
        ({"images": [F], "labels": [2**31]}, "Label 2147483648"),
        ({"images": [F], "labels": [0.5]}, "whole number"),
        ({"images": [F], "labels": [1, 2]}, "Labels of shape"),
        ({"images": [F], "probabilities": [0]}, "sum to 0"),
        ({"images": [F, F], "probabilities": [2, -1]}, "Probability -1"),
        ({"images": [F, F], "probabilities": [1, np.nan]}, "sum to nan"),
        ({"images": [F, F], "probabilities": [1, np.inf]}, "sum to inf"),
        ({"images": [F], "image_shape": (3, 3)}, "it must hold 12 pixels"),
    ],
)
def test_what_cannot_be_a_world_is_refused_with_the_value(given, said):
    with pytest.raises(ValueError, match=said):
        from_arrays(**given)


@pytest.mark.parametrize(
    "name", ["own-", "own-../../etc/passwd", f"own-{'g' * 32}", f"own-{'a' * 33}", 7, None]
)
def test_no_other_text_is_a_name(name):
    assert not is_own(name)


def test_bytes_that_are_cut_changed_or_others_are_refused():
    data = to_bytes(from_arrays(**WORLDS["all"]))
    broken = [data[:n] for n in range(len(data))] + [data + b"\0", b"PK" + data]
    for other in broken:
        with pytest.raises(ValueError, match=r"pictures|images"):
            from_bytes(other)


def test_no_bit_that_flips_raises_anything_but_a_sentence():
    data = to_bytes(from_arrays(**WORLDS["all"]))
    for bit in range(8 * len(data)):
        other = bytearray(data)
        other[bit // 8] ^= 1 << bit % 8
        with suppress(ValueError):
            from_bytes(bytes(other))
