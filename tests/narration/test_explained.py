"""What is shown of an image's explanations at each beat: nothing before it exists."""

import numpy as np
import pytest

from wsviz.measure.likeliest import likeliest
from wsviz.narration.beats import TEACH, beats
from wsviz.narration.cursor import Cursor
from wsviz.narration.explained import explained
from wsviz.narration.moment import moment
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run


@pytest.fixture(scope="module")
def run():
    found = Run(PRESETS["kirby"].replace(rows=3))
    found.advance(200)
    return found


def every(run, phase):
    """The moments of a phase, the second row on show."""
    for beat in beats(phase, run.recipe):
        yield moment(run, Cursor(run.cycle, phase, beat.number), row=1)


def hidden(now):
    return np.concatenate([units[0, now.row] for units in now.step.states.units[1:]])


def test_awake_the_datum_is_there_and_its_explanation_once_every_layer_is_drawn(run):
    for now in every(run, "wake"):
        shown = explained(now)
        np.testing.assert_array_equal(shown.image, now.step.states.units[0][0, 1])
        assert (shown.name, shown.mark) == ("the datum on show", "drawn")
        if now.beat.number < 3:
            assert shown.drawn is None
            assert "not drawn yet" in shown.note
        else:
            np.testing.assert_array_equal(shown.drawn, hidden(now))
            shown.found.index(shown.drawn)


def test_asleep_nothing_is_shown_before_the_image_is_dreamed(run):
    for now in every(run, "sleep"):
        shown = explained(now)
        assert (shown.name, shown.mark) == ("the dream on show", "its own")
        if now.beat.number < 3:
            assert (shown.image, shown.drawn, shown.found) == (None, None, None)
            assert "no image yet" in shown.note
        else:
            np.testing.assert_array_equal(shown.image, now.step.states.units[0][0, 1])
            np.testing.assert_array_equal(shown.drawn, hidden(now))


@pytest.mark.parametrize("phase", ["wake", "sleep"])
def test_the_parameters_are_those_in_force(run, phase):
    for now in every(run, phase):
        found = explained(now, now.dataset.images[4]).found
        step = now.step
        in_force = step.after if now.beat.kind == TEACH else step.before
        expected = likeliest(in_force, now.dataset.images[4], 10)
        np.testing.assert_array_equal(found.true, expected.true)
        assert found.penalty_bits == expected.penalty_bits
    # Asleep it starts from what this cycle's wake left.
    if phase == "sleep":
        awake = run.at(run.cycle, "wake").after.generative.flat
        np.testing.assert_array_equal(now.step.before.generative.flat, awake)


def test_with_a_choice_of_one_s_own_nothing_is_marked_and_it_is_there_at_once(run):
    image = run.dataset.images[4]
    for phase in ("wake", "sleep"):
        for now in every(run, phase):
            shown = explained(now, image)
            np.testing.assert_array_equal(shown.image, image)
            assert shown.drawn is None
            assert shown.name == "a picture of your choice"


def test_where_nothing_is_recognised_the_explanation_on_show_is_marked_all_the_same():
    run = Run(PRESETS["kirby"].replace(variant="exact-gradient"))
    run.advance(3)
    last = len(beats("wake", run.recipe))
    for beat in range(1, last + 1):
        now = moment(run, Cursor(3, "wake", beat))
        assert now.step.drawing(1) is None
        shown = explained(now)
        assert (shown.drawn is None) == (beat == 1)
        if beat > 1:
            np.testing.assert_array_equal(shown.drawn, hidden(now))
