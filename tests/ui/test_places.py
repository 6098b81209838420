"""Who learns and who waits: in turns, in order, and nobody for ever."""

import json
import threading

import pytest

from tests.ui.page import address, components, headline, open_page, press, sentence, status
from tests.ui.test_views import view
from wsviz.ui import frame, places
from wsviz.ui.places import ASK_SECONDS, GONE_SECONDS, KEPT_SECONDS, Places, Standing


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self):
        return self.now


class School:
    """Visitors before so many places: each asks once a second, as long as it is here."""

    def __init__(self, most, visitors):
        self.clock = Clock()
        self.places = Places(most, self.clock)
        self.here = list(range(visitors))
        self.learned = dict.fromkeys(self.here, 0.0)
        self.last = dict.fromkeys(self.here, 0.0)
        self.longest_wait = 0.0

    def go_on(self, seconds):
        """Let so many seconds pass; at no moment do more learn than there are places."""
        for _ in range(int(seconds / ASK_SECONDS)):
            standings = {who: self.places.ask(who) for who in self.here}
            at_once = [who for who, standing in standings.items() if not standing.waits]
            assert self.places.counts[0] <= self.places.most
            for who in at_once:
                self.learned[who] += ASK_SECONDS
                self.last[who] = self.clock.now
            waits = [self.clock.now - self.last[who] for who in self.here]
            self.longest_wait = max(self.longest_wait, *waits)
            self.clock.now += ASK_SECONDS


@pytest.mark.parametrize(("most", "visitors"), [(1, 7), (32, 132), (32, 33), (12, 30)])
def test_everyone_learns_within_bounded_time_and_about_as_long(most, visitors):
    school = School(most, visitors)
    rounds = -(-visitors // most)
    bound = rounds * (KEPT_SECONDS + 2 * ASK_SECONDS)
    school.go_on(4 * bound)
    assert school.longest_wait <= bound
    assert min(school.learned.values()) >= 0.6 * max(school.learned.values())
    # The places do not stand empty for it.
    assert sum(school.learned.values()) >= 0.9 * most * 4 * bound


def test_a_place_is_kept_while_nobody_waits():
    school = School(3, 3)
    school.go_on(2.5 * KEPT_SECONDS)
    assert set(school.learned.values()) == {2.5 * KEPT_SECONDS}
    # All had their while: one goes as soon as somebody comes.
    assert school.places.ask("late").ahead == 0
    assert school.places.ask(0).waits
    assert not school.places.ask("late").waits


def test_who_had_its_while_goes_to_the_back_once_somebody_comes():
    clock = Clock()
    places = Places(1, clock)
    while clock.now < KEPT_SECONDS - 1:
        assert not places.ask("first").waits
        clock.now += 1
    assert [places.ask(who).ahead for who in ("second", "third")] == [0, 1]
    assert not places.ask("first").waits, "its while is not over"
    clock.now = KEPT_SECONDS
    assert places.ask("first").ahead == 2
    assert places.ask("third").ahead == 1, "the queue keeps its order"
    assert not places.ask("second").waits
    assert [places.ask(who).ahead for who in ("third", "first")] == [0, 1]


def test_who_is_gone_gives_its_place_up_by_itself():
    clock = Clock()
    places = Places(1, clock)
    for who in ("gone", "gone too", "here"):
        places.ask(who)
    clock.now = GONE_SECONDS - 0.1
    assert places.ask("here").ahead == 1
    clock.now = GONE_SECONDS
    assert not places.ask("here").waits
    assert places.counts == (1, 0)
    clock.now = 2 * GONE_SECONDS
    assert places.counts == (0, 0)
    assert not places._seen, "nothing is kept of who was here"


def test_who_pauses_leaves_its_place_and_the_queue():
    places = Places(1, Clock())
    for who in ("a", "b", "c"):
        places.ask(who)
    places.leave("b")
    assert places.ask("c").ahead == 0
    places.leave("a")
    places.leave("a")
    places.leave("a stranger")
    assert not places.ask("c").waits


def test_a_session_has_one_place_however_often_it_asks():
    places = Places(2, Clock())
    for _ in range(5):
        places.ask("one")
    assert places.counts == (1, 0)


def test_sessions_ask_from_many_threads():
    places, most, all_here = Places(5), [], threading.Barrier(20)

    def visit(who):
        for _ in range(100):
            places.ask(who)
            most.append(places.counts[0])
        all_here.wait()
        places.leave(who)

    threads = [threading.Thread(target=visit, args=(who,)) for who in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 5
    assert places.counts == (0, 0)


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing(12, None), ""),
        (Standing(1, 0), "1 learns, you are next; stepping goes on."),
        (Standing(12, 1), "12 learn, you are next but one; stepping goes on."),
        (Standing(32, 7), "32 learn, 7 wait before you; stepping goes on."),
    ],
)
def test_the_words_are_of_the_numbers(standing, words):
    assert standing.words == words


