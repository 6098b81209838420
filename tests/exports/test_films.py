"""A film's frames are the engine's parameters at the frames' cycles, in both kinds of file."""

import random
from io import BytesIO
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont, ImageSequence

from tests.exports.cases import blocks, diverged, inked, near
from wsviz.engine.gallery import fantasies
from wsviz.exports import films
from wsviz.exports.containers import FORMS
from wsviz.exports.films import Film, Script, frame_cycles
from wsviz.exports.sheet import Sheet
from wsviz.exports.subjects import MOVING, Looked, ranges
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run

FRAMES, LAST = 9, 300


@pytest.fixture(scope="module")
def run():
    """Bars, after some learning."""
    found = Run(PRESETS["bars"])
    found.advance(LAST)
    return found


def script(subject="Weights", form="GIF", frames=FRAMES):
    """What a film of that run shows."""
    return Script("bars", subject, form, frames, 6, 5)


def made(run, script):
    """The film, all its frames made."""
    film = Film(run.copy(), script)
    for frame in range(10_000):
        if film.done:
            break
        assert film.cycle <= frame
        film.advance(1)
    return film


def frames_of(film):
    """Pixels (height, width, 3) and milliseconds of each frame, by Pillow."""
    image = Image.open(BytesIO(film.file()))
    assert image.info["loop"] == 0
    return [
        (np.asarray(frame.convert("RGB")), frame.info["duration"])
        for frame in ImageSequence.Iterator(image)
    ]


def learned(cycle):
    """The parameters by another way than the run's own history: learned anew, in one go."""
    again = Run(PRESETS["bars"])
    again.advance(cycle)
    return again.parameters


@pytest.mark.parametrize("form", FORMS)
def test_weights_of_each_frame(run, form):
    film = made(run, script(form=form))
    found = frames_of(film)
    assert len(found) == len(film.cycles) == FRAMES
    assert [ms for _, ms in found] == [100] * (FRAMES - 1) + [2_000]
    looked, sheet = film.scene_at(LAST)
    limit = looked.ranges["generative", 1]
    for cycle, (pixels, _) in zip(film.cycles, found):
        assert pixels.shape[:2] == film.size[::-1]
        numbers = learned(cycle).generative.matrices[0][0, 1:]
        for at, unit in zip(sheet.places[0], numbers):
            tile = blocks(pixels, at, (4, 4), (sheet.block,) * 2)
            expected = [[diverged(w, limit) for w in row] for row in unit.reshape(4, 4)]
            assert near(tile, expected)


def test_dreams_of_each_frame_are_of_one_seed(run):
    film = made(run, script("Dreams"))
    _, sheet = film.scene_at(LAST)
    for cycle, (pixels, _) in zip(film.cycles, frames_of(film)):
        drawn, probabilities = fantasies(learned(cycle), 20, 5)
        for places, images in zip(sheet.places, (drawn, probabilities)):
            for at, image in zip(places, images):
                tile = blocks(pixels, at, (4, 4), (sheet.block,) * 2)
                assert tile.tolist() == [[inked(v) for v in row] for row in image.reshape(4, 4)]


def test_both_kinds_show_the_same_pixels(run):
    gif, webp = (frames_of(made(run, script("Activations", form))) for form in FORMS)
    for (one, _), (other, _) in zip(gif, webp, strict=True):
        assert (one == other).all()


def test_a_webp_says_its_sizes_as_rfc_9649_has_it(run):
    film = made(run, script(form="WebP"))
    data = film.file()
    assert data[:4] + data[8:12] == b"RIFFWEBP"
    assert int.from_bytes(data[4:8], "little") == len(data) - 8
    at, names = 12, []
    while at < len(data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        body, at = data[at + 8 : at + 8 + size], at + 8 + size + size % 2
        names.append(name)
        sides = {b"VP8X": body[4:10], b"ANMF": body[6:12]}.get(name)
        if sides:
            found = [int.from_bytes(part, "little") + 1 for part in (sides[:3], sides[3:])]
            assert found == list(film.size)
    assert names == [b"VP8X", b"ANIM"] + [b"ANMF"] * FRAMES


def test_captions_say_cycle_and_bits_measured_at_it(run):
    film = made(run, script("Dreams"))
    font = ImageFont.load_default(20)
    for cycle, (pixels, _) in zip(film.cycles, frames_of(film)):
        again = Run(PRESETS["bars"])
        again.advance(cycle)
        bits = again.measured().description_length_bits[0]
        line = Image.new("L", (film.size[0], 30), 255)
        text = f"cycle {cycle:,} · {bits:.3f} bits an image"
        ImageDraw.Draw(line).text((16, 0), text, fill=0, font=font)
        assert (pixels[46:76, :, 0] == np.asarray(line)).all()


def test_frames_lie_evenly_on_a_log_axis():
    rng = random.Random(1)
    for _ in range(400):
        last, most = int(10 ** rng.uniform(0, 7)), rng.randint(1, 200)
        cycles = frame_cycles(last, most)
        assert len(cycles) == min(most, last + 1)
        assert cycles[0] == 0
        assert cycles[-1] == (last if most > 1 else 0)
        gaps = [b - a for a, b in pairwise(cycles)]
        assert min(gaps, default=1) >= 1
        # Each gap is the one before times the same factor, but for whole numbers.
        assert all(b >= a - 1 for a, b in pairwise(gaps))
        late = [(b + 1) / (a + 1) for a, b in pairwise(cycles) if b - a > 20]
        assert not late or max(late) / min(late) < 1.1
    assert frame_cycles(7, 4) == [0, 1, 3, 7]
    assert frame_cycles(3, 200) == [0, 1, 2, 3]


def test_long_ways_are_gone_in_pieces_and_change_nothing(run, monkeypatch):
    whole = made(run, script())
    monkeypatch.setattr(films, "_PIECE_SECONDS", 5 * run.seconds_per_cycle)
    film, pieces = Film(run.copy(), script()), 0
    while not film.done:
        film.advance(1)
        pieces += 1
    assert pieces > 2 * FRAMES
    assert film.file() == whole.file()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("subject", MOVING)
def test_the_size_is_told_before(run, subject, form):
    asked = script(subject, form, 30)
    told = Film(run, asked).estimated_bytes
    assert 0.75 < told / len(made(run, asked).file()) < 1.33


def test_the_longest_caption_fits(run):
    data = run.dataset
    seen = Looked(data.images[:2], data.image_shape, 0, ranges([run.parameters]))
    sheet = Sheet("A film", MOVING["Weights"](run.parameters, seen), 640)
    longest = "cycle 1,000,000,000 · 12,345.678 ± 12.34 bits an image"
    assert 16 + ImageFont.load_default(20).getlength(longest) < sheet.size[0]
