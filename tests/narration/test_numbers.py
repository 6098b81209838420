"""What is said at each beat equals what the engine did."""

import re

import numpy as np
import pytest

from wsviz.engine.learning import sigmoid
from wsviz.narration.beats import DREAM, RECOGNISE, beats
from wsviz.narration.numbers import Selection, drawing_numbers, teaching_numbers
from wsviz.narration.sentences import equation, sentence, signed
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run


@pytest.fixture(scope="module")
def run():
    run = Run(PRESETS["kirby"])
    run.advance(500)
    return run


@pytest.mark.parametrize("phase", ["wake", "sleep"])
def test_a_units_numbers_add_up_to_its_drawn_state(run, phase):
    step = run.at(400, phase)
    for layer, units in enumerate(run.architecture.sizes):
        for unit in range(units):
            numbers = drawing_numbers(step, Selection(layer, unit))
            if numbers is None:
                assert (phase, layer) == ("wake", 0)
                continue
            total = sum(s * w for s, w in numbers.terms)
            assert total == pytest.approx(numbers.logit, abs=1e-4)
            assert numbers.probability == pytest.approx(1 / (1 + np.exp(-numbers.logit)))
            assert numbers.state == (numbers.uniform < numbers.probability)
            assert numbers.state == step.states.units[layer][0, 0, unit]


@pytest.mark.parametrize("phase", ["wake", "sleep"])
def test_a_weights_lesson_is_the_delta_rule_and_the_engines_change(run, phase):
    step = run.at(401, phase)
    side = "generative" if phase == "wake" else "recognition"
    taught = getattr(step.after, side).matrices
    for layer in range(phase == "sleep", 3):
        matrix = taught[layer if phase == "wake" else layer - 1]
        for parent in range(matrix.shape[1]):
            rate = run.recipe.rate(phase, layer)
            lesson = teaching_numbers(step, Selection(layer, 0, parent), rate)
            error = lesson.numbers.state - lesson.numbers.probability
            assert lesson.change == pytest.approx(rate * lesson.input * error, abs=1e-6)
            assert lesson.after == matrix[0, parent, 0]
            assert lesson.before + lesson.change == pytest.approx(lesson.after, abs=1e-6)
    if phase == "sleep":
        assert teaching_numbers(step, Selection(0, 0), 0.1) is None


def test_sentences_give_the_engines_numbers(run):
    step = run.at(400, "wake")
    for beat in beats("wake", 2):
        text = sentence(step, beat, Selection(1, 2))
        assert text[0].isupper()
        assert text.endswith(".")
        assert equation(beat)
        if beat.kind == RECOGNISE and beat.layer == 1:
            q = float(sigmoid(np.float64(step.drawing(1).logits[0, 0, 2])))
            assert f"Unit 3 of layer 1: q {q:.2f}, u" in text
            on = int(step.states.units[1].sum())
            assert f"{on} of 6 units on" in text


def test_the_dream_begins_at_the_top_from_its_biases(run):
    step = run.at(400, "sleep")
    texts = [sentence(step, beat) for beat in beats("sleep", 2) if beat.kind == DREAM]
    assert "from its biases" in texts[0]
    assert "fantasy" in texts[-1]
    counts = [int(re.search(r"(\d+) of \d+", text).group(1)) for text in texts]
    assert counts == [int(step.states.units[layer].sum()) for layer in (2, 1, 0)]


def test_the_largest_error_is_the_largest(run):
    step = run.at(402, "wake")
    compare = beats("wake", 2)[4]
    errors = [(step.states.units[n] - step.predicted.units[n])[0, 0] for n in range(3)]
    largest = max((e for part in errors for e in part), key=abs)
    assert f"= {signed(largest, 2)}." in sentence(step, compare)
