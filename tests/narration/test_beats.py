"""The beats of both phases, and how the cursor walks them."""

import pytest

from wsviz.narration.beats import PHASES, beats, status
from wsviz.narration.cursor import Cursor
from wsviz.narration.moment import moment
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run

KIRBY = PRESETS["kirby"]
WEIGHED = {"variant": "reweighted", "rows": 3}


def names(phase, recipe):
    return [beat.name for beat in beats(phase, recipe)]


def of_depth(depth):
    return KIRBY.replace(hidden=(3,) * depth)


def test_the_beats_of_two_hidden_layers():
    assert names("wake", KIRBY) == [
        "show the datum",
        "recognise layer 1",
        "recognise layer 2",
        "predict every layer from above",
        "compare",
        "teach the generative weights",
    ]
    assert names("sleep", KIRBY) == [
        "dream layer 2",
        "dream layer 1",
        "dream the image",
        "predict every hidden layer from below",
        "compare",
        "teach the recognition weights",
    ]


def test_reweighted_weighs_and_teaches_where_its_shares_say():
    awake = names("wake", KIRBY.replace(**WEIGHED))
    assert awake[3:5] == ["predict every layer from above", "weigh the explanations"]
    assert awake[-1] == "teach the generative weights"
    both = KIRBY.replace(**WEIGHED, wake_phi=1.0, sleep_phi=0.0)
    assert names("wake", both)[-1] == "teach both directions"
    assert names("sleep", both) == ["dream layer 2", "dream layer 1", "dream the image"]


def test_the_status_line_has_its_fixed_form():
    beat = beats("wake", KIRBY)[2]
    assert status(1200, beat) == "cycle 1,200 · wake · beat 3 of 6 · recognise layer 2"


@pytest.mark.parametrize("depth", range(1, 6))
@pytest.mark.parametrize("phase", PHASES)
def test_layers_appear_one_by_one_and_predictions_after_all(phase, depth):
    run = Run(of_depth(depth))
    shown = [moment(run, Cursor(0, phase, n)) for n in range(1, depth + 5)]
    assert [sum(m.drawn(n) for n in m.layers) for m in shown] == [
        *range(1, depth + 2),
        *[depth + 1] * 3,
    ]
    assert [m.has_predicted for m in shown][-4:] == [False, True, True, True]
    assert [m.beat.number for m in shown] == list(range(1, depth + 5))
    assert [m.beat.last for m in shown][-2:] == [False, True]


@pytest.mark.parametrize("depth", [1, 2, 5])
def test_walking_forward_and_back_visits_the_same_moments(depth):
    run = Run(of_depth(depth))
    walk = [Cursor()]
    for _ in range(5 * (depth + 4)):
        walk.append(walk[-1].forward(run))
    assert len(set(walk)) == len(walk)
    assert walk[2 * (depth + 4)] == Cursor(1)
    back = [walk[-1]]
    for _ in walk[1:]:
        back.append(back[-1].back(run))
    assert back == walk[::-1]
    assert Cursor().back(run) == Cursor()


def test_walking_over_a_change_of_rule_finds_every_beat():
    run = Run(KIRBY)
    run.advance(3)
    run.revise(KIRBY.replace(**WEIGHED), 2, phase="sleep")
    run.advance(3)
    walk = [Cursor(1)]
    while walk[-1] != Cursor(4):
        walk.append(walk[-1].forward(run))
    back = [walk[-1]]
    for _ in walk[1:]:
        back.append(back[-1].back(run))
    assert back == walk[::-1]
    assert len(walk) == 1 + 12 + 12 + 13


def test_phases_and_cycles():
    assert Cursor(3, "wake", 4).next_phase() == Cursor(3, "sleep")
    assert Cursor(3, "sleep", 2).next_phase() == Cursor(4)
    assert Cursor(3, "wake", 4).previous_phase() == Cursor(2, "sleep")
    assert Cursor(0, "wake", 4).previous_phase() == Cursor()
    assert Cursor(3, "sleep", 4).later(10) == Cursor(13)
    assert Cursor(3).later(-10) == Cursor()


def test_a_change_acts_in_this_step_and_after_its_last_beat_in_the_next():
    run = Run(KIRBY)
    assert Cursor(0, "wake", 5).next_operation(run) == Cursor(0, "wake", 5)
    assert Cursor(0, "wake", 6).next_operation(run) == Cursor(0, "sleep")
    assert Cursor(0, "sleep", 6).next_operation(run) == Cursor(1)