@pytest.mark.parametrize(("text", "most"), [("0", 1), ("many", 32), ("1001", 1000), ("", 32)])
def test_a_number_of_places_that_cannot_be_is_told_in_the_log(monkeypatch, capsys, text, most):
    monkeypatch.setenv("WSVIZ_LEARNING", text)
    assert places._most() == most
    told = capsys.readouterr().out
    assert told.startswith("WSVIZ_LEARNING=")
    assert told.endswith(f" {most:,} is used.\n")


def test_by_default_a_class_learns_at_once(monkeypatch):
    monkeypatch.delenv("WSVIZ_LEARNING", raising=False)
    assert places._most() == 32
    monkeypatch.setenv("WSVIZ_LEARNING", "3")
    assert places._most() == 3


# On the page


@pytest.fixture
def one_place(monkeypatch):
    """A worker with one place, and its clock."""
    found = Places(1, Clock())
    monkeypatch.setattr(frame, "PLACES", found)
    return found


def said(at):
    """How often each clock of the page ticks, and what it says."""
    clocks = [json.loads(proto.json) for proto in components(at, "clock")]
    return [(each["every"], each["words"]) for each in clocks]


def test_who_waits_is_told_so_and_ticks_seldom(one_place):
    one_place.ask("another")
    at = open_page(preset="bars")
    before, shown = status(at), sentence(at)
    press(at, "run")
    assert said(at) == [(ASK_SECONDS, "1 learns, you are next; stepping goes on.")]
    assert at.button(key="run").label == "Pause"
    # What is on show stands still, and can be read.
    assert (status(at), sentence(at)) == (before, shown)
    assert headline(at)["learning"]


def test_whoever_waited_learns_once_there_is_a_place(one_place):
    one_place.ask("another")
    at = open_page(preset="bars")
    press(at, "run")
    one_place.leave("another")
    at.run()
    assert said(at) == [(0.05, "")]
    assert sentence(at).startswith("It learns.")


@pytest.mark.parametrize("how", ["run", "forward", "leap"])
def test_a_pause_and_a_step_leave_the_queue(one_place, how):
    one_place.ask("another")
    at = open_page(preset="bars")
    press(at, "run")
    assert one_place.counts == (1, 1)
    press(at, how)
    assert one_place.counts == (1, 0)
    assert said(at) == []
    assert (address(at).get("cycle"), address(at).get("beat")) == {
        "run": (None, None),
        "forward": (None, "2"),
        "leap": ("1000", None),
    }[how]


def test_slow_motion_is_stepping_and_needs_no_place(one_place):
    one_place.ask("another")
    at = open_page(preset="bars", pace="Slow")
    press(at, "run")
    assert said(at) == [(1.0, "")]
    assert one_place.counts == (1, 0)


@pytest.mark.parametrize(
    ("path", "query"),
    [("learners", {}), ("rows", {"rows_live": "True"})],
)
def test_every_page_that_learns_shares_the_places(one_place, path, query):
    one_place.ask("another")
    at = view(path, **query)
    press(at, "run")
    assert said(at)[0] == (ASK_SECONDS, "1 learns, you are next; stepping goes on.")
    assert one_place.counts == (1, 1)


def test_other_pages_are_never_in_the_queue(one_place):
    at = view("compare")
    assert one_place.counts == (0, 0)
    assert not components(at, "clock")
