"""The likeliest explanations by P or by Q, and both divergences, against plain loops."""

from math import exp, log, log2

import numpy as np
import pytest

from tests.engine.oracle import (
    SHAPES,
    configurations,
    log_joint,
    log_recognition,
    random_parameters,
)
from wsviz.engine.architecture import Architecture
from wsviz.engine.parameters import Parameters
from wsviz.measure import free_energy, kl_bits, log_evidence, posterior, to_bits
from wsviz.measure.likeliest import likeliest


def looped(parameters, image):
    """{explanation: (P, Q)} of every explanation of the image, by loops."""
    listed = list(configurations(parameters.architecture.hidden))
    joint = [exp(log_joint((image, *alpha), parameters)) for alpha in listed]
    chosen = [exp(log_recognition((image, *alpha), parameters)) for alpha in listed]
    return {sum(alpha, ()): (p / sum(joint), q) for alpha, p, q in zip(listed, joint, chosen)}


@pytest.mark.parametrize("sizes", SHAPES, ids=str)
@pytest.mark.parametrize("most", [1, 3, 99])
def test_the_likeliest_against_loops(sizes, most):
    parameters, image = random_parameters(sizes, seed=3), [1, 0, 1][: sizes[0]]
    every = looped(parameters, image)
    found = likeliest(parameters, image, most)
    states = [tuple(row) for row in found.states.tolist()]
    assert len(set(states)) == len(states) == min(most, len(every))
    assert found.others == len(every) - len(states)
    best = sorted(every, key=lambda alpha: -max(every[alpha]))[: len(states)]
    assert set(states) == set(best)
    assert found.true == pytest.approx([every[alpha][0] for alpha in states])
    assert found.recognised == pytest.approx([every[alpha][1] for alpha in states])
    assert (np.diff(found.true) <= 0).all()
    left = [both for alpha, both in every.items() if alpha not in states]
    assert found.rest == pytest.approx([sum(p for p, _ in left), sum(q for _, q in left)])
    assert found.penalty_bits == pytest.approx(sum(q * log2(q / p) for p, q in every.values()))
    assert found.forward_bits == pytest.approx(sum(p * log2(p / q) for p, q in every.values()))


def test_an_explanation_that_is_asked_for_is_always_listed():
    parameters, image = random_parameters((3, 2, 2), seed=5), [1, 0, 0]
    every = looped(parameters, image)
    plain = likeliest(parameters, image, 4)
    for alpha, both in every.items():
        found = likeliest(parameters, image, 4, alpha)
        at = found.index(alpha)
        assert (found.true[at], found.recognised[at]) == pytest.approx(both)
        assert len(found.states) == 4
        kept = {tuple(row) for row in plain.states.tolist()}
        assert len(kept & {tuple(row) for row in found.states.tolist()}) >= 3
        assert sum(found.true) + found.rest.true == pytest.approx(1)
        assert sum(found.recognised) + found.rest.recognised == pytest.approx(1)


def test_divergences_are_those_of_the_listed_distributions_and_of_the_free_energy():
    parameters, image = random_parameters((4, 3, 2), seed=8), [0, 1, 1, 0]
    found, (true, recognised) = likeliest(parameters, image, 5), posterior(parameters, image)
    assert found.penalty_bits == pytest.approx(kl_bits(recognised, true)[0])
    assert found.forward_bits == pytest.approx(kl_bits(true, recognised)[0])
    gap = free_energy(parameters, [image]) + log_evidence(parameters, [image])
    assert found.penalty_bits == pytest.approx(to_bits(gap[0, 0]))


def test_before_it_learns_truth_and_recognition_agree_in_every_bit():
    found = likeliest(Parameters.initial(Architecture((9, 6, 1))), np.ones(9), 10)
    assert found.true == pytest.approx([1 / 128] * 10)
    assert (found.penalty_bits, found.forward_bits) == (0, 0)


def test_what_underflows_is_large_and_not_infinite():
    # One hidden unit: on in half of all cases by Q, by P never, with a bias of −1,000.
    zeros = Parameters.initial(Architecture((1, 1)), dtype=np.float64)
    parameters = zeros.map(np.copy)
    parameters.into(1, "generative")[0, 0, 0] = -1000
    found = likeliest(parameters, [1], 2)
    assert found.true[1] == 0
    # ½ log(½ / e^−1000) + ½ log ½.
    assert found.penalty_bits == pytest.approx((1000 / 2 - log(2)) / log(2))
    assert found.forward_bits == pytest.approx(1)


def test_too_many_hidden_units_are_refused():
    with pytest.raises(ValueError, match="17 hidden units"):
        likeliest(Parameters.initial(Architecture((2, 17))), [0, 1], 10)
