"""Colours: one meaning each, seen on both pages, by every eye."""

from itertools import combinations

import numpy as np
import pytest

from tests.figures.conftest import moments
from wsviz.figures import palette
from wsviz.figures.bits import bits_over_time
from wsviz.figures.network import network
from wsviz.figures.weights import weight_images, weight_matrices

WHITE, DARK = "#ffffff", "#0e1117"
_NO_DATA = ("PHASE", "INK", "WEIGHT", "GRID", "LIGHT")
# From linear sRGB to what eyes without red or green cones see of it (Machado et al. 2009, full
# severity).
SEEN = [
    np.eye(3),
    [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
]
XYZ = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]


def linear(color):
    """Linear sRGB of a colour like #0072B2, (3,)."""
    c = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def contrast(one, two):
    """WCAG 2.2 contrast of two colours, 1 to 21."""
    low, high = sorted(linear(color) @ XYZ[1] + 0.05 for color in (one, two))
    return high / low


def apart(one, two):
    """CIELAB distance of two colours to the eyes that tell them apart least."""

    def lab(color, seen):
        x, y, z = np.cbrt(np.clip(seen @ linear(color), 0, 1) @ np.transpose(XYZ) / [0.95, 1, 1.09])
        return np.array([116 * y, 500 * (x - y), 200 * (y - z)])

    return min(np.linalg.norm(lab(one, seen) - lab(two, seen)) for seen in map(np.array, SEEN))


def declared():
    """(name, colour) of every data colour; scales, the grid and the theme's names left out."""
    found = []
    for name, value in vars(palette).items():
        if name[0] == "_" or not name.isupper() or name in _NO_DATA:
            continue
        values = value if isinstance(value, list) else [value]
        found += [(f"{name} {n}", color) for n, color in enumerate(values) if color[0] == "#"]
    return found


def test_measured_contrasts_are_the_known_ones():
    assert contrast(WHITE, "#000000") == pytest.approx(21)
    assert contrast(WHITE, "#767676") == pytest.approx(4.54, abs=0.01)


def test_every_colour_has_one_meaning():
    # PHASE names WAKE and SLEEP once more.
    assert palette.PHASE == {"wake": palette.WAKE, "sleep": palette.SLEEP}
    colors = declared()
    assert len(colors) >= 20
    for (one, first), (two, second) in combinations(colors, 2):
        assert np.linalg.norm(linear(first) - linear(second)) > 0.05, f"{one} is {two}"


def test_lines_stand_out_from_both_pages():
    for name, color in declared():
        assert contrast(color, WHITE) >= 3, name
        assert contrast(color, DARK) >= 3, name


@pytest.mark.parametrize(
    "together",
    [
        (palette.WAKE, palette.SLEEP, palette.SELECTED),
        (palette.ENTROPY, palette.KL, palette.PENALTY),
        (palette.OUTSIDE, palette.KL, palette.PENALTY),
        (palette.KL, palette.SELECTED),
        (palette.TRUTH, palette.BELIEF),
        (palette.SLEEP, palette.PENALTY),
        (palette.SLEEP, palette.SELECTED),
        palette.LAYERS,
        palette.COMPARED,
    ],
)
def test_the_colours_of_one_figure_differ_to_every_eye(together):
    assert min(apart(*pair) for pair in combinations(together, 2)) > 20


def test_text_on_ink_can_be_read():
    inks = np.linspace(0, 1, 256)
    for ink, text in zip(inks, palette.on_ink(inks)):
        grey = f"#{round(255 * (1 - ink)):02x}"
        assert contrast(text, "#" + 3 * grey[1:]) >= 4.5


def text_colors(part):
    """Every colour of a font in a figure."""
    if isinstance(part, list):
        return {color for each in part for color in text_colors(each)}
    if not isinstance(part, dict):
        return set()
    fonts = [part[name] for name in ("font", "textfont", "tickfont") if name in part]
    found = {
        font.get("color", "$text") for font in fonts if not isinstance(font.get("color"), list)
    }
    return found.union(*(text_colors(each) for each in part.values()))


def test_texts_have_the_themes_colours(runs):
    for now in moments(runs["explanations"]):
        drawn = [network(now), weight_images(now), weight_matrices(now)]
        drawn.append(bits_over_time(runs["kirby"].curve, 3))
        for figure in drawn:
            assert text_colors([figure["layout"], *figure["data"]]) <= {"$text", "$muted"}
