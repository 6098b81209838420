"""Files of the Stage show the data in force at the moment on show, and are named after them."""

from io import BytesIO

import numpy as np
from PIL import Image, ImageSequence

from tests.exports.cases import blocks, inked
from wsviz.datasets.own import from_arrays
from wsviz.exports.films import Film, Script
from wsviz.exports.sheet import Sheet
from wsviz.exports.subjects import SUBJECTS, Looked
from wsviz.runs.presets import TITLES, learned
from wsviz.ui import files
from wsviz.ui.run_file import run_name
from wsviz.ui.visit import Visit

# As many pixels as bars have, and another shape.
WIDE = from_arrays(np.eye(16, dtype=np.float32)[:5], image_shape=(2, 8))


def turned():
    """A visit whose run learned bars until cycle 20, then WIDE for 10 more."""
    visit = Visit({"preset": "bars", "cycle": "20"})
    show = visit.explorer
    show.change(dataset=WIDE.name)
    show.move(show.cursor.later(10))
    return visit


def shows(pixels, sheet, image, shape):
    """Whether the first tile of a sheet is that image."""
    tile = blocks(pixels, sheet.places[0][0], shape, (sheet.block,) * 2)
    return tile.tolist() == [[inked(v) for v in row] for row in image.reshape(shape)]


def test_a_strip_is_of_the_data_at_the_moment_on_show():
    visit = turned()
    show = visit.explorer
    last = show.run.cycle
    for cycle, name, shape in ((10, "bars", (4, 4)), (last, "own-pictures", (2, 8))):
        show.visit(cycle)
        moment = show.moment
        assert files._name(show, moment, "data", "png") == f"wsviz-{name}-{cycle}-data.png"
        images = moment.dataset.distinct()[0]
        found = np.asarray(Image.open(BytesIO(files._strip(moment, "Data", "", 0))).convert("RGB"))
        sheet = Sheet("", SUBJECTS["Data"](None, Looked(images[:20], shape, 0, {})), 1000)
        assert shows(found, sheet, images[0], shape)
    assert run_name(show, "run", "wsviz") == f"wsviz-own-pictures-{last}-run.wsviz"


def test_a_films_frame_is_of_the_data_that_its_cycle_learns():
    run = turned().explorer.run
    film = Film(run, Script("bars", "Activations", "GIF", 200, 5, 0))
    film.advance(1000)
    assert film.done
    frames = ImageSequence.Iterator(Image.open(BytesIO(film.file())))
    change = next(r.start for r in run.revisions if r.recipe.dataset == WIDE.name)
    for cycle, frame in zip(film.cycles, frames, strict=True):
        looked, sheet = film.scene_at(cycle)
        shape = (2, 8) if cycle >= change else (4, 4)
        assert looked.shape == shape
        assert sheet.title == f"Activations: {WIDE.title if cycle >= change else TITLES['bars']}"
        assert frame.size == film.size
        pixels = np.asarray(frame.convert("RGB"))
        assert shows(pixels, sheet, run.recipe_at(cycle).data.distinct()[0][0], shape)


def test_tables_say_what_was_learned_from_when_on():
    run = turned().explorer.run
    assert learned("bars", run.revisions) == "bars; from cycle 20 on own-pictures"
    assert learned("kirby", run.revisions[:1]) == "bars"
