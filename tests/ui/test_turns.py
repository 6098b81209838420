"""One at a time: presses first, each kind in the order it came; who fails lets the next one in."""

import threading
import time

import pytest

from wsviz.ui.turns import Turns


def in_line(turns, count, presses=()):
    """So many threads that came one after the other while the first turn was held: who had it."""
    served, threads = [], []

    def come(number):
        with turns.turn(number in presses) as learning:
            served.append((number, learning))

    with turns.turn():
        for number in range(count):
            threads.append(threading.Thread(target=come, args=(number,)))
            threads[-1].start()
            while len(turns._learning) + len(turns._presses) <= number:
                time.sleep(0.001)
        assert served == []
    for thread in threads:
        thread.join(10)
    return served


def test_first_come_first_served_and_each_knows_how_many_learn():
    assert in_line(Turns(), 8) == [(number, 8 - number) for number in range(8)]


def test_a_press_goes_before_all_that_learn_and_after_the_presses_before_it():
    assert [number for number, _ in in_line(Turns(), 6, presses=(2, 5))] == [2, 5, 0, 1, 3, 4]


def test_who_has_the_turn_goes_on_without_waiting():
    turns = Turns()
    with turns.turn(press=True):
        with turns.turn(), pytest.raises(ZeroDivisionError), turns.turn(press=True):
            raise ZeroDivisionError
        assert others_wait(turns)
    assert in_line(turns, 2) == [(0, 2), (1, 1)]


def others_wait(turns):
    """Whether a thread that comes now has to wait."""
    came = threading.Event()

    def come():
        with turns.turn():
            came.set()

    threading.Thread(target=come, daemon=True).start()
    while not turns._learning and not came.is_set():
        time.sleep(0.001)
    return not came.is_set()


def test_whoever_fails_lets_the_next_one_in():
    turns = Turns()
    with pytest.raises(ZeroDivisionError), turns.turn():
        raise ZeroDivisionError
    assert in_line(turns, 2) == [(0, 2), (1, 1)]


def test_one_at_a_time():
    turns, inside, most = Turns(), [0], [0]

    def work():
        for _ in range(50):
            with turns.turn():
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                time.sleep(0)
                inside[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert most == [1]
    assert turns._has_it is None
    assert not turns._learning
