"""While it learns, what is seldom made anew is made at every second tick, and by a press."""

import pytest

from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run
from wsviz.ui.viewer import Viewer


@pytest.fixture
def show():
    """A Viewer that learns, and draws the cycle it is at."""
    viewer = Viewer(Run(PRESETS["kirby"]))
    viewer.train()
    return viewer


def frame(show, name="glance", tick=True):
    """The cycle that one frame draws, after a tick or a press, and that on show."""
    if tick:
        list(show.tick())
    return show.seldom(name, lambda: show.cursor.cycle), show.cursor.cycle


def test_every_second_tick_shows_what_was_made_at_the_one_before(show):
    made = [frame(show) for _ in range(6)]
    assert [drawn == now for drawn, now in made] == [True, False] * 3
    assert [drawn for drawn, _ in made[1::2]] == [now for _, now in made[::2]]


@pytest.mark.parametrize("ticks", [1, 2, 3])
def test_a_press_another_panel_and_a_pause_show_the_moment(show, ticks):
    for _ in range(ticks):
        frame(show)
    drawn, now = frame(show, tick=False)
    assert drawn == now
    drawn, now = frame(show, name="bits")
    assert drawn == now
    frame(show)
    list(show.tick())  # a tick that the pause cuts short, before it draws
    show.pause()
    drawn, now = frame(show, tick=False)
    assert drawn == now
