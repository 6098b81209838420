"""Draws are a function of (seed, cycle) alone."""

import numpy as np

from wsviz.engine.architecture import Architecture
from wsviz.engine.noise import LEARNING, LOOKING, draws, stream

SHAPE = Architecture((3, 2, 1))


def data(uniforms):
    """The uniforms themselves, three to an image, so that a test sees them."""
    return np.repeat(uniforms[..., None], 3, -1)


def flat(drawn):
    return np.concatenate(
        [a.reshape(a.shape[0], -1) for a in (drawn.data, *drawn.recognise, *drawn.dream)], 1
    )


def collect(seeds, cycles, rows=1, of=LEARNING):
    return np.array([flat(d) for d in draws(SHAPE, data, seeds, cycles, rows, of)])


def test_any_block_gives_the_same_draws():
    whole = collect([5], range(40), rows=2)
    np.testing.assert_array_equal(whole[7:19], collect([5], range(7, 19), rows=2))
    singles = np.concatenate([collect([5], range(n, n + 1), rows=2) for n in range(40)])
    np.testing.assert_array_equal(whole, singles)


def test_learner_i_draws_what_the_single_run_of_its_seed_draws():
    together = collect([3, 4, 5], range(12))
    for i in range(3):
        np.testing.assert_array_equal(together[:, i : i + 1], collect([3 + i], range(12)))


def test_seeds_cycles_and_streams_differ():
    base = collect([0], range(2))
    assert (base[0] != base[1]).all()
    assert (base != collect([1], range(2))).all()
    assert (base != collect([0], range(2), of=LOOKING)).all()
    assert (base != collect([0], range(2), of=stream(LEARNING, 1))).all()


def test_noise_is_logistic_and_finite():
    drawn = list(draws(SHAPE, data, [0], range(20_000)))
    noise = np.concatenate([d.dream[0].ravel() for d in drawn])
    assert np.isfinite(noise).all()
    for logit in (-2.0, 0.0, 1.5):
        expected = 1 / (1 + np.exp(-logit))
        spread = np.sqrt(expected * (1 - expected) / noise.size)
        assert abs((logit > noise).mean() - expected) < 4 * spread


def test_units_draw_independently():
    drawn = np.array([flat(d)[0] for d in draws(SHAPE, data, [0], range(20_000))])[:, 2:]
    correlation = np.corrcoef(drawn[:, 1:].T) - np.eye(drawn.shape[1] - 1)
    assert abs(correlation).max() < 5 / np.sqrt(20_000)
