"""Sheets: tiles of numbers as an image at whole pixels, under lines of text. Pillow does the rest.

A number is a block of so many whole pixels in one colour; each tile has a frame of one pixel.
"""

from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from wsviz.exports.shades import Shades, rgb
from wsviz.figures import palette

# Pixels: the narrowest sheet, text, a line of it, the free edge, and what lies between two tiles
# beside their frames.
NARROWEST, TEXT_SIZE, _LINE, EDGE, GAP = 640, 20, 30, 16, 4
# The frame's grey, and a block's largest side.
_FRAME, _LARGEST = rgb(palette.GRID)[0], 40
# Signs that Pillow's own font has not.
_SIGNS = str.maketrans({"−": "-", "–": "-", "×": "x", "∞": "infinite"})


class Part(NamedTuple):
    """Tiles under a title, or without one.

    tiles   (count, rows, columns) numbers, row 0 at the top
    shades  the colours of their numbers; all parts of a sheet share one table
    across  tiles in a row of them
    wide    blocks that a column is wide
    """

    title: str
    tiles: np.ndarray
    shades: Shades
    across: int
    wide: int = 1


class Sheet:
    """The places of these parts' tiles: their blocks fill the width. `draw` takes other numbers.

    block   pixels: the side of a block
    size    (width, height) in pixels
    places  a part -> (tiles, 2) top and left pixel of each tile, inside its frame
    colors  (256, 3) uint8, the table of its colours
    """

    def __init__(self, title, parts, width):
        self.title, self.titles = title, [part.title for part in parts]
        self._shades = parts[0].shades
        self.colors = self._shades.colors
        self.block = _block(parts, width)
        self.places, bottom = [], EDGE + 2 * _LINE
        for part in parts:
            bottom += _LINE * bool(part.title)
            self.places.append(self._places(part, bottom))
            bottom = self.places[-1][-1, 0] + self._tall(part) + 1 + GAP
        right = max(at[:, 1].max() + self._wide(p) for at, p in zip(self.places, parts))
        texts = [EDGE + _font().getlength(plain(text)) for text in (title, *self.titles)]
        width = max(right + 1, *texts, NARROWEST - EDGE) + EDGE
        self.size = int(np.ceil(width)), int(bottom - GAP + EDGE)
        self._paper = self._drawn_paper(parts)

    def draw(self, caption, parts, size=None):
        """The Image, mode P, of these parts with that caption under the title.

        Where a `size` is given, none less than its own, more paper follows at the right and below.
        """
        more = np.subtract(size or self.size, self.size)[::-1]
        paper = self._shades.greys[255]
        pixels = np.pad(self._paper, [(0, n) for n in more], constant_values=paper)
        for at, part in zip(self.places, parts):
            colored = part.shades(part.tiles).repeat(self.block, 1)
            colored = colored.repeat(self.block * part.wide, 2)
            for (top, left), tile in zip(at, colored):
                pixels[top : top + tile.shape[0], left : left + tile.shape[1]] = tile
        self._write(pixels, caption, EDGE + _LINE)
        image = Image.fromarray(pixels, "L")
        image.putpalette(self.colors.tobytes())
        return image

    def _tall(self, part):
        return part.tiles.shape[1] * self.block

    def _wide(self, part):
        return part.tiles.shape[2] * part.wide * self.block

    def _places(self, part, top):
        row, column = np.divmod(np.arange(len(part.tiles)), part.across)
        tops = top + 1 + row * (self._tall(part) + 2 + GAP)
        return np.stack([tops, EDGE + 1 + column * (self._wide(part) + 2 + GAP)], 1)

    def _drawn_paper(self, parts):
        """All that stays: white paper, frames and titles, (height, width) indices."""
        greys = self._shades.greys
        pixels = np.full(self.size[::-1], greys[255])
        self._write(pixels, self.title, EDGE)
        for at, part in zip(self.places, parts):
            for top, left in at - 1:
                tall, wide = self._tall(part) + 2, self._wide(part) + 2
                pixels[top : top + tall, left : left + wide] = greys[_FRAME]
            if part.title:
                self._write(pixels, part.title, at[0, 0] - 1 - _LINE)
        return pixels

    def _write(self, pixels, text, top):
        line = Image.new("L", (self.size[0], _LINE), 255)
        ImageDraw.Draw(line).text((EDGE, 0), plain(text), fill=0, font=_font())
        pixels[top : top + _LINE] = self._shades.greys[np.asarray(line)]


def plain(text):
    """The text with signs that the font has."""
    return text.translate(_SIGNS).encode("latin-1", "replace").decode("latin-1")


def _block(parts, width):
    """The side of a block with which the widest row of tiles fills that width, at least 1."""
    sides = []
    for part in parts:
        across = min(part.across, len(part.tiles))
        room = width - 2 * EDGE - across * (2 + GAP)
        sides.append(room // (across * part.tiles.shape[2] * part.wide))
    return int(min(_LARGEST, max(1, min(sides))))


def _font():
    return ImageFont.load_default(TEXT_SIZE)
