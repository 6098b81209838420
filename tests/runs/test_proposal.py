"""The network proposed for pictures of one's own fits whatever they are, and learns."""

import numpy as np
import pytest

from tests.bench import proposals
from wsviz.datasets import from_arrays
from wsviz.runs import link
from wsviz.runs.proposal import proposed, reason
from wsviz.runs.run import Run


def some(count, rows, columns):
    """A world of that many random pictures."""
    images = np.random.default_rng(count).integers(0, 2, (count, rows, columns))
    return from_arrays(images, title="some")


@pytest.mark.parametrize(
    ("count", "rows", "columns"),
    [(1, 1, 1), (2, 1, 1), (1, 32, 32), (500, 32, 32), (3_000, 6, 6), (33, 1, 1_000)],
)
def test_any_world_has_a_proposal_that_can_learn_and_that_a_link_brings_back(count, rows, columns):
    world = some(count, rows, columns)
    recipe = proposed(world)
    first, top = recipe.hidden
    assert 2**top >= len(world.distinct()[0])
    assert top < first <= 256
    run = Run(recipe)
    run.advance(2)
    assert np.isfinite(run.parameters.generative.flat).all()
    assert link.read(link.write(link.DEFAULT_PRESET, run.revisions)).recipe == recipe


def test_the_same_picture_twice_asks_for_no_more_units():
    images = proposals.letters()
    once, twice = (from_arrays(np.tile(images, (n, 1, 1)), title=str(n)) for n in (1, 2))
    assert proposed(once).hidden == proposed(twice).hidden


def test_the_reason_names_what_is_proposed():
    world = from_arrays(proposals.letters())
    recipe = proposed(world)
    told = reason(world)
    assert str(recipe.architecture) in told
    assert "10 different pictures" in told
    assert "35 pixels" in told
    assert f"Rates {recipe.generative_rates[0]:g}, {recipe.rows} rows." in told


def test_it_learns_ten_letters_at_every_seed():
    run = Run(proposed(from_arrays(proposals.letters())).replace(learners=4))
    before, _, exact = proposals.looked_at(run)
    assert exact
    run.advance(2_000)
    after, kl, _ = proposals.looked_at(run)
    # An image is worth log2 10 = 3.3 bits.
    assert (before > 20).all()
    assert after.max() < 8
    assert np.median(kl) < 3
