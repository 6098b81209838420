"""Explanations one by one: against loops, and the constants of explaining away."""

from math import exp

import numpy as np
import pytest

from tests.engine.oracle import (
    SHAPES,
    configurations,
    log_joint,
    log_recognition,
    random_parameters,
)
from tests.measure.worlds import two_causes
from wsviz.engine.architecture import Architecture
from wsviz.engine.parameters import Parameters
from wsviz.measure import (
    description_length,
    explanations,
    free_energy,
    kl_bits,
    log_evidence,
    posterior,
    to_bits,
)

JUMP = [1]


@pytest.mark.parametrize("sizes", SHAPES, ids=str)
def test_each_explanation_against_loops(sizes):
    parameters = random_parameters(sizes, seed=3, learners=2)
    image = [1, 0, 1][: sizes[0]]
    lengths, (true, recognised) = (
        description_length(parameters, image),
        posterior(parameters, image),
    )
    listed = list(configurations(sizes[1:]))
    flat = [sum(alpha, ()) for alpha in listed]
    assert explanations(parameters.architecture).tolist() == [list(map(float, a)) for a in flat]
    for i in range(2):
        one = parameters.learner(i)
        joint = [log_joint((image, *alpha), one) for alpha in listed]
        chosen = [exp(log_recognition((image, *alpha), one)) for alpha in listed]
        total = sum(map(exp, joint))
        assert lengths[i] == pytest.approx([-p for p in joint])
        assert true[i] == pytest.approx([exp(p) / total for p in joint])
        assert recognised[i] == pytest.approx(chosen)


def test_two_distributions_give_the_free_energy():
    parameters = random_parameters((3, 2, 2), seed=7, learners=2)
    image = [1, 0, 0]
    true, recognised = posterior(parameters, image)
    np.testing.assert_allclose((true.sum(-1), recognised.sum(-1)), 1)
    gap = free_energy(parameters, [image]) + log_evidence(parameters, [image])
    np.testing.assert_allclose(kl_bits(recognised, true), to_bits(gap[:, 0]))


def test_more_than_sixteen_hidden_units_are_refused():
    assert explanations(Architecture((4, 8, 8))).shape == (2**16, 16)
    for sizes in ((4, 17), (4, 9, 8)):
        with pytest.raises(ValueError, match=r"has 17 hidden units: .* up to 16"):
            posterior(Parameters.initial(Architecture(sizes)), np.zeros(4))


def test_house_jumped():
    true, recognised = posterior(two_causes(-10, 20, -20), JUMP)
    assert true[0] == pytest.approx([4.54e-5, 0.49995, 0.49995, 4.54e-5], rel=1e-3)
    assert recognised[0] == pytest.approx([0.25] * 4)
    evidence = log_evidence(two_causes(-10, 20, -20), [JUMP])
    assert to_bits(-evidence[0, 0]) == pytest.approx(14.427, abs=5e-4)


def test_mode_averaging_against_picking_one_mode():
    averaging = two_causes(-10, 20, -20)
    picking = two_causes(-10, 20, -20, recognition_biases=(40, -40))
    true, recognised = posterior(averaging, JUMP)
    assert kl_bits(true, recognised)[0] == pytest.approx(0.9986, abs=5e-4)
    assert kl_bits(recognised, true)[0] == pytest.approx(5.714, abs=5e-4)
    assert to_bits(free_energy(averaging, [JUMP])[0, 0]) == pytest.approx(20.14, abs=5e-3)
    true, recognised = posterior(picking, JUMP)
    assert kl_bits(recognised, true)[0] == pytest.approx(0.9999, abs=5e-4)
    assert to_bits(free_energy(picking, [JUMP])[0, 0]) == pytest.approx(15.43, abs=5e-3)


@pytest.mark.parametrize(
    ("net", "best", "asleep"),
    [((-2, 4, -4), 0.296, 0.296), ((-3, 6, -6), 0.76, 0.80), ((-4, 8, -8), 0.93, 1.44)],
)
def test_softer_houses(net, best, asleep):
    (true,) = posterior(two_causes(*net), JUMP).true
    on = explanations(Architecture((1, 2)))

    def penalty(q):
        biases = np.log(q) - np.log1p(-np.asarray(q))
        return kl_bits(posterior(two_causes(*net, biases), JUMP).recognised[0], true)

    # Sleep's optimum has the marginals of the posterior (it minimises the other divergence).
    assert penalty(true @ on) == pytest.approx(asleep, abs=5e-3)
    grid = np.linspace(0.02, 0.98, 49)
    assert min(penalty((a, b)) for a in grid for b in grid) == pytest.approx(best, abs=5e-3)
