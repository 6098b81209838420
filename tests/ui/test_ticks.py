"""Ticks on the Stage: which clock ticks, and what a tick that meets a press does."""

import json

import pytest

from tests.ui.page import checked, components, open_page, press, status
from wsviz.ui import frame
from wsviz.ui.pace import PACES


def clocks(at):
    """What ticks, key of its clock -> how often."""
    found = [
        (proto.id.rsplit("-", 1)[-1], json.loads(proto.json)) for proto in components(at, "clock")
    ]
    return {key: data["every"] for key, data in found}


def hear(monkeypatch, key):
    """From now on every run of the script hears a tick of that clock, where it ticks."""
    draw = frame.clock

    def clock(every, key="clock", words=""):
        draw(every, key, words)
        return every is not None and key == heard

    heard = key
    monkeypatch.setattr(frame, "clock", clock)


@pytest.mark.parametrize("pace", PACES)
def test_one_clock_ticks_while_it_learns_and_none_at_rest(pace):
    at = open_page(preset="kirby", pace=pace)
    assert clocks(at) == {}
    press(at, "run")
    # In slow motion the next operation stands on a button: all is drawn.
    assert clocks(at) == {"clock" if pace == "Slow" else "frames": PACES[pace].every}
    press(at, "run")
    assert clocks(at) == {}


def test_a_tick_of_the_whole_moves_on(monkeypatch):
    at = press(open_page(preset="kirby", pace="Slow"), "run")
    show = at.session_state.visit.explorer
    before = show.cursor
    hear(monkeypatch, "clock")
    checked(at.run())
    assert show.cursor == before.forward(show.run)


def test_a_tick_that_comes_with_a_press_keeps_nobody_waiting(monkeypatch):
    at = press(open_page(preset="kirby", pace="Full"), "run")
    before = status(at)
    hear(monkeypatch, "frames")
    checked(at.run())
    assert status(at) == before
    assert clocks(at) == {"frames": PACES["Full"].every}
