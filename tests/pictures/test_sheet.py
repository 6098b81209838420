"""A sheet cut into its pictures."""

import numpy as np
import pytest

from tests.pictures.compared import same
from tests.pictures.corpus import F
from wsviz.pictures import Brought, grid, tiles

LETTERS = [F, F[::-1], F[:, ::-1], 1 - F, F[::-1, ::-1]]
EMPTY = np.zeros_like(F)


def sheet(pictures, across):
    """They lie in rows of so many."""
    rows = [np.hstack(pictures[i : i + across]) for i in range(0, len(pictures), across)]
    return np.vstack(rows).astype(np.float32)


def test_tiles_are_read_as_one_reads():
    brought = Brought((sheet([*LETTERS, F], 3),))
    same(tiles(brought, 6, 5), [*LETTERS, F])
    same(grid(brought, 2, 3), [*LETTERS, F])
    assert tiles(brought, 6, 5).notes == ()


def test_even_tiles_at_the_end_are_left_away_and_told():
    brought = Brought((sheet([F, EMPTY, *LETTERS, EMPTY, EMPTY], 3),))
    cut = tiles(brought, 6, 5)
    same(cut, [F, EMPTY, *LETTERS])
    assert cut.notes == ("Left away: 2 even tiles at the end of the sheet.",)
    same(tiles(Brought((sheet([EMPTY] * 4, 2),)), 6, 5), [EMPTY] * 4)


def test_what_remains_at_the_edges_is_told():
    ink = np.pad(sheet(LETTERS[:2], 2), ((0, 1), (0, 3)), constant_values=1)
    cut = tiles(Brought((ink,), notes=("Before.",)), 6, 5)
    same(cut, LETTERS[:2])
    assert cut.notes == (
        "Before.",
        "Left over: 1 row of pixels at the bottom, 3 columns at the right.",
    )


def test_tiles_have_the_label_and_the_share_of_their_sheet():
    inks = sheet(LETTERS[:2], 2), sheet(LETTERS[:3], 3)
    cut = tiles(Brought(inks, np.array([4, 2]), np.array([1.0, 3.0])), 6, 5)
    same(cut, [*LETTERS[:2], *LETTERS[:3]], [4, 4, 2, 2, 2], [1, 1, 3, 3, 3])


def test_tiles_that_cannot_be_get_a_sentence():
    brought = Brought((sheet(LETTERS[:2], 2),))
    for rows, columns in [(7, 5), (6, 11), (0, 5), (6, -1)]:
        with pytest.raises(
            ValueError, match=rf"Tiles of {rows} × {columns} pixels: the sheet has 6"
        ):
            tiles(brought, rows, columns)
    for down, across in [(7, 1), (1, 11), (0, 1), (1, 0)]:
        with pytest.raises(ValueError, match=rf"{down} × {across} tiles: the sheet has 6 × 10"):
            grid(brought, down, across)
    many = Brought((np.zeros((200, 101), np.float32),))
    with pytest.raises(ValueError, match="20,200 images or more: at most 20,000"):
        tiles(many, 1, 1)
