"""Where the parts of a network stand in its picture, in pixels from the lower left corner."""

from typing import NamedTuple

import numpy as np

from wsviz.engine.parameters import GENERATIVE
from wsviz.figures.layout import NETWORK

# The names stand left of the layers; the phase and the direction right of the image.
LEFT, RIGHT, NAMES, WORDS = 62, NETWORK[0] - 10, 4, NETWORK[0] - 4
_BOTTOM, _TOP = 8, NETWORK[1] - 8
_IMAGE_MIDDLE, _IMAGE_WIDTH = 254, 200
# The image's height in a network of so many hidden layers, and the least room that its row has.
_IMAGE_HEIGHT, _IMAGE_ROOM = (None, 200, 200, 180, 160, 150), 76
_WIDTH = RIGHT - LEFT
# So many units always stand in one row; more in as many rows as bring them so far apart.
SINGLE, _APART, _WIDEST = 16, 28, 58
# The part of a layer's room that its rows may take; the rest is for the lines below it.
_ROWS_SHARE = 0.66
_SMALLEST, _LARGEST = 8, 34
# Lines a pixel of the height between two layers, and the fewest and the most between them: more
# hide one another.
_LINES, _FEW_AND_MANY = 2, (60, 300)
# A cell for a bias.
CELL = 10
# Width and height of a number under a unit or in a pixel.
NUMBER = (38, 15)


class Row(NamedTuple):
    """A hidden layer's grid: the room it has, its units in a row, how far apart they stand."""

    room: float
    in_row: int
    spacing: float
    pitch: float


class Places:
    """Coordinates for every unit: the image at the bottom, the hidden layers above it.

    units         (units, 2) a layer, x to the right and y up
    marker        a layer's marker size, for layer 0 the side of a pixel
    bands         x0, x1, y0, y1 round each layer
    frame         those of the image's own edges
    rows          the Row of each hidden layer, None for the image
    pixel_x, _y   centres of the image's columns and rows, row 0 at the top
    """

    def __init__(self, architecture, image_shape):
        self.image_shape = rows, columns = image_shape
        self.side = min(_IMAGE_WIDTH / columns, _IMAGE_HEIGHT[architecture.depth] / rows)
        tall = max(_IMAGE_ROOM, self.side * rows)
        self.pixel_x = _IMAGE_MIDDLE + self.side * (np.arange(columns) - (columns - 1) / 2)
        self.pixel_y = _BOTTOM + tall / 2 + self.side * ((rows - 1) / 2 - np.arange(rows))
        across, down = np.meshgrid(self.pixel_x, self.pixel_y)
        self.units = [np.stack([across.ravel(), down.ravel()], 1)]
        self.marker, self.rows = [self.side], [None]
        self.frame = self._band(0, 0)
        self.bands = [self._band(0, 6)]
        # Crowded layers get more of the height.
        weights = 1.6 + np.sqrt(np.array(architecture.hidden) / SINGLE)
        tops = _BOTTOM + tall + (_TOP - _BOTTOM - tall) * np.cumsum([0, *weights]) / weights.sum()
        for count, low, high in zip(architecture.hidden, tops, tops[1:]):
            self._add_layer(_row(count, high - low - 8), count, high - 4)

    def _add_layer(self, row, count, top):
        rows = -(-count // row.in_row)
        marker = float(np.clip(0.75 * min(row.spacing, row.pitch), _SMALLEST, _LARGEST))
        index, place = np.divmod(np.arange(count), row.in_row)
        lengths = np.minimum(row.in_row, count - index * row.in_row)
        x = (LEFT + RIGHT) / 2 + row.spacing * (place - (lengths - 1) / 2)
        self.units.append(np.stack([x, top - marker / 2 - row.pitch * index], 1).round(1))
        self.marker.append(marker)
        # Of one row the pitch is all its room.
        self.rows.append(row if rows > 1 else row._replace(pitch=row.room))
        low, high = self._band(len(self.units) - 1, 5)[2:]
        self.bands.append((LEFT - 2.0, RIGHT + 2.0, low, high))

    def _band(self, layer, beyond):
        reach = self.marker[layer] / 2 + beyond
        low, high = self.units[layer].min(0) - reach, self.units[layer].max(0) + reach
        return float(low[0]), float(high[0]), float(low[1]), float(high[1])

    def of(self, selection):
        """The place of a selected unit, (x, y)."""
        return self.units[selection.layer][selection.unit]

    def has_biases(self, layer):
        """Whether there is room for a cell at each unit's or pixel's shoulder."""
        if layer == 0:
            return self.side >= 36
        return self.rows[layer].in_row <= SINGLE and self.rows[layer].pitch >= _APART - 4

    def has_numbers(self, layer):
        """Whether there is room for a number under each unit or in each pixel."""
        if layer == 0:
            return self.side >= NUMBER[0] + 5
        row = self.rows[layer]
        needed = self.marker[layer] + NUMBER[1] * (1 + self._is_tight(layer)) + 6
        return row.in_row <= SINGLE and row.pitch >= needed

    def _is_tight(self, layer):
        return self.rows[layer].spacing < NUMBER[0] and len(self.units[layer]) > 1

    def shoulders(self, layer):
        """Places up and to the right of each unit's middle, (units, 2)."""
        marker = self.marker[layer]
        reach = marker / 2 - 0.8 * CELL if layer == 0 else 0.36 * marker + 0.3 * CELL
        return self.units[layer] + reach

    def feet(self, layer):
        """Places just under each unit, or in a pixel's middle, (units, 2)."""
        return self.units[layer] - np.array([0, (layer > 0) * (self.marker[layer] / 2 + 8)])

    def numbers(self, layer):
        """Places for a number a unit, (units, 2): under it, in two rows if tight; in a pixel."""
        places = self.feet(layer)
        if layer:
            in_row = np.arange(len(places)) % self.rows[layer].in_row
            places[in_row % 2 == 1, 1] -= self._is_tight(layer) * NUMBER[1]
        return places

    def most_lines(self, lower):
        """How many lines have room between that layer and the one above it."""
        gap = self.bands[lower + 1][2] - self.bands[lower][3]
        return int(np.clip(_LINES * gap, *_FEW_AND_MANY))

    def ends(self, layer, direction, lines):
        """Ends (lines, 2, 2) of lines into that layer, given as indices parent · units + unit."""
        source = self.units[layer + 1 if direction == GENERATIVE else layer - 1]
        parents, children = np.divmod(lines, len(self.units[layer]))
        return np.stack([source[parents], self.units[layer][children]], 1)


def _row(count, room):
    """The Row of so many units in that room: as few rows as bring them apart."""
    best = None
    for rows in range(1, 2 if count <= SINGLE else 17):
        in_row = -(-count // rows)
        spacing = min(_WIDEST, _WIDTH / in_row)
        pitch = _ROWS_SHARE * room / rows
        apart = min(spacing, pitch, _APART)
        if best is None or apart > best[0] + 1e-9:
            best = apart, Row(room, in_row, spacing, pitch)
    apart, row = best
    # Neither so wide nor so tall that the grid falls apart.
    return row._replace(spacing=min(row.spacing, 1.8 * max(apart, _APART)))
