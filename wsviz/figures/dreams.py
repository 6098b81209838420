"""Real images, their reconstructions and fantasies, side by side."""

import numpy as np

from wsviz.figures import palette
from wsviz.figures.layout import hidden_axis, label, layout, outline
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
    rows = [-(-len(images) // columns) for _, images in groups]
    row = min(_TALLEST, _PAGE / columns * (image_shape[0] + 1) / (image_shape[1] + 1))
    height = sum(rows) * row + len(groups) * _TITLE
    figure = {"data": [], "layout": layout(height, annotations=[], shapes=[])}
    top = 0
    for number, ((title, images), count) in enumerate(zip(groups, rows), start=1):
        bottom = top + _TITLE + count * row
        _add_gallery(
            figure,
            number,
            title,
            mosaic(pictures(images, image_shape), columns),
            image_shape,
            (1 - bottom / height, 1 - (top + _TITLE) / height),
        )
        top = bottom
    if in_support is not None:
        _mark_strangers(figure, in_support, image_shape, columns)
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


def _add_gallery(figure, number, title, laid, image_shape, domain):
    axis = "" if number == 1 else str(number)
    height, width = laid.z.shape
    figure["data"].append(
        ink(
            laid.z,
            xaxis=f"x{axis}",
            yaxis=f"y{axis}",
            hovertemplate="%{z:.3f}<extra></extra>",
            **gaps(image_shape),
        )
    )
    figure["layout"][f"xaxis{axis}"] = hidden_axis(
        -1, width, anchor=f"y{axis}", constrain="domain", constraintoward="left"
    )
    figure["layout"][f"yaxis{axis}"] = hidden_axis(
        height,
        -1,
        anchor=f"x{axis}",
        domain=list(domain),
        scaleanchor=f"x{axis}",
        constrain="domain",
        constraintoward="top",
    )
    figure["layout"]["annotations"].append(label(title, 0, domain[1], 14))
    edges = boxes(laid.corners, *image_shape)
    figure["layout"]["shapes"].append(frames(edges, xref=f"x{axis}", yref=f"y{axis}"))


def _mark_strangers(figure, in_support, image_shape, columns):
    height, width = image_shape[0] + 1, image_shape[1] + 1
    for index in np.flatnonzero(~in_support):
        top, left = index // columns * height, index % columns * width
        figure["layout"]["shapes"].append(
            outline(
                left - 0.75,
                left + width - 1.25,
                top - 0.75,
                top + height - 1.25,
                palette.SLEEP,
                2,
                xref="x3",
                yref="y3",
            )
        )
