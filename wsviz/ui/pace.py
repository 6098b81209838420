"""Paces of live training: from slow motion to full speed."""

from typing import NamedTuple


class Pace(NamedTuple):
    """How a tick moves on.

    every    seconds from tick to tick; a tick that takes longer is followed by the next one at once
    learn    seconds of learning in a tick; 0 where a tick is one beat or one cycle
    beats    whether a tick is one beat
    """

    every: float
    learn: float = 0.0
    beats: bool = False


PACES = {
    "Slow": Pace(1.0, beats=True),
    "Cycles": Pace(0.1),
    "Live": Pace(0.05, learn=0.06),
    "Full": Pace(1.0, learn=0.85),
}
