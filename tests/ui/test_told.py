"""The laboratories' sentences: their numbers are the engine's, their words what the numbers say.

Each is read from the page at corners of its sliders and between them.
"""

import re
from itertools import product

import numpy as np
import pytest

from tests.ui.page import sentence
from tests.ui.test_views import table, view
from wsviz.measure import (
    decompose,
    dream_penalty,
    factorial_table,
    model_probabilities,
    penalty_parts,
    two_causes,
)
from wsviz.ui.records import recorded
from wsviz.ui.views import averaging, explaining

PLACES = [(-10, 20, -20), (-12, 0, -24), (0, 24, 0), (-2, 4, -4)]
CORNERS = list(product((-12, 0), (0, 24), (-24, 0)))
SEEN = ("unseen", "it happened", "it did not")


def sliders(settings):
    return dict(zip(("cause_bias", "cause_weight", "effect_bias"), map(str, settings)))


def numbers(text):
    return [float(found) for found in re.findall(r"\d+\.\d+", text)]


def agrees(before, word, after):
    """Whether a word says what the numbers beside it do."""
    signs = {"falls": -1, "less": -1, "rises": 1, "more": 1}
    return signs.get(word, 0) == (after > before) - (after < before)


@pytest.mark.parametrize("settings", PLACES)
@pytest.mark.parametrize("seen", SEEN)
def test_explaining_away_tells_the_engines_numbers(settings, seen):
    found = two_causes.world(two_causes.machine(*settings))
    state = {"it happened": 1, "it did not": 0}.get(seen)
    text = sentence(view("explaining", second=seen, **sliders(settings)))
    alone, q = two_causes.first_cause(found), two_causes.marginals(found)[0]
    after = two_causes.first_cause(found, state)
    told = numbers(text)
    expected = [alone, q] if len(told) == 2 else [alone, after, q]
    assert told == pytest.approx(expected, abs=5.01e-5)
    if len(told) == 2:
        assert after == pytest.approx(alone, abs=1e-4)


@pytest.mark.parametrize(("settings", "seen"), list(product(CORNERS, SEEN[1:])))
def test_what_an_observation_does_is_what_the_word_says(settings, seen):
    found = two_causes.world(two_causes.machine(*settings))
    text = explaining.told(found, seen)
    (word,) = re.findall("falls|stays|rises", text.split("Q cannot")[0])
    before, after = numbers(text)[:2]
    assert agrees(before, word, after)


@pytest.mark.parametrize(
    ("burglar", "earthquake", "seen"), list(product((0, 0.001, 0.05), (0, 0.001, 0.05), SEEN))
)
def test_the_alarm_has_an_answer_everywhere(burglar, earthquake, seen):
    found = two_causes.alarm(burglar, earthquake)
    assert found.evidence > 0
    text = explaining.told(found, seen)
    assert ("probability 0" in text) == (earthquake == 0 and seen == "it happened")
    for word in re.findall("falls|rises", text):
        assert agrees(numbers(text)[0], word, numbers(text)[1])


@pytest.mark.parametrize("settings", PLACES)
def test_mode_averaging_tells_the_engines_numbers(settings):
    parameters = two_causes.machine(*settings)
    found = two_causes.world(parameters)
    at = view("averaging", **sliders(settings))
    by_sleep = two_causes.marginals(found)
    gradients = [
        two_causes.wake_gradient(parameters, each)[1]
        for each in (found.posterior, factorial_table(by_sleep))
    ]
    told = numbers(sentence(at))
    assert told == pytest.approx(gradients, abs=5.01e-4)
    (word,) = re.findall("less|just as much|more", sentence(at))
    assert agrees(told[0], word, told[1])
    rows = [numbers(line) for line in table(at).splitlines()[2:4]]
    for q, row in zip((by_sleep, two_causes.cheapest(found)), rows, strict=True):
        assert row == pytest.approx([*q, *two_causes.cost(found, q)], abs=5.01e-4)
    assert rows[1][3] <= rows[0][3]
    assert not re.search(r"[−-]0\.0+\b", table(at) + sentence(at))


@pytest.mark.parametrize("settings", list(product((-12, -6, 0), (0, 4, 24), (-24, -4, 0))))
def test_how_much_wake_moves_a_weight_is_what_the_word_says(settings):
    parameters = two_causes.machine(*settings)
    text = averaging.told(parameters, two_causes.world(parameters))
    (word,) = re.findall("less|just as much|more", text)
    assert agrees(numbers(text)[0], word, numbers(text)[1])


def test_impossible_explanations_cost_infinitely_much_not_inf():
    at = view("explaining", world="Burglar alarm", burglar="0", earthquake="0")
    assert not any("inf" in block.value or "nan" in block.value for block in at.markdown)
    at = view("averaging", q_first="0", q_second="1")
    assert "∞" in table(at)


@pytest.mark.parametrize("place", [0, 0.5, 1])
def test_dreams_are_not_data_tells_the_records_numbers(place):
    run = recorded("dreams")
    moments = sorted(run.keyframes)
    cycle = moments[round(place * (len(moments) - 1))]
    parameters = run.parameters_at(cycle)
    outside = model_probabilities(parameters, run.dataset).rest[0]
    parts = decompose(parameters, run.dataset)
    wasted = dream_penalty(parameters)[0]
    told = numbers(sentence(view("dreams", moment=str(cycle))))
    assert told[0] == pytest.approx(100 * outside, abs=0.0501)
    expected = [parts.kl_bits[0], parts.penalty_bits[0], wasted]
    assert told[1:] == pytest.approx(expected, abs=5.01e-3)


def test_conditions_tell_the_records_numbers():
    at = view("conditions")
    names = ("bars", "bars-all-white", "bars-unconstrained", "bars-zero-bias")
    runs = [recorded(name) for name in names]
    below = [int((decompose(r.parameters, r.dataset).kl_bits < 0.11).sum()) for r in runs]
    told = [int(count) for count in re.findall(r": (\d+) of", sentence(at))]
    assert told == below
    assert re.findall(r"of (\d+)", sentence(at)) == [str(run.recipe.learners) for run in runs]
    caption, least = (block.value for block in at.caption)
    assert f"{runs[0].cycle:,} online cycles each, seeds from {runs[0].recipe.seed}" in caption
    assert {run.cycle for run in runs} == {runs[0].cycle}
    unavoidable = [
        penalty_parts(run.parameters, run.dataset.distinct()[0]).unavoidable_bits for run in runs
    ]
    means = [np.median(u @ r.dataset.distinct()[1]) for u, r in zip(unavoidable, runs)]
    dearest = np.sort(np.median(unavoidable[1], 0))[:-3:-1]
    assert re.findall(r"\d\.\d{4}", least) == [f"{x:.4f}" for x in (*dearest, *means)]
    # Its first picture is the one with every pixel on.
    assert runs[1].dataset.distinct()[0][np.median(unavoidable[1], 0).argmax()].all()
