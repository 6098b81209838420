"""A history as a text: revisions of both phases, weights set by hand, and what cannot be."""

import pytest

from wsviz.runs.history import MAX_EDITS, MAX_REVISIONS, history_text, read_history
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Edit, Revision

KIRBY = PRESETS["kirby"]
SECOND = KIRBY.replace(nonnegative=True, generative_rates=(0.3, 0.01, 0.01))
HISTORY = (
    Revision(0, KIRBY, (Edit("recognition", 1, 0, 2, 0.1),)),
    Revision(700, SECOND, (Edit("generative", 0, 2, 4, 5), Edit("recognition", 2, 0, 0, -1 / 3))),
    Revision(900, SECOND.replace(rows=3), phase="sleep"),
    Revision(901, SECOND.replace(rows=3, reroll=1)),
)
TEXT = (
    "0~set=recognition.1.0.2=0.1"
    ";700~generative_rates=0.3,0.01,0.01~nonnegative=1"
    "~set=generative.0.2.4=5~set=recognition.2.0.0=-0.3333333333333333"
    ";900s~rows=3;901~reroll=1"
)


def read(text, recipe=KIRBY):
    """The revisions of a text, and the sentences about it."""
    faults = []
    revisions = read_history(text, recipe, faults)
    return revisions, [fault.message for fault in faults]


def test_a_history_is_written_as_moments_and_what_changed():
    assert history_text(HISTORY) == TEXT
    assert history_text(HISTORY[2:3]) == ""


def test_a_history_survives_the_way_there_and_back():
    assert read(TEXT) == (HISTORY, [])


def test_revisions_are_put_in_order_and_those_of_one_moment_become_one():
    edits = "set=generative.2.0.0=1", "set=generative.2.0.0=2"
    revisions, messages = read(f"9~{edits[0]};5s;5;9~rows=2~{edits[1]};0~nonnegative=1")
    assert [(r.start, r.phase) for r in revisions] == [
        (0, "wake"),
        (5, "wake"),
        (5, "sleep"),
        (9, "wake"),
    ]
    assert revisions[0].recipe.nonnegative
    assert revisions[3].recipe.rows == 2
    assert [edit.value for edit in revisions[3].edits] == [1, 2]
    assert messages == []


@pytest.mark.parametrize(
    "change",
    ["dataset=digits", "hidden=6-2", "hidden=9999", "biases=1,0,0", "seed=3", "learners=2"],
)
def test_what_would_start_another_run_is_left_out(change):
    revisions, messages = read(f"10~{change}~rows=3;20~nonnegative=1")
    assert messages == [
        f"From cycle 10: {change}, rows=3 would start another run. This change is left out."
    ]
    assert revisions == (Revision(0, KIRBY), Revision(20, KIRBY.replace(nonnegative=True)))


def test_a_revision_too_large_for_its_learners_is_left_out():
    crowd = PRESETS["digits"].replace(learners=64)
    revisions, (message,) = read("10~rows=256", crowd)
    assert "numbers: at most" in message
    assert message.endswith("This change is left out.")
    assert revisions == (Revision(0, crowd),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x~rows=2", "then=x is not a whole number"),
        ("-5~rows=2", "then=-5: from 0 to 1,000,000,000; 0 is used"),
        ("10~rows=999", "From cycle 10: rows=999: from 1 to 256; 256 is used"),
        ("10~rows=x", "From cycle 10: rows=x is not a whole number from 1 to 256. 1 stays"),
        ("10~colour=red", "From cycle 10: colour=red is no setting"),
        ("10~set=generative.0.99.0=1", "sets no weight"),
        ("10~set=generative.0.1.0=nan", "sets no weight"),
        ("10~set=generative.0.1.0", "sets no weight"),
        ("10~set=generative.0.x.1.0=1", "sets no weight"),
        ("10~set=generative.0.1.²=1", "sets no weight"),
        (f"10~set=generative.0.1.{'9' * 5000}=1", "9… sets no weight"),
        ("10~set=recognition.0.1.0=1", "sets no weight"),
        ("10~set=generative.0.1.0=1e9", "1,000,000 is used"),
    ],
)
def test_bad_revisions_are_put_right_and_reported(text, words):
    _, (message,) = read(text)
    assert words in message
    assert len(message) < 200


def test_a_weight_with_a_decimal_comma_is_read():
    revisions, messages = read("10~set=generative.0.1.0=0,05")
    assert revisions[1].edits == (Edit("generative", 0, 1, 0, 0.05),)
    assert messages == []


def test_a_history_has_an_end():
    revisions, (message,) = read(";".join(map(str, range(1, 2000))))
    assert len(revisions) == 1 + MAX_REVISIONS
    assert message == f"1,999 changes in one history: the first {MAX_REVISIONS} are used."


def test_weights_set_by_hand_have_an_end_too():
    edits = [f"~set=generative.0.1.0={n}" for n in range(100_000)]
    text = f"5{''.join(edits[:1_999])};7~rows=3{''.join(edits[1_999:])}~reroll=4"
    revisions, (message,) = read(text)
    assert (
        message == f"100,000 weights set by hand in one history: the first {MAX_EDITS:,} are used."
    )
    assert [edit.value for r in revisions for edit in r.edits] == list(range(MAX_EDITS))
    assert revisions[-1].recipe == KIRBY.replace(rows=3, reroll=4)
