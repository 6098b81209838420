"""What is said at each beat equals what the engine did."""

import re

import numpy as np
import pytest

from wsviz.narration import working
from wsviz.narration.cursor import Cursor
from wsviz.narration.moment import moment
from wsviz.narration.selection import Selection
from wsviz.narration.sentences import equation, sentence
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run
from wsviz.runs.words import signed


@pytest.fixture(scope="module")
def run():
    run = Run(PRESETS["kirby"])
    run.advance(500)
    return run


CHOSEN = Selection(1, 2)


def shown(run, phase, beat, selection=CHOSEN, cycle=400):
    return moment(run, Cursor(cycle, phase, beat), selection)


def test_sentences_give_the_engines_numbers(run):
    for phase in ("wake", "sleep"):
        for beat in range(1, 7):
            text = sentence(shown(run, phase, beat))
            assert text[0].isupper()
            assert text.endswith(".")
            assert equation(shown(run, phase, beat))
    recognised = shown(run, "wake", 2)
    q = recognised.probabilities(1)[2]
    assert f"Unit 3 of layer 1: q {q:.2f}, u" in sentence(recognised)
    assert f"{int(recognised.states(1).sum())} of 6 units on" in sentence(recognised)


def test_one_unit_is_one_unit(run):
    assert re.search(r"[01] of 1 unit on", sentence(shown(run, "wake", 3)))


def test_the_dream_begins_at_the_top_from_its_biases(run):
    texts = [sentence(shown(run, "sleep", beat, Selection(1, 0))) for beat in (1, 2, 3)]
    assert "from its biases" in texts[0]
    assert "fantasy" in texts[-1]
    counts = [int(re.search(r"(\d+) of \d+", text).group(1)) for text in texts]
    step = run.at(400, "sleep")
    assert counts == [int(step.states.units[layer].sum()) for layer in (2, 1, 0)]


def test_the_largest_error_is_the_largest(run):
    step = run.at(402, "wake")
    errors = [(step.states.units[n] - step.predicted.units[n])[0, 0] for n in range(3)]
    largest = max((e for part in errors for e in part), key=abs)
    assert f"= {signed(largest, 2)}." in sentence(shown(run, "wake", 5, cycle=402))


def test_the_heaviest_explanation_is_named():
    run = Run(PRESETS["kirby"].replace(variant="reweighted", rows=5))
    run.advance(300)
    weighed = shown(run, "wake", 5, cycle=250)
    best = int(np.argmax(weighed.weights))
    assert f"explanation {best + 1}, counts {weighed.weights[best]:.2f}" in sentence(weighed)


def test_the_hand_sum_can_be_added_up(run):
    for phase in ("wake", "sleep"):
        text = working.what_is_taught(shown(run, phase, 6, Selection(1, 2, 1)))
        numbers = re.findall(r"[−+]?\d+\.?\d*(?:e-\d+)?", text[2].split("= ", 1)[1])
        rate, source, error, change = (float(n.replace("−", "-")) for n in numbers[-4:])
        assert rate * source * error == pytest.approx(change, abs=2e-5)
        before, after = (float(n.replace("−", "-")) for n in re.findall(r"−?\d+\.\d+", text[3]))
        assert before + change == pytest.approx(after, abs=2e-5)
        total = working.how_drawn(shown(run, phase, 6))[0]
        *terms, logit = (float(n.replace("−", "-")) for n in re.findall(r"−?\d+\.\d{4}", total))
        assert sum(terms) == pytest.approx(logit, abs=5e-4)


def test_several_rows_show_their_own_term_and_the_sum():
    run = Run(PRESETS["kirby"].replace(rows=3))
    run.advance(60)
    lines = working.what_is_taught(moment(run, Cursor(50, "wake", 6), Selection(1, 2, 0), row=1))
    assert lines[2].startswith("row 2 of 3")
    assert "sum over the rows" in lines[3]


def test_listed_explanations_are_no_draws_of_recognition():
    run = Run(PRESETS["kirby"].replace(variant="exact-gradient", initial_weights=0.1))
    run.advance(20)
    listed = shown(run, "wake", 2, cycle=15)
    counts = listed.weights[0]
    assert (
        "1,536 rows, and each counts as much as it is probable. The pair on show was drawn so: "
        f"it counts {counts:.2g}."
    ) in sentence(listed)
    assert (
        working.how_drawn(listed)[1]
        == f"P(d) P(α | d) = **{counts:.4g}**: so much this row counts."
    )
    last = shown(run, "wake", 5, Selection(1, 2, 0), cycle=15)
    assert equation(last) == "Δw = ε · Σ share · s(parent) · (s − p)"
    lines = working.what_is_taught(last)
    assert lines[2].startswith("row 1 of 1,536: share")
    total = sum(share * (s - p) for share, s, p in _terms(last))
    assert f"{run.recipe.generative_rates[1]:g} · {signed(total, 5)}" in lines[3]


def _terms(shown):
    """(share, state, probability) of the selected unit in every row."""
    layer, unit = shown.selection[:2]
    lesson = shown.step.lesson(layer)
    return zip(shown.weights, lesson.states[0, :, unit], lesson.predicted[0, :, unit])


def test_layers_that_wait_say_so_and_until_when():
    run = Run(PRESETS["kirby"].replace(hidden=(5, 3, 2), schedule="layers", span=40))
    run.advance(50)
    for cycle, pair, waiting in (
        (10, "the image and layer 1", (3, 4)),
        (45, "layer 1 and layer 2", (4,)),
    ):
        until = 40 * (1 + cycle // 40)
        told = f"until cycle {until} only {pair} learn."
        for beat in range(2, 5):
            text = sentence(shown(run, "wake", beat, cycle=cycle))
            assert (told in text) == (beat in waiting)
        assert f"Until cycle {until} only {pair} learn." in sentence(
            shown(run, "wake", 7, cycle=cycle)
        )
        assert "starts at the top" in sentence(shown(run, "sleep", len(waiting) + 1, cycle=cycle))
    waits = shown(run, "wake", 3, Selection(2, 0), cycle=10)
    assert working.how_drawn(waits) == [
        "It waits for the layers below: s = 0, whatever its probability."
    ]


def test_a_falling_rate_is_the_one_in_the_rule():
    run = Run(PRESETS["kirby"].replace(schedule="1/t", span=100))
    run.advance(310)
    lines = working.what_is_taught(shown(run, "wake", 6, Selection(0, 2, 0), cycle=300))
    assert lines[2].startswith(f"Δw = ε s (s − p) = {0.15 / 4:g} · ")
