"""A page whose session is gone is opened again where it was, and says so once."""

import json
from types import SimpleNamespace

import pytest

from tests.ui.page import address, components, open_page, press, status
from wsviz.ui import anew
from wsviz.ui.visit import Visit

LOST = "The server had lost this page; it was opened again where it was."


def comes_back(monkeypatch, payload):
    """The browser's first word to this session is that payload."""
    heard = [payload]

    def mount(**_):
        return SimpleNamespace(back=heard.pop() if heard else None)

    monkeypatch.setattr(anew, "_mount", mount)


def told(at):
    return [block.value for block in at.warning]


def test_a_lost_page_is_opened_where_it_was_and_says_so_once(monkeypatch):
    shown = "preset=bars&cycle=12&phase=sleep&beat=2&tab=Weights&pace=Slow&crowd_size=3"
    comes_back(monkeypatch, {"visit": "gone", "learning": False, "address": shown})
    # What Streamlit sends by itself is an address of before.
    at = open_page(preset="kirby", seed="4")
    assert told(at) == [LOST.replace(".", "\\.")]
    assert status(at).startswith("cycle 12 · sleep · beat 2")
    assert address(at) == {
        "preset": "bars",
        "cycle": "12",
        "phase": "sleep",
        "beat": "2",
        "tab": "Weights",
        "pace": "Slow",
        "crowd_size": "3",
    }
    assert at.session_state.visit.explorer.left is None
    press(at, "run")
    press(at, "run")
    assert told(at) == []


def test_a_plain_visit_and_a_line_that_was_cut_are_told_nothing(monkeypatch):
    at = open_page(cycle="12")
    (proto,) = components(at, "anew")
    visit = json.loads(proto.json)["visit"]
    assert visit == at.session_state.visit.name
    comes_back(monkeypatch, {"visit": visit, "learning": False, "address": "preset=bars"})
    at.run()
    assert told(at) == []
    assert address(at) == {"cycle": "12"}


@pytest.mark.parametrize(
    "payload",
    ["text", 7, [], {}, {"visit": 3, "address": 4}, {"visit": "gone", "address": None}],
)
def test_what_says_no_address_changes_nothing(monkeypatch, payload):
    comes_back(monkeypatch, payload)
    at = open_page(cycle="12")
    assert address(at) == {"cycle": "12"}
    assert told(at) == []


def test_what_learned_rests_where_the_address_was():
    visit = Visit({"preset": "bars", "cycle": "30"})
    visit.came_back(True)
    assert visit.messages == [f"{LOST} Learning is paused."]
    assert (visit.explorer.run.cycle, visit.learning) == (30, False)


def test_a_long_way_is_learned_once_more_by_itself():
    visit = Visit({"preset": "mnist", "cycle": "80000", "beat": "2"})
    show = visit.explorer
    visit.came_back(True)
    assert visit.messages == [f"{LOST} The way to cycle 80,000 is learned once more."]
    assert visit.learning
    assert (show.goal, show.offer.cycle, show.done) == (80_000, 80_000, 0.0)
    assert visit.query()["cycle"] == "80000", "another loss on the way costs nothing either"


def test_every_visit_has_a_name_of_its_own_and_says_whether_it_learns():
    assert len({Visit().name for _ in range(20)}) == 20
    visit = Visit()
    assert not visit.learning
    visit.crowd.train(5)
    assert visit.learning
