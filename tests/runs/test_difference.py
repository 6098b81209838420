"""Two histories' differences in words."""

import pytest

from wsviz.runs.difference import differences
from wsviz.runs.fields import FIELDS
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Edit, Revision

BARS = PRESETS["bars"]


def changed(**changes):
    """The differences that some changes of the bars recipe make."""
    return differences([Revision(0, BARS)], [Revision(0, BARS.replace(**changes))])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, []),
        ({"generative_rates": (0.05, 0.001, 0.001)}, ["generative ε of the image 0.2 → 0.05"]),
        ({"recognition_rates": (0.2, 0.5)}, ["recognition ε of layer 2 0.001 → 0.5"]),
        ({"biases": (0, 3, 0)}, ["initial bias of layer 1 −3 → 3"]),
        ({"biases_from_data": True}, ["image biases from the data off → on"]),
        (
            {"schedule": "1/t", "span": 2000},
            [
                "schedule of the rates Constant → Falling: ε / (1 + cycle / span)",
                "span of the schedule 10,000 cycles → 2,000 cycles",
            ],
        ),
        ({"initial_weights": 0.1}, ["deviation of the initial weights 0 → 0.1"]),
        ({"nonnegative": False}, ["constraint ≥ 0 on → off"]),
        ({"hidden": (6, 1)}, ["hidden layers 8-1 → 6-1"]),
        ({"hidden": (8, 1, 1)}, ["hidden layers 8-1 → 8-1-1"]),
        ({"dataset": "bars-all-white"}, ["data set Bars, 4 × 4 → Bars, 4 × 4, with all on"]),
        ({"seed": 3, "rows": 2}, ["seed 0 → 3", "rows 1 → 2"]),
        ({"learners": 20, "reroll": 1}, ["learners 1 → 20", "draws made anew 0 → 1"]),
        (
            {"variant": "reweighted", "wake_phi": 0.5, "sleep_phi": 0.25},
            [
                "learning rule Wake-sleep → Reweighted wake-sleep",
                "share of wake-φ 0 → 0.5",
                "share of sleep-φ 1 → 0.25",
            ],
        ),
    ],
)
def test_every_setting_is_told_in_words(changes, words):
    assert changed(**changes) == words
    assert not any(name in text for name in FIELDS if "_" in name for text in words)


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (Edit("generative", 0, 3, 4, 3.0), "weight from unit 3 of layer 1 to pixel 5 set to 3"),
        (
            Edit("recognition", 1, 3, 4, -0.5),
            "weight from pixel 3 to unit 5 of layer 1 set to −0.5",
        ),
        (Edit("generative", 2, 0, 0, 1.0), "generative bias of unit 1 of layer 2 set to 1"),
        (Edit("recognition", 2, 0, 0, 1.0), "recognition bias of unit 1 of layer 2 set to 1"),
    ],
)
def test_weights_set_by_hand_are_named_as_on_the_screen(edit, words):
    plain, by_hand = [Revision(0, BARS)], [Revision(0, BARS), Revision(5, BARS, (edit,), "sleep")]
    assert differences(plain, by_hand) == [f"from cycle 5 (asleep): {words}"]
    assert differences(by_hand, plain) == [f"no longer from cycle 5 (asleep): {words}"]
    assert differences(plain, [Revision(0, BARS, (edit,))]) == [f"from cycle 0: {words}"]


def test_what_both_histories_have_is_no_difference():
    three, free = BARS.replace(rows=3), BARS.replace(rows=3, nonnegative=False)
    one = [Revision(0, BARS), Revision(1000, three), Revision(2000, free)]
    other = [*one[:2], Revision(3000, free)]
    assert differences(one, other) == [
        "no longer from cycle 2,000: constraint ≥ 0 on → off",
        "from cycle 3,000: constraint ≥ 0 on → off",
    ]
    assert differences(one, one) == []
