"""What a file holds, as pictures: read, cut to size and two tones, and made a world.

read        bytes of any kind that is known -> Brought: ink from 0 to 1, labels, probabilities
tiles       one sheet -> the pictures on it
Cut         how pictures become two-tone; `proposed_cut` is where to begin
two_tone    Brought, Cut -> 0 and 1
world       Brought, Cut -> Dataset

Everything is decided by content and nothing is ever written. What cannot be read raises Refused
with one plain sentence.
"""

from wsviz.pictures.brought import Brought
from wsviz.pictures.cut import Cut, proposed_cut, two_tone, world
from wsviz.pictures.reader import read
from wsviz.pictures.sheet import grid, tiles

__all__ = ["Brought", "Cut", "grid", "proposed_cut", "read", "tiles", "two_tone", "world"]
