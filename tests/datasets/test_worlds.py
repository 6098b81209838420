"""The generated worlds against worlds painted pixel by pixel, and against their figures in bits."""

from collections import Counter
from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from wsviz.datasets import load

HALF = Fraction(1, 2)


def paint_stripes(size, on, vertical):
    """The picture with these columns (or rows) on, as text, top row first."""
    picture = [["."] * size for _ in range(size)]
    for row, column in product(range(size), repeat=2):
        if on[column if vertical else row]:
            picture[row][column] = "#"
    return "\n".join(map("".join, picture))


def expected_bars():
    world = Counter()
    for vertical, on in product((True, False), product((0, 1), repeat=4)):
        world[paint_stripes(4, on, vertical)] += HALF / 16
    return world


def expected_kirby():
    world = Counter()
    for vertical, on in product((True, False), product((0, 1), repeat=3)):
        if 0 < sum(on) < 3:
            world[paint_stripes(3, on, vertical)] += Fraction(2 if vertical else 1, 18)
    return world


def expected_shifter():
    world = Counter()
    for bottom, move in product(product(".#", repeat=8), (1, -1)):
        top = "".join(bottom[(column - move) % 8] for column in range(8))
        row = "".join(bottom)
        on = row.count("#")
        chance = Fraction(1, 5) ** on * Fraction(4, 5) ** (8 - on)
        world["\n".join([top, top, row, row])] += chance * HALF
    return world


def as_text(dataset):
    """{picture as text: probability}, row 0 on top."""
    pictures = dataset.images.reshape(-1, *dataset.image_shape)
    texts = ["\n".join("".join(".#"[int(s)] for s in row) for row in p) for p in pictures]
    return dict(zip(texts, dataset.probabilities))


def same_world(dataset, expected):
    assert len(dataset.images) == len(expected)
    assert as_text(dataset) == pytest.approx({k: float(p) for k, p in expected.items()}, rel=1e-12)


def bits(p):
    p = np.asarray(p)
    return -(p * np.log2(p)).sum()


def base_rate_bits(dataset):
    on = dataset.probabilities @ dataset.images.astype(np.float64)
    return sum(bits([p, 1 - p]) for p in on)


def test_bars_with_the_all_white_image_are_the_paper_s_procedure():
    same_world(load("bars-all-white"), expected_bars())


def test_bars_leave_out_the_image_with_every_pixel_on_and_no_other():
    expected = expected_bars()
    assert expected.pop("\n".join(["####"] * 4)) == Fraction(1, 16)
    same_world(load("bars"), {k: p * Fraction(16, 15) for k, p in expected.items()})


def test_kirby_s_vertical_stripes_are_twice_as_frequent():
    same_world(load("kirby"), expected_kirby())
    assert as_text(load("kirby"))["#..\n#..\n#.."] == pytest.approx(2 / 18)
    assert as_text(load("kirby"))["###\n...\n..."] == pytest.approx(1 / 18)


def test_shifter_moves_each_bottom_row_either_way():
    same_world(load("shifter"), expected_shifter())


@pytest.mark.parametrize(
    ("name", "count", "entropy_bits"),
    [
        ("kirby", 12, 3.5033),
        ("bars", 29, 4.8402),
        ("bars-all-white", 30, 4.8750),
        ("shifter", 508, 6.6063),
    ],
)
def test_entropies_in_bits(name, count, entropy_bits):
    images, probabilities = load(name).distinct()
    assert len(images) == len(load(name).images) == count
    assert bits(probabilities) == pytest.approx(entropy_bits, abs=5.1e-5)


@pytest.mark.parametrize(("name", "expected"), [("bars-all-white", 16.000), ("bars", 15.949)])
def test_base_rate_codes_in_bits(name, expected):
    assert base_rate_bits(load(name)) == pytest.approx(expected, abs=5.1e-4)


def test_a_perfect_bars_generator_wastes_its_sixteenth_on_all_white():
    kept = as_text(load("bars-all-white"))
    divergence = sum(p * np.log2(p / kept[k]) for k, p in as_text(load("bars")).items())
    assert divergence == pytest.approx(0.0931, abs=5.1e-5)


def test_shifter_hides_its_direction_in_four_images():
    dataset = load("shifter")
    top, _, _, bottom = dataset.images.reshape(-1, 4, 8).swapaxes(0, 1)
    fits = [(np.roll(bottom, move, axis=1) == top).all(1) for move in (1, -1)]
    ambiguous = np.logical_and(*fits)
    chance = dataset.probabilities[ambiguous].sum()
    assert np.logical_or(*fits).all()
    assert ambiguous.sum() == 4
    assert chance == pytest.approx(0.169, abs=5.1e-4)
    assert 1 - chance / 2 == pytest.approx(0.915, abs=5.1e-4)
