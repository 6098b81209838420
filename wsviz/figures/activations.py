"""Hidden activations over real images, as a heat map under the images themselves."""

from typing import NamedTuple

import numpy as np

from wsviz.figures import palette
from wsviz.figures.in_pixels import LINE, named_pixels, pixel_layout, written
from wsviz.figures.layout import PANEL, outline
from wsviz.figures.mosaic import frames, ink, picture_clicks
from wsviz.figures.targets import unit_target
from wsviz.runs.words import layer_name, unit_name

# Pixels: the heading, the left edge of the columns, the gap between layers and above the rows, the
# tallest row, the lowest row with a number, and what a picture's cell needs to be made out.
_HEAD, _LEFT, _GAP, _ROW, _READABLE, _CELL = 24, 92, 6, 34, 17, 1.25
_WIDTH = PANEL[0] - _LEFT - 3
# Of a column's width: a picture.
_SHARE = 0.86
_MOST = 30


class _Rows(NamedTuple):
    """The rows of the heat map, top layer first.

    units   a (layer, unit) a row, None for the gap between two layers
    edges   (rows + 1,) their upper and lower edges, in pixels
    """

    units: list
    edges: np.ndarray

    @property
    def middles(self):
        """(rows,) the middle of each row."""
        return (self.edges[:-1] + self.edges[1:]) / 2


def most_images(image_shape):
    """As many images of that shape as stand side by side and can still be made out."""
    return int(max(1, min(_MOST, _SHARE * _WIDTH / (_CELL * max(image_shape)))))


def activations(moment, images, probabilities):
    """The figure: a column an image, a row a hidden unit, ink the probability q.

    images (count, visible), at most `most_images`; probabilities of one learner as
    wsviz.engine.gallery.activations gives them: a list a hidden layer of (1, count, units). A click
    on a cell gives the target of its unit, one on a picture that of its image.
    """
    layers = [part[0].T for part in probabilities]
    columns = np.linspace(_LEFT, _LEFT + _WIDTH, len(images) + 1)
    pictures, boxes = picture_row(images, moment.image_shape, columns, _HEAD)
    top = boxes[0, 3] + _GAP
    rows = rows_between(top, PANEL[1] - 3, [len(part) for part in layers])
    names = [unit_name(*(at or (1, 0))) for at in rows.units]
    middles = (columns[:-1] + columns[1:]) / 2
    across = [f"image {n}" for n in range(1, len(images) + 1)]
    clicks = [picture_clicks(images, boxes)] if moment.listable else []
    return {
        "data": [_heat_map(layers, rows, columns), pictures, *clicks],
        "layout": pixel_layout(
            PANEL,
            xaxis=named_pixels(0, PANEL[0], middles, across),
            yaxis=named_pixels(PANEL[1], 0, rows.middles, names),
            annotations=[_heading(), *_names(rows)],
            shapes=[frames(boxes, xref="x", yref="y"), *_marks(moment, rows, images, columns)],
        ),
    }


def alt_text(images, probabilities):
    """One sentence for those who hear the picture."""
    means = "; ".join(
        f"layer {layer}: mean {part.mean():.2f}" for layer, part in enumerate(probabilities, 1)
    )
    return f"Hidden activations of {len(images)} real images. {means}."


def picture_row(images, image_shape, columns, top):
    """Pictures in one row, each in the middle of its column: a heat map, and their edges."""
    height, width = image_shape
    pitch = columns[1] - columns[0]
    cell = min(_SHARE * pitch / width, _SHARE * pitch / height, 72 / height)
    lefts = columns[:-1] + (pitch - cell * width) / 2
    # Between two pictures lies one wide empty cell.
    x = np.concatenate([left + cell * np.arange(width + 1) for left in lefts])
    z = np.full((height, len(images), width + 1), np.nan, np.float32)
    z[:, :, :width] = np.reshape(images, (len(images), height, width)).transpose(1, 0, 2)
    heat_map = ink(z.reshape(height, -1)[:, :-1], x=x, y0=top + cell / 2, dy=cell)
    bottom = np.full(len(images), top + cell * height)
    edges = np.stack([lefts, lefts + cell * width, np.full(len(images), float(top)), bottom], 1)
    return heat_map | {"hoverinfo": "skip", "xgap": 0, "ygap": 0}, edges


def rows_between(top, bottom, sizes, least=LINE):
    """The rows of layers of these sizes, bottom-up, between two heights.

    Many units make thin rows; `least` pixels a layer leave room for its name.
    """
    units = []
    for layer in range(len(sizes), 0, -1):
        units += [None] * bool(units) + [(layer, unit) for unit in range(sizes[layer - 1])]
    room = bottom - top - _GAP * (len(sizes) - 1)
    low, high = 0.0, float(_ROW)
    for _ in range(40):
        row = (low + high) / 2
        low, high = (low, row) if sum(_tall(sizes, row, least)) > room else (row, high)
    talls = np.array(_tall(sizes, low, least)) / sizes
    heights = [_GAP if at is None else talls[at[0] - 1] for at in units]
    return _Rows(units, top + np.concatenate([[0.0], np.cumsum(heights)]))


def _tall(sizes, row, least):
    return [max(least, size * row) for size in sizes]


def _heat_map(layers, rows, columns):
    count = layers[0].shape[1]
    # A gap is empty and takes no clicks; it only has to have as many cells as the others.
    target = np.array([unit_target(*(at or (1, 0))) for at in rows.units], np.int16)
    return ink(
        layered(layers, rows),
        x=columns,
        y=rows.edges,
        customdata=np.repeat(target[:, None], count, 1),
        xgap=1,
        ygap=1 if np.diff(rows.edges).min() >= _GAP else 0,
        hovertemplate="%{y} · %{x} · q = %{z:.3f}<extra></extra>",
    )


def layered(layers, rows):
    """(rows, images) of layers (units, images), the top one above, empty between two layers."""
    z = np.full((len(rows.units), layers[0].shape[1]), np.nan, np.float32)
    z[[at is not None for at in rows.units]] = np.concatenate(layers[::-1])
    return z


def _heading():
    words = "<b>real images</b>, and each hidden unit's probability q: white 0, black 1"
    return written(words, 3, _HEAD / 2)


def _names(rows):
    """The layers' names in the middle of their rows, and units' numbers beside tall ones."""
    found = []
    places = {at: float(middle) for at, middle in zip(rows.units, rows.middles) if at}
    for layer in sorted({layer for layer, _ in places}):
        middles = [middle for at, middle in places.items() if at[0] == layer]
        found.append(written(f"<b>{layer_name(layer)}</b>", 3, np.mean(middles)))
        if len(middles) == 1 or middles[1] - middles[0] >= _READABLE:
            found += [
                written(str(n), _LEFT - 4, middle, palette.MUTED, xanchor="right")
                for n, middle in enumerate(middles, 1)
            ]
    return found


def _marks(moment, rows, images, columns):
    """Round the column of the image on show, its picture included, and round the selected row."""
    marks = []
    if moment.drawn(0):
        # Distinct images: one column at the most.
        (same,) = np.nonzero((images == moment.states(0)).all(1))
        sides = [(*columns[at : at + 2], _HEAD - 2, rows.edges[-1] + 2) for at in same.tolist()]
        marks += [outline(edges, palette.TEXT, 2) for edges in np.array(sides).tolist()]
    if moment.selection[:2] in rows.units:
        row = rows.units.index(moment.selection[:2])
        edges = (_LEFT, _LEFT + _WIDTH, *rows.edges[row : row + 2].tolist())
        marks.append(outline(edges, palette.SELECTED, 2.5))
    return marks
