"""Where the units of a network stand in its picture."""

import numpy as np

from wsviz.engine.parameters import GENERATIVE

# The picture is so many units wide and high; a pixel of the screen is about 1/38 of one.
_WIDTH, _HEIGHT = 13.0, 9.2
_PER_UNIT = 38
_IMAGE_WIDTH, _IMAGE_HEIGHT = 5.4, 3.0
_IMAGE_BOTTOM = 0.15
_LEFT, _RIGHT = 1.7, 12.7
_MAX_ROW = 40
# Pixels that a number under a unit takes.
_NUMBER = (36, 13)


class Places:
    """Coordinates for every unit: the image at the bottom, the hidden layers above it.

    units         (units, 2) a layer, x to the right and y up
    marker        a layer's marker size on the screen
    side          of a pixel
    pixel_x, _y   centres of the image's columns and rows, row 0 at the top
    """

    def __init__(self, architecture, image_shape):
        self.width, self.height = _WIDTH, _HEIGHT
        self.image_shape = rows, columns = image_shape
        self.side = side = min(_IMAGE_WIDTH / columns, _IMAGE_HEIGHT / rows)
        self.pixel_pixels = side * _PER_UNIT
        middle = (_LEFT + _RIGHT) / 2
        self.pixel_x = middle + side * (np.arange(columns) - (columns - 1) / 2)
        self.pixel_y = _IMAGE_BOTTOM + side * (rows - 0.5 - np.arange(rows))
        across, down = np.meshgrid(self.pixel_x, self.pixel_y)
        self.units = [np.stack([across.ravel(), down.ravel()], 1)]
        self.marker = [self.pixel_pixels]
        top = _IMAGE_BOTTOM + side * rows
        step = (_HEIGHT - top) / architecture.depth
        for layer, count in enumerate(architecture.hidden):
            self._add_layer(count, top + step * (layer + 0.62), step, middle)

    def _add_layer(self, count, height, step, middle):
        rows = -(-count // _MAX_ROW)
        in_row = -(-count // rows)
        spacing = min(1.35, (_RIGHT - _LEFT) / in_row)
        gap = min(spacing, 0.7 * step / rows)
        index = np.arange(count)
        row, place = index // in_row, index % in_row
        lengths = np.minimum(in_row, count - row * in_row)
        x = middle + spacing * (place - (lengths - 1) / 2)
        y = height + gap * ((rows - 1) / 2 - row)
        self.units.append(np.stack([x, y], 1))
        room = min(spacing, gap if rows > 1 else 0.62 * step)
        self.marker.append(float(np.clip(room * _PER_UNIT * 0.72, 4, 30)))

    def of(self, selection):
        """The place of a selected unit, (x, y)."""
        return self.units[selection.layer][selection.unit]

    def under(self, layer):
        """Places for a number under each unit of that layer, (units, 2); in two rows if tight."""
        places = self.units[layer].copy()
        places[:, 1] -= (self.marker[layer] / 2 + 10) / _PER_UNIT
        tight = np.ptp(places[:, 0]) < (len(places) - 1) * _NUMBER[0] / _PER_UNIT
        places[1::2, 1] -= tight * _NUMBER[1] / _PER_UNIT
        return places

    def segments(self, layer, direction):
        """Ends of all lines into that layer, (parents, children, 2, 2)."""
        children = self.units[layer]
        parents = self.units[layer + 1 if direction == GENERATIVE else layer - 1]
        ends = np.empty((len(parents), len(children), 2, 2))
        ends[:, :, 0] = parents[:, None]
        ends[:, :, 1] = children[None]
        return ends
