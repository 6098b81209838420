"""The beats of both phases, and how the cursor walks them."""

import pytest

from wsviz.narration.beats import PHASES, beats, drawn_layers, predictions_exist, status
from wsviz.narration.cursor import Cursor


def test_the_beats_of_two_hidden_layers():
    assert [b.name for b in beats("wake", 2)] == [
        "show the datum",
        "recognise layer 1",
        "recognise layer 2",
        "predict every layer from above",
        "compare",
        "teach the generative weights",
    ]
    assert [b.name for b in beats("sleep", 2)] == [
        "dream layer 2",
        "dream layer 1",
        "dream the image",
        "predict every hidden layer from below",
        "compare",
        "teach the recognition weights",
    ]


def test_the_status_line_has_its_fixed_form():
    beat = beats("wake", 2)[2]
    assert status(12, beat) == "cycle 12 · wake · beat 3 of 6 · recognise layer 2"


@pytest.mark.parametrize("depth", range(1, 6))
@pytest.mark.parametrize("phase", PHASES)
def test_layers_appear_one_by_one_and_predictions_after_all(phase, depth):
    counts = [len(drawn_layers(b, depth)) for b in beats(phase, depth)]
    assert counts == [*range(1, depth + 2), *[depth + 1] * 3]
    assert [predictions_exist(b) for b in beats(phase, depth)][-4:] == [False, True, True, True]
    assert [b.number for b in beats(phase, depth)] == list(range(1, depth + 5))


@pytest.mark.parametrize("depth", [1, 2, 5])
def test_walking_forward_and_back_visits_the_same_moments(depth):
    walk = [Cursor()]
    for _ in range(5 * (depth + 4)):
        walk.append(walk[-1].forward(depth))
    assert len(set(walk)) == len(walk)
    assert walk[2 * (depth + 4)] == Cursor(1)
    back = [walk[-1]]
    for _ in walk[1:]:
        back.append(back[-1].back(depth))
    assert back == walk[::-1]
    assert Cursor().back(depth) == Cursor()


def test_phases_and_cycles():
    assert Cursor(3, "wake", 4).next_phase() == Cursor(3, "sleep")
    assert Cursor(3, "sleep", 2).next_phase() == Cursor(4)
    assert Cursor(3, "wake", 4).previous_phase() == Cursor(2, "sleep")
    assert Cursor(0, "wake", 4).previous_phase() == Cursor()
    assert Cursor(3, "sleep", 4).later(10) == Cursor(13)
    assert Cursor(3).later(-10) == Cursor()
