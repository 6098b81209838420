"""Asking: a round and a held dream against plain loops with the same chance; runs stay."""

from itertools import product
from math import exp

import numpy as np
import pytest

from tests.engine.oracle import SHAPES, log_layer, random_parameters
from wsviz.engine import noise
from wsviz.engine.asking import UNKNOWN, completed, completing, held_dreams
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run

KNOWN = {2: [1, UNKNOWN], 3: [0, UNKNOWN, 1], 9: [1, 1, UNKNOWN, 0, UNKNOWN, 0, 1, 1, UNKNOWN]}


def chance(parameters, rows, seed, rounds):
    """The engine's own numbers of that round."""
    (drawn,) = noise.draws(
        parameters.architecture,
        lambda uniform: uniform[..., None],
        range(seed, seed + parameters.learners),
        range(rounds, rounds + 1),
        rows,
        noise.ASKING,
    )
    return drawn


def drawn_layer(inputs, matrix, thresholds):
    """States of one layer by eq. 1, unit by unit: on where the logit exceeds its threshold."""
    states = []
    for unit, threshold in enumerate(thresholds):
        logit = matrix[0, unit]
        for state, weights in zip(inputs, matrix[1:]):
            logit += state * weights[unit]
        states.append(float(logit > threshold))
    return states


def dreamed_by_hand(parameters, learner, row, draws, held=None):
    """Layers top-down of one dream, the image last; held {(layer, unit): state}."""
    above, layers = [], []
    for layer in range(parameters.architecture.depth, -1, -1):
        matrix = parameters.generative.matrices[layer][learner]
        above = drawn_layer(above, matrix, draws.dream[layer][learner, row])
        above = [(held or {}).get((layer, unit), s) for unit, s in enumerate(above)]
        layers.append(above)
    return layers


@pytest.mark.parametrize("sizes", SHAPES)
def test_rounds_are_those_of_plain_loops(sizes):
    parameters, known = random_parameters(sizes, 3, learners=2), KNOWN[sizes[0]]
    for learner, row in product(range(2), range(4)):
        every = completing(parameters, np.array(known), 4, 11)
        draws = chance(parameters, 4, 11, 0)
        *_, layer1, image = dreamed_by_hand(parameters, learner, row, draws)
        for rounds, chains in zip(range(4), every):
            if rounds:
                # First layer 1 alone, of the picture as it was.
                half, chains = chains, next(every)
                assert (half.rounds, half.recognised) == (rounds - 1, True)
                assert half.pictures[learner, row].tolist() == image
                draws = chance(parameters, 4, 11, rounds)
                matrix = parameters.recognition.matrices[0][learner]
                layer1 = drawn_layer(image, matrix, draws.recognise[0][learner, row])
                assert half.states[learner, row].tolist() == layer1
                matrix = parameters.generative.matrices[0][learner]
                image = drawn_layer(layer1, matrix, draws.dream[0][learner, row])
            image = [s if k == UNKNOWN else k for s, k in zip(image, known)]
            assert (chains.rounds, chains.recognised) == (rounds, False)
            assert chains.states[learner, row].tolist() == layer1
            assert chains.pictures[learner, row].tolist() == image
            chances = 1 / (1 + np.exp(-chains.logits[learner, row]))
            by_hand = [
                exp(log_layer([1], parameters.generative.matrices[0][learner][:, [n]], layer1))
                for n in range(len(known))
            ]
            np.testing.assert_allclose(chances, by_hand, rtol=1e-9)


def test_the_same_question_has_the_same_answer_bit_for_bit_and_other_draws_another():
    run = Run(PRESETS["kirby"])
    run.advance(500)
    known = np.array(KNOWN[9])
    once, again, other = (completed(run.parameters, known, 7, 50, seed) for seed in (4, 4, 5))
    beats = completing(run.parameters, known, 50, 4)
    step_by_step = [chains for _, chains in zip(range(15), beats)]
    for chains in (again, step_by_step[14]):
        np.testing.assert_array_equal(once.pictures, chains.pictures)
        np.testing.assert_array_equal(once.logits, chains.logits)
    assert (once.pictures != other.pictures).any()


@pytest.mark.parametrize("sizes", SHAPES)
def test_held_dreams_are_those_of_plain_loops_with_the_same_chance(sizes):
    parameters, top = random_parameters(sizes, 5, learners=2), len(sizes) - 1
    held = {(top, 0): 1, (1, sizes[1] - 1): 0}
    step = held_dreams(parameters, [(*unit, state) for unit, state in held.items()], 6, 2)
    draws = chance(parameters, 6, 2, 0)
    for learner, row in product(range(2), range(6)):
        by_hand = dreamed_by_hand(parameters, learner, row, draws, held)[::-1]
        layers = [layer[learner, row].tolist() for layer in step.states.units]
        assert layers == by_hand
    assert not step.change.flat.any()


def test_held_dreams_come_as_often_as_a_sum_over_all_states_says():
    """Holding is no condition: what lies above a held unit keeps its own chances."""
    parameters, count = random_parameters((2, 2, 2), 8), 40_000
    dreams = held_dreams(parameters, [(1, 0, 1)], count, 1)
    seen = np.concatenate([dreams.states.units[layer][0] for layer in (0, 1, 2)], 1)
    matrices = [matrix[0] for matrix in parameters.generative.matrices]
    for image, first, top in product(*[list(product((0, 1), repeat=2))] * 3):
        expected = exp(log_layer(top, matrices[2], ())) * exp(log_layer(image, matrices[0], first))
        # Of layer 1, unit 0 is held on; unit 1 draws as ever.
        expected *= first[0] * exp(log_layer(first[1:], matrices[1][:, 1:], top))
        share = (seen == (*image, *first, *top)).all(1).mean()
        assert abs(share - expected) < 5 * np.sqrt(expected / count) + 1e-9


def test_asking_never_changes_a_run():
    run, other = Run(PRESETS["bars"]), Run(PRESETS["bars"])
    run.advance(300)
    before = [side.flat.copy() for side in run.parameters]
    keyframes = {at: p.generative.flat.copy() for at, p in run.keyframes.items()}
    completed(run.parameters, np.full(16, UNKNOWN), 5, 30, 0)
    held_dreams(run.parameters, [(2, 0, 1)], 30, 0)
    for side, flat in zip(run.parameters, before):
        np.testing.assert_array_equal(side.flat, flat)
    assert run.keyframes.keys() == keyframes.keys()
    for at, flat in keyframes.items():
        np.testing.assert_array_equal(run.keyframes[at].generative.flat, flat)
    run.advance(200)
    other.advance(500)
    for side, expected in zip(run.parameters, other.parameters):
        np.testing.assert_array_equal(side.flat, expected.flat)


def test_asking_draws_from_a_stream_of_its_own():
    run = Run(PRESETS["kirby"])
    architecture, data = run.architecture, lambda uniform: uniform[..., None]
    streams = (noise.LEARNING, noise.LOOKING, noise.MEASURING, noise.ASKING)
    drawn = [next(noise.draws(architecture, data, [0], range(1), 1, each)) for each in streams]
    first = [each.dream[0].ravel()[0] for each in drawn]
    assert len(set(first)) == len(streams)
