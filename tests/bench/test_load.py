"""What the benches of load count with: slopes, quantiles, tables, clocks, what was lost."""

import asyncio

import numpy as np
import pytest

from tests.bench.load.clock import Clocks
from tests.bench.load.followed import Followed, place
from tests.bench.load.numbers import quantile, slope, table
from tests.counted import counted


def test_the_interval_of_a_slope_holds_the_truth_19_times_of_20():
    rng, x = np.random.default_rng(1), np.arange(12.0)
    hits = 0
    for _ in range(400):
        steep, half = slope(x, 3 + 0.5 * x + rng.normal(size=12))
        hits += abs(steep - 0.5) <= half
    assert 0.92 < hits / 400 < 0.99


def test_the_interval_of_a_slope_is_that_of_a_table():
    # Rests of +1 −2 +1 alternate, so nothing is widened; t of 1 degree more would be 3.182.
    steep, half = slope([0, 1, 2, 3], [0, 2, 1, 3])
    assert steep == pytest.approx(0.8)
    assert half == pytest.approx(4.303 * np.sqrt(1.8 / 2 / 5), rel=1e-2)


def test_a_slope_of_steps_is_told_with_more_doubt_than_one_of_noise():
    steps = np.repeat([0.0, 1.0, 0.0, 1.0], 10)
    shuffled = np.random.default_rng(0).permutation(steps)
    assert slope(range(40), steps)[1] > 2 * slope(range(40), shuffled)[1]


def test_a_slope_of_three_points_is_refused():
    with pytest.raises(ValueError, match="not 3"):
        slope([0, 1, 2], [0, 1, 2])


@pytest.mark.parametrize(
    ("share", "value"), [(0.5, 10), (0.91, 19), (0.95, 19), (1.0, 20), (0.0, 1)]
)
def test_a_quantile_is_one_of_the_values(share, value):
    assert quantile(list(range(20, 0, -1)), share) == value


def test_a_table_is_as_wide_as_what_stands_in_it():
    assert table(("a", "long"), [(1, "x")]) == "| a | long |\n|---|------|\n| 1 | x    |"


def test_a_clock_that_is_answered_at_once_ticks_so_often_until_it_is_not_drawn():
    async def ticks():
        sent = []

        async def send(fragment, name):
            sent.append((fragment, name))
            _run(clocks, "clock")

        clocks = Clocks(send)
        _run(clocks, "clock")
        await asyncio.sleep(0.55)
        before = list(sent)
        _run(clocks)
        await asyncio.sleep(10)
        return before, sent[len(before) :], clocks.ticking

    sent, later, ticking = counted(ticks())
    assert sent == [("f", "clock")] * 5
    assert not later
    assert not ticking


def _run(clocks, *drawn):
    """A run of the fragment f that draws these clocks."""
    clocks.begin(["f"])
    for name in drawn:
        clocks.answer(name, "f", 0.1)
    clocks.end()


def _trained(*lines):
    found = Followed(None, "w1", trains=True)
    found.lines = [(when, f"cycle {cycle:,} · wake · beat 1 of 6 · x") for when, cycle in lines]
    return found


def test_what_is_lost_is_compared_with_the_last_second_before_the_fault():
    before = [(8.0, 1000), (9.5, 1200), (9.9, 1300)]
    assert _trained(*before, (15.0, 1000)).lost_beyond_a_second(10.0) == ""
    found = _trained(*before, (15.0, 900))
    assert found.lost(10.0) == 400
    assert found.lost_beyond_a_second(10.0) == "400 cycles, where the last second learned 300"


def test_moments_are_in_the_order_in_which_they_are_stepped_through():
    lines = ["cycle 3 · wake · beat 6 of 6 · x", "cycle 3 · sleep · beat 1 of 6 · x"]
    assert place(lines[1]) - place(lines[0]) == 1
    assert place("cycle 1,004 · wake · beat 1 of 6 · x") - place(lines[0]) == 12 * 1001 - 5
