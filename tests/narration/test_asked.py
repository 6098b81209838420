"""What is told of a question at a moment, against the engine and plain counting."""

import numpy as np
import pytest

from wsviz.engine import gallery
from wsviz.engine.asking import UNKNOWN, completed, held_dreams
from wsviz.measure.completion import apart_bits, believed, completion
from wsviz.narration.completed import CHAINS, completed_picture
from wsviz.narration.cursor import Cursor
from wsviz.narration.meant import DREAMS, asked_units, asked_words, meant
from wsviz.narration.moment import moment
from wsviz.narration.priced import priced
from wsviz.narration.question import Question, unknown
from wsviz.narration.selection import Selection
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run


def learned(preset, cycles=60):
    run = Run(PRESETS[preset])
    run.advance(cycles)
    return run


def test_a_completion_is_of_the_parameters_in_force():
    run = learned("kirby")
    known = np.array([1, 0, 0, UNKNOWN, UNKNOWN, 0, 1, UNKNOWN, 0])
    for beat in (1, 6):
        now = moment(run, Cursor(60, "wake", beat))
        chains = completed(now.parameters, known, 3, CHAINS, 0)
        shown = completed_picture(now, known, chains)
        exact, (guessed, errors) = completion(now.parameters, known), believed(chains)
        np.testing.assert_array_equal(shown.exact.pixels.log_on, exact.pixels.log_on)
        np.testing.assert_array_equal(shown.errors, errors[0])
        assert shown.apart_bits == apart_bits(exact.pixels, guessed, known)
        assert shown.unknown == 3
        for pixel, tone in enumerate(known):
            likelier = float(exact.pixels.probabilities[0, pixel] > 0.5)
            assert shown.rounded[pixel] == (likelier if tone == UNKNOWN else tone)


def test_where_explanations_cannot_be_listed_it_says_why_and_completes_by_rounds():
    run = learned("digits", 2)
    now, known = moment(run, Cursor(2)), unknown(64)
    chains = completed(now.parameters, known, 1, CHAINS, 0)
    shown = completed_picture(now, known, chains)
    assert (shown.exact, shown.apart_bits) == (None, None)
    assert shown.why_not == "36 hidden units have too many explanations to list."
    guessed, _ = believed(chains)
    np.testing.assert_array_equal(shown.rounded, guessed.probabilities[0] > 0.5)


@pytest.mark.parametrize(
    ("selection", "units"),
    [
        (Selection(0, 3), [(3, 0), (3, 1), (3, 2), (3, 3)]),
        (Selection(3, 1), [(3, 0), (3, 1), (3, 2), (3, 3)]),
        (Selection(2, 5), [(2, 5), (3, 0), (3, 1), (3, 2)]),
    ],
)
def test_the_top_units_have_rows_and_the_selected_one(selection, units):
    now = moment(learned("digits", 2), Cursor(2), selection)
    assert asked_units(now) == units
    tops = "the selected and the first 3 of" if units[0] != (3, 0) else "all"
    assert asked_words(now) == f"Rows: {tops} 4 top units; click any for its own."


def test_of_many_top_units_it_is_said_how_many_have_rows_and_the_selected_one_has():
    run = learned("digits-quick", 1)
    words = [asked_words(moment(run, Cursor(1), Selection(3, unit))) for unit in (2, 9)]
    assert [each.split(";")[0] for each in words] == [
        "Rows: the first 4 of 16 top units",
        "Rows: the selected and the first 3 of 16 top units",
    ]
    assert asked_units(moment(run, Cursor(1), Selection(3, 9)))[0] == (3, 9)
    assert asked_words(moment(learned("bars", 1), Cursor(1), Selection(0, 0))).startswith(
        "Rows: the top unit;"
    )


def test_a_row_is_of_dreams_with_its_unit_held_whatever_else_is():
    run = learned("digits", 40)
    now = moment(run, Cursor(40), Selection(2, 5))
    question = Question(unknown(64), seed=3).hold(2, 5, 0).hold(1, 1, 1)
    rows = {row.name: row for row in meant(now, question, 8)}
    assert len(rows) == 9
    assert list(rows)[:3] == ["2 units held", "unit 6 of layer 2 on", "unit 6 of layer 2 off"]
    held = {
        "2 units held": [(2, 5, 0), (1, 1, 1)],
        "unit 6 of layer 2 on": [(2, 5, 1), (1, 1, 1)],
        "unit 2 of layer 3 off": [(2, 5, 0), (1, 1, 1), (3, 1, 0)],
    }
    for name, units in held.items():
        step, row = held_dreams(now.parameters, units, DREAMS, 3), rows[name]
        pictures = step.states.units[0][0]
        np.testing.assert_array_equal(row.pictures, pictures[:8])
        np.testing.assert_allclose(row.mean, step.drawing(0).probabilities[0].mean(0))
        data, nearest = now.dataset, []
        for picture in pictures:
            nearest.append(data.labels[(data.images != picture).sum(1).argmin()])
        for label, share in row.labels:
            assert share == nearest.count(label) / DREAMS
        most = max(nearest.count(label) for label in range(10))
        assert row.labels[0][1] == most / DREAMS
    few = meant(now, question, 8, few=True)[1]
    np.testing.assert_array_equal(few.pictures, rows["unit 6 of layer 2 on"].pictures)
    assert few.labels == ()


def test_without_labels_none_is_named():
    now = moment(learned("bars"), Cursor(60))
    names = ["unit 1 of layer 1 on", "unit 1 of layer 1 off", "unit 1 of layer 2 on"]
    rows = meant(now, Question(unknown(16)), 4)
    assert [row.name for row in rows][:3] == names
    assert all(row.labels == () for row in rows)


def test_a_picture_is_priced_with_what_was_recognised_of_it():
    run = learned("kirby")
    now, image = moment(run, Cursor(60)), np.array([1, 0, 0, 0, 1, 0, 0, 0, 1], np.float32)
    for chosen, name in ((image, "a picture of your choice"), (None, "the datum on show")):
        shown = priced(now, chosen, 5)
        own = now.states(0) if chosen is None else chosen
        assert shown.name == name
        np.testing.assert_array_equal(shown.image, own)
        step = gallery.recognised(now.parameters, own[None], 5)
        np.testing.assert_array_equal(
            np.concatenate(shown.states),
            np.concatenate([layer[0, 0] for layer in step.states.units[1:]]),
        )
        np.testing.assert_array_equal(shown.rebuilt, step.predicted.units[0][0, 0])
        assert shown.distance == (shown.nearest != own).sum() == now.dataset.distances(own[None])
    assert priced(moment(run, Cursor(60, "sleep", 1)), None, 0).image is None
