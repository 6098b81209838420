"""A film beside the run: its frames come with the Stage's ticks, and it can stop."""

from io import BytesIO

from PIL import Image

from tests.exports.test_films import script
from tests.ui.page import open_page
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run
from wsviz.ui.filming import Filming, Together
from wsviz.ui.pace import PACES
from wsviz.ui.player import Player


def run():
    """Bars, after some learning."""
    found = Run(PRESETS["bars"])
    found.advance(60)
    return found


def ticked(player):
    """Tick until nothing ticks any more; how many ticks it took."""
    for ticks in range(100):
        if not player.training:
            return ticks
        for _ in player.tick():
            pass
    raise AssertionError("it never ends")


def test_a_film_is_made_tick_by_tick_and_its_run_is_let_alone():
    here, filming = run(), Filming()
    filming.start(here, script(frames=7), "film.gif")
    assert filming.training
    assert filming.file is None
    here.advance(10)
    assert ticked(filming) > 0
    assert Image.open(BytesIO(filming.file)).n_frames == 7
    assert (filming.name, filming.kind) == ("film.gif", "image/gif")
    # A second one lets the first go; stopped, nothing is left of it.
    filming.start(here, script("Dreams", "WebP", 5), "dreams.webp")
    assert filming.file is None
    filming.stop()
    assert not filming.training
    assert filming.run is None


def test_the_size_is_estimated_once():
    here, filming = run(), Filming()
    first = filming.estimated_bytes(here, script())
    assert filming.estimated_bytes(here, script()) == first
    here.advance(100)
    assert filming.estimated_bytes(here, script()) != first


def test_film_and_run_move_on_together():
    here, filming = Player(run(), "Live"), Filming()
    both = Together(here, filming)
    assert not both.training
    assert both.every is None
    filming.start(here.run, script(frames=3), "film.gif")
    assert (both.training, both.every) == (1, filming.every)
    here.train(500)
    assert (both.training, both.every) == (2, here.every)
    ticked(both)
    assert here.run.cycle == 560
    assert filming.file


def test_a_film_that_waits_for_a_place_leaves_slow_motion_alone():
    here, filming = Player(run(), "Slow"), Filming()
    both = Together(here, filming)
    here.train()
    filming.start(here.run, script(frames=3), "film.gif")
    assert both.busy
    both.queue(True)
    assert both.moves
    assert both.every == here.every == PACES["Slow"].every
    assert not filming.moves
    both.queue(False)
    assert both.every == filming.every


def test_closed_the_window_draws_nothing():
    at = open_page(preset="bars", cycle="30")
    keys = {element.key for element in (*at.button, *at.selectbox, *at.get("download_button"))}
    assert not keys & {"make_film", "strip", "save_json"}
