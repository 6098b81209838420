"""How alike units are, against plain loops."""

from math import sqrt

import numpy as np
import pytest

from tests.engine.oracle import random_parameters
from wsviz.engine.parameters import GENERATIVE
from wsviz.measure.likeness import likeness
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run


def correlation(one, two):
    """Pearson's r in plain loops."""
    a, b = sum(one) / len(one), sum(two) / len(two)
    both = sum((x - a) * (y - b) for x, y in zip(one, two))
    return both / sqrt(sum((x - a) ** 2 for x in one) * sum((y - b) ** 2 for y in two))


def looped(units):
    """Mean |r| over all pairs of units' weights, in plain loops."""
    pairs = [(i, j) for i in range(len(units)) for j in range(i)]
    return sum(abs(correlation(units[i], units[j])) for i, j in pairs) / len(pairs)


def with_weights(units):
    """Parameters of one learner whose layer-1 units have these generative weights."""
    units = np.array(units)
    parameters = random_parameters((units.shape[1], len(units)))
    parameters.into(0, GENERATIVE)[0, 1:] = units
    return parameters


def test_likeness_is_the_plain_loops():
    parameters = random_parameters((6, 4, 2), seed=3, learners=3)
    expected = [looped(units) for units in parameters.into(0, GENERATIVE)[:, 1:].tolist()]
    np.testing.assert_allclose(likeness(parameters), expected, rtol=1e-12)


def test_it_is_1_where_all_say_the_same_and_0_where_nothing_is_shared():
    one = np.array([1.0, -2, 0.5, 3])
    assert likeness(with_weights([one, 3 * one + 1, -one]))[0] == pytest.approx(1)
    assert likeness(with_weights([[1, -1, 1, -1], [1, 1, -1, -1]]))[0] == pytest.approx(0)


def test_neither_the_order_nor_the_sign_of_units_counts():
    units = np.random.default_rng(1).normal(size=(5, 8))
    other = units[[3, 0, 4, 1, 2]] * np.array([1, -1, 1, -1, 1])[:, None]
    assert likeness(with_weights(units))[0] == pytest.approx(likeness(with_weights(other))[0])


def test_units_without_weights_are_left_out():
    units = np.random.default_rng(2).normal(size=(3, 5))
    some = [*units, np.full(5, 0.1)]
    assert likeness(with_weights(some))[0] == pytest.approx(looped(units.tolist()))
    assert np.isnan(likeness(with_weights([[1, 2, 3], [0.1] * 3]))).all()


def test_many_rows_make_units_alike():
    """findings.md, D13: after as many updates more rows leave the units more alike."""
    found = []
    for rows in (1, 32):
        run = Run(PRESETS["digits"].replace(rows=rows, learners=3))
        run.advance(200)
        found.append(likeness(run.parameters).mean())
    assert found[0] < found[1]
    assert found[1] > 0.95
