"""What hidden units mean: a row of dreams for each state that a unit is held at."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.charts import percent
from wsviz.figures.in_pixels import LINE, pixel_layout, raster, written
from wsviz.figures.layout import PANEL
from wsviz.figures.mosaic import frames, ink, mosaic, picture_clicks, pictures

# Dreams drawn in a row.
SHOWN = 8
# Pixels: where the rows begin, where their pictures do, the tallest row.
_TOP, _LEFT, _TALLEST = 96, 204, 84


def meanings(moment, rows, which, held=()):
    """The figure; rows is a list of wsviz.narration.meant.Meant, each with SHOWN pictures; which
    says which units have rows; held the names of those that are held in all rows but their own.

    A click on a drawn dream gives its image's target.
    """
    tiles = np.concatenate([[row.mean, *row.pictures] for row in rows])
    heat_map, edges = _mosaic(tiles, moment.image_shape, len(rows))
    drawn = np.arange(len(tiles)) % (1 + SHOWN) > 0
    middles = edges[~drawn, 2:].mean(1)
    return {
        "data": [heat_map, picture_clicks(tiles[drawn], edges[drawn])],
        "layout": pixel_layout(
            PANEL,
            annotations=[*_head(edges, which, held), *_names(rows, middles)],
            shapes=[frames(edges, xref="x", yref="y")],
        ),
    }


def _mosaic(tiles, image_shape, rows):
    """The heat map of so many rows of tiles, and where each lies: (tiles, 4) of x0, x1, y0, y1."""
    height, width = image_shape
    tall = min(_TALLEST, (PANEL[1] - _TOP) / rows)
    across = (1 + SHOWN) * (width + 1)
    cell = min((PANEL[0] - 3 - _LEFT) / across, tall / (height + 1))
    between = max(1, int(tall / cell) - height)
    laid = mosaic(pictures(tiles, image_shape), 1 + SHOWN, (between, 1))
    y, x = (laid.corners * cell + [_TOP, _LEFT]).T
    look = {"xgap": 0, "ygap": 0, "hovertemplate": "%{z:.3f}<extra></extra>"}
    heat_map = ink(laid.z.astype(np.float32)) | raster(laid.z, _LEFT, _TOP, cell) | look
    return heat_map, np.stack([x, x + width * cell, y, y + height * cell], 1)


def alt_text(rows):
    """One sentence for those who hear the picture."""
    parts = [row.name + (f", nearest to {_told(row.labels)}" if row.labels else "") for row in rows]
    return f"Dreams with units held: {'; '.join(parts)}."


def _head(edges, which, held):
    words = (
        "<b>what does a unit mean?</b> Dreams from the top down while it is held:",
        f"what lies below follows, layers above draw as ever. {_held(held)}",
        which,
    )
    columns = (("mean", edges[0, 0]), ("some of the dreams", edges[1, 0]))
    return [
        *(written(line, 3, 12 + LINE * n) for n, line in enumerate(words)),
        *(written(name, x, _TOP - LINE / 2 - 2, palette.MUTED) for name, x in columns),
    ]


def _held(held):
    """What is held in all rows, as far as a line holds it; "" for nothing."""
    if not held:
        return ""
    return f"Held: {held[0] if len(held) == 1 else f'{len(held)} units'}."


def _names(rows, middles):
    """What is held in each row, and under it the labels that its dreams are nearest to."""
    notes = []
    for row, middle in zip(rows, middles):
        up = LINE / 2 - 1 if row.labels else 0
        notes.append(written(f"<b>{row.name}</b>", 3, middle - up))
        if row.labels:
            notes.append(written(f"nearest: {_told(row.labels)}", 3, middle + up))
    return notes


def _told(labels):
    return ", ".join(f"{label} ({percent(share)})" for label, share in labels)
