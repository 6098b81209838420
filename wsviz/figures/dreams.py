"""Real images, their reconstructions and fantasies, side by side."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.in_pixels import pixel_layout, raster, rims, written
from wsviz.figures.layout import PANEL
from wsviz.figures.mosaic import frames, ink, mosaic, picture_clicks, pictures

# Pixels: a row's title, what stays free at the edges, and the tallest picture.
_TITLE, _EDGE, _TALLEST = 24, 3, 110


def dreams(
    data,
    reconstructions,
    fantasies,
    image_shape,
    columns=16,
    probabilities=None,
    in_support=None,
    distances=None,
    size=PANEL,
    listable=False,
):
    """The figure (width, height): galleries; a reconstruction stands right under its datum.

    data, reconstructions (count, visible), fantasies (more, visible). Reconstructions are
    probabilities, the others 0 and 1; `probabilities` (more, visible) are those that the fantasies
    were drawn with, and make a gallery of their own. Fantasies that the data never contain are
    outlined where `in_support` (more,) is given. `distances` (more,) are pixels to the nearest
    datum. Where explanations are `listable` a click on a datum or a drawn fantasy gives the image's
    target.
    """
    groups = [
        ("<b>data</b>", data),
        ("<b>reconstructions</b>: probability of each pixel", reconstructions),
        (_fantasy_title(in_support, distances), fantasies),
    ]
    if probabilities is not None:
        groups.append(("<b>the same fantasies</b> as probabilities", probabilities))
    laid = [mosaic(pictures(images, image_shape), columns) for _, images in groups]
    cell = _cell([len(each.z) for each in laid], laid, size)
    title = int(np.ceil(_TITLE / cell))
    tops = np.cumsum([title, *(len(each.z) + title for each in laid[:-1])])
    z = np.full((tops[-1] + len(laid[-1].z), max(each.z.shape[1] for each in laid)), np.nan)
    for top, each in zip(tops, laid):
        z[top : top + len(each.z), : each.z.shape[1]] = each.z
    corners = [each.corners + np.array([top, 0]) for top, each in zip(tops, laid)]
    edges = [_edges(each, image_shape, cell) for each in corners]
    shapes = [frames(np.concatenate(edges), xref="x", yref="y")]
    if in_support is not None and not np.all(in_support):
        strangers = edges[2][~np.asarray(in_support)] + np.array([-1, 1, -1, 1])
        shapes.append(rims(strangers, palette.OUTSIDE, 2.5))
    heat_map = ink(z.astype(np.float32), hovertemplate="%{z:.3f}<extra></extra>")
    notes = [
        written(words, _EDGE, _EDGE + top * cell - _TITLE / 2)
        for (words, _), top in zip(groups, tops)
    ]
    drawn = np.concatenate([data, fantasies]), np.concatenate([edges[0], edges[2]])
    clicks = [picture_clicks(*drawn)] if listable else []
    cells = heat_map | raster(heat_map["z"], _EDGE, _EDGE, cell) | {"xgap": 0, "ygap": 0}
    return {
        "data": [cells, *clicks],
        "layout": pixel_layout(size, annotations=notes, shapes=shapes),
    }


def alt_text(data, reconstructions, fantasies, in_support=None, distances=None):
    """One sentence for those who hear the picture."""
    wrong = np.abs(data - reconstructions).mean()
    text = f"{len(data)} real images, rebuilt with a mean error of {wrong:.2f} a pixel"
    known = "" if in_support is None else f", {in_support.sum()} of them images of the data"
    if distances is not None:
        known += f", on average {np.mean(distances):.1f} pixels from the nearest datum"
    return f"{text}; {len(fantasies)} fantasies{known}."


def _cell(rows, laid, size):
    """The side in pixels of a cell with which all rows fit under their titles."""
    width = size[0] - 2 * _EDGE
    tall = (size[1] - 2 * _EDGE - len(rows) * (_TITLE + 1)) / (sum(rows) + len(rows))
    return min(width / max(each.z.shape[1] for each in laid), tall, _TALLEST / rows[0])


def _fantasy_title(in_support, distances):
    title = "<b>fantasies</b>"
    if in_support is not None:
        title += f": {np.sum(in_support)} of {len(in_support)} are images of the data"
        title += "" if np.all(in_support) else ", the outlined never"
    if distances is not None:
        title += f": mean distance to the nearest datum {np.mean(distances):.1f} pixels"
    return title


def _edges(corners, image_shape, cell):
    """Edges (count, 4) of pictures in pixels."""
    top, left = corners.T
    height, width = image_shape
    return np.stack([left, left + width, top, top + height], 1) * cell + _EDGE
