"""Real images, their reconstructions and fantasies, side by side."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.layout import label, layout, on, outline, refs, square_axes, suffix
from wsviz.figures.mosaic import boxes, frames, gaps, ink, mosaic, pictures

# Pixels of a row of pictures, of its title and the tallest row.
_PAGE, _TITLE, _TALLEST = 1040, 26, 110


def dreams(data, reconstructions, fantasies, image_shape, columns=16, in_support=None):
    """The figure: three galleries; a reconstruction stands right under its datum.

    data, reconstructions (count, visible), fantasies (more, visible). Reconstructions are
    probabilities, the others 0 and 1. Fantasies that the data never contain are outlined where
    `in_support` (more,) is given.
    """
    groups = [
        ("real images", data),
        ("their reconstructions (probability of each pixel)", reconstructions),
        (_fantasy_title(in_support), fantasies),
    ]
    rows = np.array([-(-len(images) // columns) for _, images in groups])
    row = min(_TALLEST, _PAGE / columns * (image_shape[0] + 1) / (image_shape[1] + 1))
    heights = rows * row + _TITLE
    bottoms = 1 - np.cumsum(heights) / heights.sum()
    tops = bottoms + rows * row / heights.sum()
    figure = {"data": [], "layout": layout(heights.sum(), annotations=[], shapes=[])}
    for number, ((title, images), *down) in enumerate(zip(groups, bottoms, tops), start=1):
        laid = mosaic(pictures(images, image_shape), columns)
        _add_gallery(figure, laid, boxes(laid.corners, *image_shape), (suffix(number), down))
        figure["data"][-1] |= gaps(image_shape)
        figure["layout"]["annotations"].append(label(title, 0, down[1], 14))
    if in_support is not None:
        figure["layout"]["shapes"] += _strangers(in_support, laid.corners, image_shape)
    return figure


def alt_text(data, reconstructions, fantasies, in_support=None):
    """One sentence for those who hear the picture."""
    wrong = np.abs(data - reconstructions).mean()
    text = f"{len(data)} real images, rebuilt with a mean error of {wrong:.2f} a pixel"
    known = "" if in_support is None else f", {in_support.sum()} of them images of the data"
    return f"{text}; {len(fantasies)} fantasies{known}."


def _fantasy_title(in_support):
    if in_support is None:
        return "fantasies"
    return (
        f"fantasies: {in_support.sum()} of {len(in_support)} are images of the data, "
        "the outlined ones never occur in it"
    )


def _add_gallery(figure, laid, edges, place):
    axis, down = place
    cells = ink(laid.z, hovertemplate="%{z:.3f}<extra></extra>")
    figure["data"].append(cells | on(axis))
    figure["layout"] |= square_axes(axis, laid.z.shape, (0, 1), down)
    figure["layout"]["shapes"].append(frames(edges, **refs(axis)))


def _strangers(in_support, corners, image_shape):
    edges = boxes(corners[~in_support], *image_shape) + np.array([-0.25, 0.25, -0.25, 0.25])
    return [outline(stranger, palette.OUTSIDE, 2, **refs("3")) for stranger in edges.tolist()]
