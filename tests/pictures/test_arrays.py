"""Arrays: every shape, type and name in which people keep pictures."""

import numpy as np
import pytest

from tests.pictures.compared import same
from tests.pictures.corpus import GREY, SHADES, F, idx, npy, npz
from wsviz.pictures import read

INK = 255 - SHADES
PAIR = np.stack([INK, INK[::-1]])
GREYS = [GREY, GREY[::-1]]
TONES = np.stack([F, F[::-1]])
# Sixteen shades and none, as scikit-learn's digits have them.
FEW = np.where(TONES, 16, np.arange(5))
SQUARE = np.arange(9).reshape(1, 9) / 8
ALONE = {
    "bytes": (PAIR, GREYS),
    "shares": (PAIR / 255, GREYS),
    "float32": ((PAIR / 255).astype(np.float32), GREYS),
    "float16": (TONES.astype(np.float16), TONES),
    "floats to 255": (PAIR.astype(np.float64), GREYS),
    "int64": (PAIR.astype(np.int64), GREYS),
    "uint16": (PAIR.astype(np.uint16) * 257, GREYS),
    "big-endian": (PAIR.astype(">i4"), GREYS),
    "true or false": (TONES.astype(bool), TONES),
    "bytes of 0 and 1": (TONES, TONES),
    "int8": (TONES.astype(np.int8), TONES),
    "shades to 16": (FEW.astype(np.float64), FEW / 16),
    "whole shades to 16": (FEW, FEW / 16),
    "a channel at the end": (PAIR[..., None], GREYS),
    "a channel before": (PAIR[:, None], GREYS),
    "columns first": (np.asfortranarray(PAIR), GREYS),
    "every other": (np.repeat(PAIR, 2, axis=0)[::2], GREYS),
    "flat and square": (SQUARE, SQUARE.reshape(1, 3, 3)),
    "flat and no square": (TONES.reshape(2, 30), TONES.reshape(2, 1, 30)),
    "a rounding above 1": (TONES * np.float32(1.000001), TONES),
}


@pytest.mark.parametrize(("values", "inks"), ALONE.values(), ids=ALONE)
def test_an_array_is_read_as_it_is(values, inks):
    same(read("F.png", npy(values)), inks)
    same(read("F", npz(images=values)), inks)


@pytest.mark.parametrize("dtype", ["u1", "i2", "i4", "f4", "f8"])
def test_mnists_format_is_read_as_it_is(dtype):
    same(read("train-images-idx3-ubyte", idx(PAIR.astype(dtype))), GREYS)


NAMED = {
    "own names": ({"images": PAIR, "labels": [3, 1], "probabilities": [1, 3]}, [3, 1], [1, 3]),
    "keras": ({"x_train": PAIR, "y_train": [3, 1]}, [3, 1], None),
    "scikit-learn": ({"data": PAIR, "target": [3.0, 1.0]}, [3, 1], None),
    "capitals": ({"y": [[3], [1]], "X": PAIR}, [3, 1], None),
    "savez": ({"arr_0": PAIR, "arr_1": [3, 1]}, [3, 1], None),
    "one name nobody knows": ({"bars": PAIR}, None, None),
    "texts": ({"images": PAIR, "labels": ["zebra", "cat"]}, [1, 0], None),
    "long numbers": ({"images": PAIR, "labels": ["9" * 5000, "x1"]}, [0, 1], None),
    "bytes": ({"images": PAIR, "labels": np.array([b"b10", b"b9"])}, [1, 0], None),
    "below 0": ({"images": PAIR, "labels": [1, -1]}, [1, 0], None),
    "one of three": ({"images": PAIR, "labels": [[0, 0, 1], [1, 0, 0]]}, [2, 0], None),
    "true or false": ({"images": PAIR, "labels": [True, False]}, [1, 0], None),
}


@pytest.mark.parametrize(("arrays", "labels", "shares"), NAMED.values(), ids=NAMED)
def test_arrays_are_told_by_their_names(arrays, labels, shares):
    same(read("F", npz(**arrays)), GREYS, labels, shares)


def test_what_was_done_is_told():
    data = npz(images=PAIR, labels=["zebra", "cat"], mask=F)
    assert read("F", data).notes == (
        "Numbers were divided by 255.",
        "Labels are numbered: 0 “cat”, 1 “zebra”.",
        "Passed over: “mask”.",
    )
    many = npz(images=np.zeros((12, 4), bool), labels=[f"n{i}" for i in range(12)])
    assert "9 “n9” and 2 more." in read("F", many).notes[0]
    row = read("F", npy(TONES.reshape(2, 30))).notes
    assert row == ("30 pixels a picture make no square: each picture is a row.",)


BAD = {
    "nan": (npy(np.full((1, 4), np.nan)), "A pixel is nan: pixels are finite numbers."),
    "infinite": (npy(np.full((1, 4), -np.inf)), "A pixel is -inf: pixels are finite"),
    "negative": (npy(np.full((1, 4), -0.5)), "A pixel is -0.5: pixels are numbers from 0."),
    "large": (npy(np.full((1, 4), 70_000)), "A pixel is 70,000: pixels are numbers up to 65,535."),
    "complex": (npy(np.ones((1, 4), complex)), "holds values of type complex128"),
    "texts": (npy(np.full((1, 4), "a")), "Values of type <U1"),
    "objects": (npy(np.array([[{}]], object), allow_pickle=True), "holds values of type object"),
    "records": (npy(np.zeros((1, 4), "i4,f4")), "holds values of type"),
    "one number": (npy(5), "shape 1: pictures are images × rows × columns"),
    "a row of numbers": (npy(np.ones(4)), "shape 4: pictures are"),
    "colours": (npy(np.ones((2, 4, 4, 3))), "shape 2 × 4 × 4 × 3: pictures are"),
    "empty": (npy(np.ones((0, 4, 4))), "an array of shape 0 × 4 × 4: it is empty"),
    "many": (npy(np.ones((20_001, 1), bool)), "20,001 images or more: at most 20,000"),
    "no images": (npz(a=PAIR, b=PAIR), "holds the arrays “a”, “b”: none of them is called"),
    "few labels": (npz(images=PAIR, labels=[1]), "holds 2 pictures and labels for 1: one each"),
    "one label": (npz(images=PAIR, labels=1), "holds 2 pictures and labels for 1: one each"),
    "odd labels": (npz(images=PAIR, labels=np.ones((2, 2))), "a single 1 in each"),
    "shares of 0": (npz(images=PAIR, probabilities=[1, 0]), "Probability 0: every picture needs"),
    "shares that are texts": (npz(images=PAIR, probabilities=["a", "b"]), "Probabilities of type"),
    "labels alone": (idx(np.arange(7, dtype="u1")), "holds 7 labels and no pictures: bring both"),
    "idx cut": (idx(PAIR)[:-1], "should hold 60 bytes after its head and has 59"),
    "idx without sizes": (idx(PAIR)[:9], "its head of 16 bytes has 9"),
    "npy cut": (npy(PAIR)[:-1], "it holds 59 bytes for 2 × 6 × 5 values of 1"),
    "npy too long": (npy(PAIR) + b"0", "it holds 61 bytes for 2 × 6 × 5 values of 1"),
}


@pytest.mark.parametrize(("data", "said"), BAD.values(), ids=BAD)
def test_arrays_that_are_no_pictures_get_a_sentence(data, said):
    with pytest.raises(ValueError, match=r"\.$") as caught:
        read("F", data)
    assert said in str(caught.value)
