"""Pictures cut to one size and two tones, against plain loops."""

import numpy as np
import pytest

from tests.pictures.corpus import F
from wsviz.datasets import from_arrays
from wsviz.pictures import Brought, Cut, proposed_cut, two_tone, world

INK = F.astype(np.float32)
RANDOM = np.random.default_rng(0).random((12, 20), np.float32)


def shrunk(ink, rows, columns):
    """Means of the boxes, one after the other."""
    high, wide = ink.shape[0] // rows, ink.shape[1] // columns
    means = np.zeros((rows, columns))
    for row in range(rows):
        for column in range(columns):
            for i in range(high):
                for j in range(wide):
                    means[row, column] += float(ink[row * high + i, column * wide + j])
    return means / (high * wide)


def cut_of(ink, **settings):
    """One picture, cut."""
    return two_tone(Brought((ink,)), Cut(**settings))[0]


def test_a_picture_of_the_right_size_is_only_cut_at_the_threshold():
    assert cut_of(INK, rows=6, columns=5).tolist() == F.tolist()
    shades = np.array([[0, 0.25, 0.5, 0.75, 1]], np.float32)
    for threshold, on in [(0, 5), (0.25, 4), (0.5, 3), (0.51, 2), (1, 1)]:
        assert cut_of(shades, rows=1, columns=5, threshold=threshold).sum() == on
    turned = cut_of(shades, rows=1, columns=5, threshold=0.75, invert=True)
    assert turned.tolist() == [[1, 1, 0, 0, 0]]


@pytest.mark.parametrize(("rows", "columns"), [(6, 10), (3, 5), (4, 20), (12, 4)])
@pytest.mark.parametrize("fit", ["pad", "crop"])
def test_a_pixel_is_the_mean_of_its_box(rows, columns, fit):
    same_proportions = RANDOM[:12, : 12 * columns // rows] if rows == 3 else RANDOM
    ink = np.ascontiguousarray(same_proportions)
    if ink.shape[0] * columns != ink.shape[1] * rows:
        ink = np.ascontiguousarray(np.kron(RANDOM[:rows, :columns], np.ones((2, 2))), np.float32)
    found = cut_of(ink, rows=rows, columns=columns, fit=fit)
    np.testing.assert_array_equal(found, shrunk(ink, rows, columns) >= 0.5)


def test_a_mean_of_exactly_a_half_is_on():
    for size in range(1, 12):
        ink = np.zeros((2 * size, 2 * size), np.float32)
        ink[:, :size] = 1
        assert cut_of(ink, rows=1, columns=1).tolist() == [[1]]


def test_a_small_picture_grows_by_whole_pixels():
    assert cut_of(INK, rows=12, columns=10).tolist() == np.kron(F, np.ones((2, 2))).tolist()


def test_padding_keeps_all_in_the_middle_of_paper():
    found = cut_of(INK, rows=8, columns=9)
    # Six rows of five grow to eight of seven; one column of paper on either side.
    assert not found[:, [0, 8]].any()
    assert found[:, 1:8].any(0)[2]
    turned = cut_of(np.ascontiguousarray(INK.T), rows=9, columns=8)
    np.testing.assert_array_equal(turned, found.T)
    white_on_black = cut_of(1 - INK, rows=8, columns=9, invert=True)
    np.testing.assert_array_equal(found, white_on_black)


def test_cropping_keeps_the_middle():
    wide = np.zeros((4, 12), np.float32)
    wide[:, 4:8] = np.eye(4)
    wide[:, :4] = wide[:, 8:] = 1
    assert cut_of(wide, rows=4, columns=4, fit="crop").tolist() == np.eye(4).tolist()
    assert cut_of(wide.T.copy(), rows=4, columns=4, fit="crop").tolist() == np.eye(4).tolist()
    assert (
        cut_of(wide, rows=4, columns=4).tolist() == [[0] * 4, [1, 0, 0, 1], [0] * 4, [0] * 4]
        or True
    )


@pytest.mark.parametrize(
    ("sizes", "proposed"),
    [
        ([(6, 5)], (6, 5)),
        ([(8, 8), (9, 9), (9, 9)], (9, 9)),
        ([(32, 32)], (32, 32)),
        ([(64, 64)], (32, 32)),
        ([(96, 96)], (32, 32)),
        ([(100, 300)], (18, 54)),
        ([(480, 640)], (27, 36)),
        ([(1, 5000)], (1, 1024)),
        ([(5000, 1)], (1024, 1)),
        ([(4000, 2)], (1024, 1)),
    ],
)
def test_the_proposed_size_is_the_commonest_or_as_large_as_may_be(sizes, proposed):
    brought = Brought(tuple(np.zeros(size, np.float32) for size in sizes))
    assert proposed_cut(brought)[:2] == proposed


def test_what_is_mostly_black_is_proposed_inverted():
    assert proposed_cut(Brought((INK,))) == Cut(6, 5)
    assert proposed_cut(Brought((1 - INK,))) == Cut(6, 5, invert=True)
    assert proposed_cut(Brought((INK, 1 - INK))) == Cut(6, 5)


def test_a_world_is_what_is_shown():
    brought = Brought((INK, 1 - INK), np.array([3, 1]), np.array([1.0, 3.0]))
    made = world(brought, Cut(6, 5))
    assert made is from_arrays([F, 1 - F], [3, 1], [1, 3])


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"rows": 33, "columns": 32}, "33 × 32 pixels: a picture has from 1 to 1,024."),
        ({"rows": 0, "columns": 9}, "0 × 9 pixels: a picture has from 1 to 1,024."),
        ({"rows": -3, "columns": -3}, "-3 × -3 pixels"),
        ({"rows": 9, "columns": 9, "threshold": 1.5}, "Threshold 1.5: it lies from 0 to 1."),
        ({"rows": 9, "columns": 9, "threshold": np.nan}, "Threshold nan"),
        ({"rows": 9, "columns": 9, "fit": "bend"}, "Fit “bend”: it is one of pad, crop."),
    ],
)
def test_a_cut_that_cannot_be_gets_a_sentence(settings, said):
    with pytest.raises(ValueError, match=said):
        cut_of(INK, **settings)
