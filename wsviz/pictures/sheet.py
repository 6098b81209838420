"""One sheet with many pictures on it, cut into tiles."""

import numpy as np

from wsviz.guard.refused import Refused, counted
from wsviz.pictures.brought import Brought, Tally


def tiles(brought, rows, columns):
    """Every picture cut into tiles of that many pixels, row by row from the top left.

    Tiles of one even tone at the end of a sheet are left away; notes tell of them, and of what
    remains at the right and at the bottom. Labels and probabilities of a sheet are its tiles'.
    Raises Refused.
    """
    tally = Tally()
    cut, blank = [], 0
    for ink in brought.inks:
        _check(rows, columns, *ink.shape)
        tally.add(rows, columns, (ink.shape[0] // rows) * (ink.shape[1] // columns))
        every = _tiles(ink, rows, columns)
        kept = every[: _last_drawn(every)]
        blank += len(every) - len(kept)
        cut.append(kept)
    counts = [len(kept) for kept in cut]
    return Brought(
        tuple(tile for kept in cut for tile in kept),
        *(None if a is None else a.repeat(counts) for a in (brought.labels, brought.probabilities)),
        (*brought.notes, *_told(brought, rows, columns, blank)),
    )


def grid(brought, down, across):
    """As `tiles`, by how many lie below and beside each other on a sheet."""
    high, wide = brought.inks[0].shape
    if min(down, across) < 1 or down > high or across > wide:
        raise Refused(f"{down:,} × {across:,} tiles: the sheet has {high:,} × {wide:,} pixels.")
    return tiles(brought, high // down, wide // across)


def _tiles(ink, rows, columns):
    """(tiles, rows, columns)."""
    down, across = ink.shape[0] // rows, ink.shape[1] // columns
    whole = ink[: down * rows, : across * columns]
    return whole.reshape(down, rows, across, columns).swapaxes(1, 2).reshape(-1, rows, columns)


def _last_drawn(every):
    """How many tiles there are up to the last that is not even; all where all are even."""
    flat = every.reshape(len(every), -1)
    drawn = np.flatnonzero(np.ptp(flat, axis=1))
    return drawn[-1] + 1 if len(drawn) else len(every)


def _told(brought, rows, columns, blank):
    if blank:
        yield f"Left away: {counted(blank, 'even tile')} at the end of the sheet."
    rest = max(ink.shape[0] % rows for ink in brought.inks)
    side = max(ink.shape[1] % columns for ink in brought.inks)
    if rest or side:
        yield (
            f"Left over: {counted(rest, 'row')} of pixels at the bottom, "
            f"{counted(side, 'column')} at the right."
        )


def _check(rows, columns, high, wide):
    if min(rows, columns) < 1 or rows > high or columns > wide:
        raise Refused(f"Tiles of {rows:,} × {columns:,} pixels: the sheet has {high:,} × {wide:,}.")
