"""A panel is made anew where what it shows has changed, while it learns at every second tick."""

import random

import pytest

from wsviz.figures.wire import as_json
from wsviz.narration.selection import Selection
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run
from wsviz.ui.explorer import Explorer
from wsviz.ui.panels import OF_THE_NETWORK, PANELS, views
from wsviz.ui.viewer import MOVES, Viewer


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
    return show.seldom(name, show.cursor, lambda: show.cursor.cycle), show.cursor.cycle


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


def test_what_is_of_the_same_is_not_made_again(show):
    show.pause()
    made = [show.seldom("glance", "this", object) for _ in range(3)]
    assert made[0] is made[1] is made[2]
    others = [show.seldom(*what, object) for what in (("glance", "that"), ("bits", "that"))]
    assert len({*map(id, (made[0], *others))}) == 3
    unknown = [show.seldom("rows", None, object) for _ in range(2)]
    assert unknown[0] is not unknown[1]


def test_a_cycle_has_a_panel_for_each_change_and_each_phase(show):
    show.pause()
    made = []
    for _ in show.cursor.beats(show.run) + show.cursor.next_phase().beats(show.run):
        show.seldom("glance", show.network_on_show, lambda: made.append(show.cursor))
        show.walk("forward")
    assert show.cursor.cycle == 1
    assert [(cursor.phase, cursor.on(show.run).last) for cursor in made] == [
        ("wake", False),
        ("wake", True),
        ("sleep", False),
        ("sleep", True),
    ]


# What a visitor does, each with chance of its own.
DEEDS = [
    *(lambda show, chance, move=move: show.walk(move) for move in MOVES),
    lambda show, chance: show.move(show.cursor.later(3)),
    lambda show, chance: show.visit(chance.randrange(show.run.cycle + 1)),
    lambda show, chance: show.select(Selection(chance.randrange(3), chance.randrange(9), 1)),
    lambda show, chance: show.dream_again(),
    lambda show, chance: show.edit(chance.choice([-2, 0, 3])),
    lambda show, chance: show.other_draw(),
    lambda show, chance: show.change(nonnegative=chance.random() < 0.5),
    lambda show, chance: show.change(variant=chance.choice(["wake-sleep", "reweighted"]), rows=2),
    lambda show, chance: show.change(sleep_phi=chance.choice([0, 1]), wake_phi=1),
    lambda show, chance: show.new_seed(),
    lambda show, chance: show.bring_back(),
]
# Half of all deeds are steps, for which the memo is made.
OFTEN = ["forward", "back"]


@pytest.mark.parametrize("view", sorted(OF_THE_NETWORK, key=lambda make: make.__name__))
@pytest.mark.parametrize("seed", range(3))
def test_what_is_shown_again_is_what_would_be_made(view, seed):
    show, chance = Explorer("kirby", PRESETS["kirby"]), random.Random(seed)
    for _ in range(150):
        if chance.random() < 0.5:
            show.walk(chance.choice(OFTEN))
        else:
            chance.choice(DEEDS)(show, chance)
        if view not in _offered(show):
            continue
        shown = show.seldom("it", show.network_on_show, lambda: view(show.moment, show))
        made = view(show.moment, show)
        assert as_json(shown.figure) == as_json(made.figure)
        assert shown.alt == made.alt


def _offered(show):
    return [make for panel in PANELS for make in views(show.moment, panel).values()]
