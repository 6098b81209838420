"""Draws are a function of (seed, cycle) alone."""

import numpy as np
import pytest

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


def test_a_row_draws_the_same_however_many_rows_there_are():
    many = list(draws(SHAPE, data, [5, 6], range(3, 40), rows=9))
    for rows in (1, 2, 8):
        few = draws(SHAPE, data, [5, 6], range(3, 40), rows)
        for drawn, other in zip(few, many, strict=True):
            layers = zip((drawn.data, *drawn.recognise, *drawn.dream), _first_rows(other, rows))
            for layer, expected in layers:
                np.testing.assert_array_equal(layer, expected)


def _first_rows(drawn, rows):
    return [layer[:, :rows] for layer in (drawn.data, *drawn.recognise, *drawn.dream)]


def test_no_draw_comes_back_in_another_cycle_or_row():
    """Where a cycle's draws depended on the rows, those of cycle 100 came back in cycle 1,000."""
    drawn = [d for rows in (1, 10) for d in draws(SHAPE, data, [5], range(2_000), rows)]
    noise = np.concatenate([d.dream[0].reshape(-1, 3) for d in drawn])
    # The first row is the same in both: 2,000 times one, 2,000 times ten rows.
    assert len(np.unique(noise, axis=0)) == 2_000 * 10


@pytest.mark.parametrize(("seed", "cycle"), [(0, 0), (7, 123_456)])
def test_one_row_draws_what_it_always_did(seed, cycle):
    """Links and records of older versions stand on these numbers."""
    ticks = -(-(1 + 3 + 6) // 8)
    philox = np.random.Philox(key=seed, counter=cycle * ticks)
    uniform = np.random.Generator(philox).random(8 * ticks, dtype=np.float32)
    (drawn,) = draws(SHAPE, data, [seed], range(cycle, cycle + 1))
    noise = np.concatenate([layer.ravel() for layer in (*drawn.recognise, *drawn.dream)])
    assert drawn.data[0, 0, 0] == uniform[0]
    np.testing.assert_allclose(noise, np.log(uniform / (1 - uniform))[1:10], rtol=1e-4, atol=1e-6)


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
