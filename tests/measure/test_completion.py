"""Exact completion against every completion and explanation in plain loops."""

from itertools import product
from math import exp, log, log2

import numpy as np
import pytest

from tests.engine.oracle import SHAPES, configurations, log_joint, random_parameters
from wsviz.engine.asking import UNKNOWN, Chains, completed
from wsviz.measure import model_probabilities
from wsviz.measure.completion import Pixels, apart_bits, believed, chance_bits, completion
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run


def by_loops(parameters, known):
    """(P(pixel on | known) of each pixel, −log2 P(known)) from every picture and explanation."""
    unknown = [n for n, tone in enumerate(known) if tone == UNKNOWN]
    total, on = 0.0, [0.0] * len(known)
    for filling in product((0, 1), repeat=len(unknown)):
        picture = list(known)
        for n, tone in zip(unknown, filling):
            picture[n] = tone
        for alpha in configurations(parameters.architecture.hidden):
            chance = exp(log_joint((tuple(picture), *alpha), parameters))
            total += chance
            for n, tone in enumerate(picture):
                on[n] += tone * chance
    return [each / total for each in on], -log2(total)


def agrees(parameters, known):
    found, (on, bits) = completion(parameters, np.array(known)), by_loops(parameters, known)
    np.testing.assert_allclose(found.pixels.probabilities[0], on, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(np.exp(found.pixels.log_off[0]), 1 - np.array(on), atol=1e-9)
    assert found.known_bits[0] == pytest.approx(bits, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("sizes", SHAPES)
def test_completions_of_random_networks_are_those_of_plain_loops(sizes):
    parameters = random_parameters(sizes, 2)
    for known in product((0, 1, UNKNOWN), repeat=sizes[0]):
        agrees(parameters, known)


@pytest.mark.parametrize(("preset", "unknown"), [("kirby", (0, 4, 7)), ("bars", (3, 12))])
def test_completions_of_trained_worlds_are_those_of_plain_loops(preset, unknown):
    run = Run(PRESETS[preset])
    run.advance(400)
    parameters = run.parameters.map(lambda flat: flat.astype(np.float64))
    known = run.dataset.images[3].astype(int).tolist()
    agrees(parameters, [UNKNOWN if n in unknown else tone for n, tone in enumerate(known)])


def test_with_all_unknown_it_is_what_the_model_dreams_and_nothing_surprises():
    parameters = random_parameters((3, 2, 2), 6, learners=3)
    found = completion(parameters, np.full(3, UNKNOWN))
    for learner in range(3):
        on, _ = by_loops(parameters.learner(learner), [UNKNOWN] * 3)
        np.testing.assert_allclose(found.pixels.probabilities[learner], on, rtol=1e-9)
    np.testing.assert_allclose(found.known_bits, 0, atol=1e-12)


def test_with_all_known_there_is_nothing_to_do_and_the_surprise_is_the_pictures():
    run = Run(PRESETS["kirby"])
    run.advance(100)
    image = run.dataset.images[5]
    found = completion(run.parameters, image.astype(np.int8))
    np.testing.assert_array_equal(found.pixels.probabilities[0], image)
    model = model_probabilities(run.parameters, run.dataset).probabilities[0, 5]
    assert found.known_bits[0] == pytest.approx(-log2(model))
    chains = completed(run.parameters, image.astype(np.int8), 3, 10, 0)
    np.testing.assert_array_equal(chains.pictures[0], np.tile(image, (10, 1)))
    guessed, errors = believed(chains)
    assert apart_bits(found.pixels, guessed, image) == 0
    assert chance_bits(guessed, errors, image) == 0


def test_large_weights_leave_finite_numbers():
    parameters = random_parameters((3, 2), 1).map(lambda flat: 400 * flat)
    found = completion(parameters, np.array([1, UNKNOWN, 0]))
    assert np.isfinite(found.known_bits).all()
    assert np.isfinite(found.pixels.log_on[0, 1])
    assert np.isfinite(found.pixels.log_off[0, 1])
    guessed, errors = believed(completed(parameters, np.array([1, UNKNOWN, 0]), 2, 20, 0))
    assert np.isfinite(apart_bits(found.pixels, guessed, [1, UNKNOWN, 0])).all()
    assert np.isfinite(chance_bits(guessed, errors, [1, UNKNOWN, 0])).all()


def test_too_large_a_network_is_refused_in_words():
    with pytest.raises(ValueError, match="too much to sum over every explanation"):
        completion(Run(PRESETS["digits"]).parameters, np.full(64, UNKNOWN))


def test_what_chains_believe_and_how_far_it_is_are_those_of_plain_loops():
    logits = np.random.default_rng(0).normal(size=(1, 5, 3))
    p = 1 / (1 + np.exp(-logits[0]))
    guessed, errors = believed(Chains(1, None, logits, None))
    means = [sum(row[n] for row in p) / 5 for n in range(3)]
    np.testing.assert_allclose(guessed.probabilities[0], means)
    np.testing.assert_allclose(np.exp(guessed.log_off[0]), 1 - np.array(means))
    squares = [sum((row[n] - means[n]) ** 2 for row in p) / 4 / 5 for n in range(3)]
    np.testing.assert_allclose(errors[0] ** 2, squares)
    truth, known = np.array([[0.2, 0.9, 0.5]]), [UNKNOWN, UNKNOWN, 1]
    exact = Pixels(np.log(truth), np.log1p(-truth))
    apart = [
        sum(a * log2(a / b) for a, b in ((t, m), (1 - t, 1 - m))) for t, m in zip(truth[0], means)
    ]
    assert apart_bits(exact, guessed, known)[0] == pytest.approx((apart[0] + apart[1]) / 2)
    by_chance = [s / (2 * m * (1 - m)) / log(2) for s, m in zip(squares, means)]
    assert chance_bits(guessed, errors, known)[0] == pytest.approx(sum(by_chance[:2]) / 2)


def test_where_recognition_is_the_true_posterior_only_chance_keeps_rounds_from_the_exact_answer():
    """One hidden unit over two pixels: Q can be the posterior, and recognise-and-dream is Gibbs."""
    parameters = random_parameters((2, 1), 4)
    joint = {
        (s, a): log_joint((s, (a,)), parameters) for s in product((0, 1), repeat=2) for a in (0, 1)
    }
    odds = {s: joint[s, 1] - joint[s, 0] for s in product((0, 1), repeat=2)}
    matrix = parameters.recognition.matrices[0][0, :, 0]
    matrix[0] = odds[0, 0]
    matrix[1:] = odds[1, 0] - odds[0, 0], odds[0, 1] - odds[0, 0]
    known = np.array([1, UNKNOWN])
    guessed, errors = believed(completed(parameters, known, 40, 20_000, 3))
    exact = completion(parameters, known).pixels
    apart = np.abs(guessed.probabilities - exact.probabilities)[0, 1]
    assert apart < 4 * errors[0, 1] + 1e-9
    assert apart_bits(exact, guessed, known) < 20 * chance_bits(guessed, errors, known)


def test_chance_alone_is_as_large_as_it_is_told():
    """Chains of 40 against 100 seeds: the mean KL by chance is what second order says."""
    parameters = random_parameters((3, 2), 7)
    known = np.full(3, UNKNOWN)
    exact, apart, told = completion(parameters, known).pixels, [], []
    for seed in range(150):
        # Before the first round the unknown pixels are a dream's: only chance keeps them apart.
        guessed, errors = believed(completed(parameters, known, 0, 40, 1000 * seed))
        apart.append(apart_bits(exact, guessed, known)[0])
        told.append(chance_bits(guessed, errors, known)[0])
    assert np.mean(apart) == pytest.approx(np.mean(told), rel=0.25)
