"""Pictures that a person brings: those drawn so far, and those of a file above their two tones."""

import base64
import io

import numpy as np
from PIL import Image

from wsviz.figures import palette
from wsviz.figures.in_pixels import pixel_layout, rims, written
from wsviz.figures.mosaic import frames, gaps, ink, mosaic, unseen

# Pixels: the strip of what is drawn, at most; its largest picture, the line below each, between.
_WIDTH, _TALLEST, _LARGEST, _LINE, _GAP = 640, 200, 72, 20, 8
# Pixels: a file's picture, the names of the rows; how many stand beside each other, in how many.
_PLACE, _NAMES, _BESIDE, _ROWS = 84, 74, 8, 2
SHOWN = _BESIDE * _ROWS
_EDGE = 4


def drawn(images, counts, at):
    """The figure of pictures (count, rows, columns) with how often each occurs below it.

    The one in hand, `at`, is outlined; a click gives a picture's number, from 0.
    """
    beside, side = _room(len(images))
    x = _EDGE + np.arange(beside) * (side + _GAP)
    y = _EDGE + np.arange(-(-len(images) // beside)) * (side + _LINE + _GAP)
    heat_map, edges = _placed(images, x, y, side, side)
    left, right, top, bottom = edges.T
    numbers = np.arange(len(images))
    places = np.stack([left, right, top, bottom + _LINE], 1)
    clicks = unseen(places, numbers[:, None], numbers + 1, "picture %{text}")
    notes = [
        written(f"×{count}", (x0 + x1) / 2, y1 + _LINE / 2, xanchor="center")
        for (x0, x1, _, y1), count in zip(edges, counts)
    ]
    chosen = rims(edges[at : at + 1] + np.array([-2, 2, -2, 2]), palette.SELECTED, 3)
    return {
        "data": [heat_map, clicks],
        "layout": pixel_layout(
            (_WIDTH, y[-1] + side + _LINE + _EDGE),
            annotations=notes,
            shapes=[frames(edges), chosen],
        ),
    }


def two_tones(originals, images):
    """The figure of a file's pictures, float arrays of ink, each above what is made of it.

    images (count, rows, columns) of 0 and 1; at most SHOWN are shown.
    """
    count = min(len(images), SHOWN)
    rows, tall = -(-count // _BESIDE), _tallest([*originals, images[0]])
    x = _NAMES + np.arange(min(count, _BESIDE)) * (_PLACE + _GAP)
    y = _EDGE + np.arange(rows) * 2 * (tall + _GAP)
    heat_map, edges = _placed(images[:count], x, y + tall + _GAP, _PLACE, tall)
    corners = [(left, top) for top in y for left in x][:count]
    heights = np.concatenate([y, y + tall + _GAP]) + tall / 2
    names = ["in the file"] * rows + ["two-tone"] * rows
    size = _NAMES + _BESIDE * (_PLACE + _GAP), _EDGE + rows * 2 * (tall + _GAP)
    return {
        "data": [heat_map],
        "layout": pixel_layout(
            size,
            annotations=[written(name, 0, at) for name, at in zip(names, heights)],
            shapes=[frames(edges)],
            images=[_image(ink, *at, tall) for ink, at in zip(originals, corners)],
        ),
    }


def _room(count):
    """(beside each other, the side in pixels) of so many pictures in the strip."""
    for side in range(_LARGEST, 0, -1):
        beside = (_WIDTH - 2 * _EDGE + _GAP) // (side + _GAP)
        if -(-count // beside) * (side + _LINE + _GAP) <= _TALLEST:
            break
    return beside, side


def _tallest(images):
    """Pixels that the tallest of these pictures takes in a place, at most the place's width."""
    return _PLACE * min(1, max(rows / columns for rows, columns in map(np.shape, images)))


def _placed(images, x, y, width, height):
    """Pictures in rows, each in the middle of a place at these corners: a heat map, their edges."""
    count, rows, columns = np.shape(images)
    cell = min(width / columns, height / rows)
    wide, high = columns * cell, rows * cell
    x, y = x + (width - wide) / 2, y + (height - high) / 2
    laid = mosaic(np.asarray(images), len(x))
    heat_map = ink(
        laid.z.astype(np.float32),
        x=(x[:, None] + np.linspace(0, wide, columns + 1)).ravel(),
        y=(y[:, None] + np.linspace(0, high, rows + 1)).ravel(),
        hoverinfo="skip",
        **gaps((rows, columns)),
    )
    down, across = np.divmod(np.arange(count), len(x))
    return heat_map, np.stack([x[across], x[across] + wide, y[down], y[down] + high], 1)


def _image(original, x, y, tall):
    """An original in its place, as Plotly takes pictures."""
    shades = Image.fromarray(np.uint8(np.round(255 * (1 - original))))
    # Browsers smooth what they enlarge: few pixels are enlarged here, as they are.
    times = max(1, 2 * _PLACE // max(shades.size))
    shades = shades.resize((times * shades.width, times * shades.height), Image.Resampling.NEAREST)
    file = io.BytesIO()
    shades.save(file, "PNG")
    data = base64.b64encode(file.getvalue()).decode()
    return {
        "source": f"data:image/png;base64,{data}",
        "xref": "x",
        "yref": "y",
        "x": x + _PLACE / 2,
        "y": y + tall / 2,
        "xanchor": "center",
        "yanchor": "middle",
        "sizex": _PLACE,
        "sizey": tall,
    }
