"""Where the texts of a figure stand, by an estimate of their size."""

import re
from itertools import combinations

import numpy as np

from wsviz.figures.layout import TEXT_SIZE

# Of a text's size: the mean width of a letter, and the height of a line that is inked.
_LETTER, _LINE = 0.5, 0.9
_SHARE = {"left": 0, "center": 0.5, "right": 1, "top": 0, "middle": 0.5, "bottom": 1}


def text_boxes(figure):
    """Words, left, right, top, bottom of every annotation and text of a scatter, in pixels."""
    layout = figure["layout"]
    found = [_annotation(note, layout) for note in layout["annotations"] if note["text"]]
    for trace in figure["data"]:
        if trace["type"] == "scatter" and "text" in trace.get("mode", ""):
            assert trace["textposition"] == "middle right"
            half = trace["marker"]["size"] / 2
            for words, x, y in zip(trace["text"], trace["x"], trace["y"]):
                found.append(_box(words, x + half + 3, y, "left", "middle", TEXT_SIZE))
    return found


def assert_readable(figure):
    """No text is small, leaves the figure, or lies on another."""
    layout = figure["layout"]
    width, height = layout["width"], layout["height"]
    assert layout["font"]["size"] >= TEXT_SIZE
    assert layout["hoverlabel"]["font"]["size"] >= TEXT_SIZE
    assert all(note["font"]["size"] >= TEXT_SIZE for note in layout["annotations"])
    found = text_boxes(figure)
    for words, left, right, top, bottom in found:
        assert left >= -1, words
        assert right <= width + 1, words
        assert top >= -1, words
        assert bottom <= height + 1, words
    for one, other in combinations(found, 2):
        apart = one[2] <= other[1] or other[2] <= one[1] or one[4] <= other[3] or other[4] <= one[3]
        assert apart, (one, other)


def _annotation(note, layout):
    x = _place(note["x"], note["xref"], layout, 0) + note.get("xshift", 0)
    y = _place(note["y"], note["yref"], layout, 1) - note.get("yshift", 0)
    return _box(note["text"], x, y, note["xanchor"], note["yanchor"], note["font"]["size"])


def _place(value, ref, layout, upright):
    """A coordinate in pixels from the left or top edge."""
    size = layout["height"] if upright else layout["width"]
    low, high = [("l", "r"), ("b", "t")][upright]
    inner = size - layout["margin"][low] - layout["margin"][high]
    share = value
    if ref != "paper":
        name, *domain = ref.split()
        axis = layout[f"{name[0]}axis{name[1:]}"]
        start, stop = axis.get("domain", (0, 1))
        within = (
            value
            if domain
            else (value - axis["range"][0])
            / np.ptp(axis["range"])
            * (1 if axis["range"][0] < axis["range"][1] else -1)
        )
        share = start + within * (stop - start)
    if upright:
        return layout["margin"]["t"] + (1 - share) * inner
    return layout["margin"]["l"] + share * inner


def _box(words, x, y, across, down, size):
    lines = re.sub(r"<(?!br)[^>]*>", "", words).split("<br>")
    width = max(map(len, lines)) * _LETTER * size
    tall = len(lines) * _LINE * size if len(lines) == 1 else len(lines) * 1.3 * size
    left, top = x - _SHARE[across] * width, y - _SHARE[down] * tall
    return words, left, left + width, top, top + tall
