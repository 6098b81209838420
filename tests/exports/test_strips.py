"""A strip's pixels are the engine's numbers."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from tests.exports.cases import blocks, diverged, inked, looked, near
from wsviz.engine import gallery
from wsviz.exports.names import file_name
from wsviz.exports.shades import diverging, ink
from wsviz.exports.sheet import Part, Sheet
from wsviz.exports.strips import strip
from wsviz.exports.subjects import SUBJECTS, ranges, reconstructions, weights
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run

F = np.array([[1, 1, 1], [1, 0, 0], [1, 1, 0], [1, 0, 0], [1, 0, 0]], float)
GRID = [0x99] * 3


@pytest.fixture(scope="module")
def run():
    """Bars, after some learning."""
    found = Run(PRESETS["bars"])
    found.advance(400)
    return found


def read(parts, title="Title", caption="caption"):
    """The strip of these parts, read back: RGB pixels, and the Sheet that knows its places."""
    png = Image.open(BytesIO(strip(title, caption, parts)))
    assert png.format == "PNG"
    return np.asarray(png.convert("RGB")), Sheet(title, parts, 1000)


def test_a_letter_stands_upright_in_blocks_of_whole_pixels_with_a_frame():
    tiles = np.stack([F, 1 - F, F / 4])
    pixels, sheet = read([Part("", tiles, ink(), 2)])
    side = sheet.block
    for at, tile in zip(sheet.places[0], tiles):
        found = blocks(pixels, at, F.shape, (side, side))
        assert found.tolist() == [[inked(v) for v in row] for row in tile]
        top, left = at - 1
        bottom, right = at + np.multiply(F.shape, side)
        for edge in (
            pixels[top, left : right + 1],
            pixels[bottom, left : right + 1],
            pixels[top : bottom + 1, left],
            pixels[top : bottom + 1, right],
        ):
            assert (edge == GRID).all()
    # Two in a row, the third below the first.
    (first, second, third) = sheet.places[0]
    assert first[0] == second[0] < third[0]
    assert first[1] == third[1] < second[1]
    assert sheet.size == (pixels.shape[1], pixels.shape[0])


def test_every_weight_has_its_colour(run):
    parameters, seen = run.parameters, looked(run)
    parts = weights(parameters, seen)
    pixels, sheet = read(parts)
    generative = parameters.generative.matrices[0][0, 1:]
    recognition = parameters.recognition.matrices[0][0, 1:].T
    for part, numbers, direction in (
        (0, generative, "generative"),
        (2, recognition, "recognition"),
    ):
        limit = seen.ranges[direction, 1]
        assert np.abs(numbers).max() <= limit
        assert f"-{limit:g} purple" in parts[part].title
        for at, unit in zip(sheet.places[part], numbers):
            found = blocks(pixels, at, (4, 4), (sheet.block,) * 2)
            expected = [[diverged(w, limit) for w in row] for row in unit.reshape(4, 4)]
            assert near(found, expected)


def test_probabilities_are_the_engines(run):
    parts = reconstructions(run.parameters, looked(run))
    pixels, sheet = read(parts)
    numbers = gallery.reconstructions(run.parameters, looked(run).images)
    for at, image in zip(sheet.places[1], numbers):
        found = blocks(pixels, at, (4, 4), (sheet.block,) * 2)
        assert found.tolist() == [[inked(v) for v in row] for row in image.reshape(4, 4)]


def test_activations_stand_under_their_images(run):
    seen = looked(run)
    parts = SUBJECTS["Activations"](run.parameters, seen)
    pixels, sheet = read(parts)
    first, second = gallery.activations(run.parameters, seen.images)
    assert (sheet.places[0][:, 1] == sheet.places[1][:, 1]).all()
    for place, layer in ((sheet.places[1], second[0]), (sheet.places[2], first[0])):
        for at, units in zip(place, layer):
            found = blocks(pixels, at, (len(units), 1), (sheet.block, 4 * sheet.block))
            assert found[:, 0].tolist() == [inked(v) for v in units]


def test_text_is_there_in_letters_of_a_readable_size():
    tiles = np.zeros((1, 3, 3))
    pixels, _ = read([Part("of zeros", tiles, ink(), 1)], "Weights × −1 ∞ 漢", "cycle 7")
    dark = (pixels.max(2) < 96).any(1)
    starts = np.flatnonzero(np.diff(dark.astype(int)) == 1)
    assert len(starts) >= 3, "title, caption and the part's own title"
    for start in starts[:3]:
        assert dark[start + 1 : start + 11].all()


def test_values_beyond_the_range_have_its_ends_colours():
    shades = diverging(2.0)
    assert shades(3.0) == shades(2.0) != shades(-2.0) == shades(-9.0)
    assert shades.colors[shades(0.0)].tolist() == [0xF7] * 3
    assert shades.colors[shades(2.0)].tolist() == [0x00, 0x44, 0x1B]


@pytest.mark.parametrize("preset", ["kirby", "shifter", "digits-quick", "mnist"])
def test_every_subject_of_every_shape_makes_a_sheet_that_holds_it(preset):
    found = Run(PRESETS[preset])
    seen = looked(found, 20)
    for subject in SUBJECTS:
        parts = SUBJECTS[subject](found.parameters, seen)
        sheet = Sheet(subject, parts, 640)
        for places, part in zip(sheet.places, parts):
            ends = places + np.array(part.tiles.shape[1:]) * [sheet.block, sheet.block * part.wide]
            assert (ends < sheet.size[::-1]).all()
            assert sheet.block >= 1


def test_ranges_hold_all_that_is_given(run):
    fresh = Run(PRESETS["bars"]).parameters
    assert ranges([fresh, run.parameters]) == ranges([run.parameters, fresh])
    assert set(ranges([fresh]).values()) == {1.0}


def test_names_are_plain():
    for preset in PRESETS:
        name = file_name(preset, 60_000, "Weights-film", "WebP")
        assert name == f"wsviz-{preset}-60000-weights-film.webp"
        assert name.isascii()
        assert " " not in name
