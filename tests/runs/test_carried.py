"""Own pictures in a link: small worlds travel in it, and it opens where nobody has them."""

import gc

import numpy as np

from wsviz.datasets.own import from_arrays, held
from wsviz.runs import link
from wsviz.runs.carried import MAX_BYTES
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run

CORNERS = np.eye(4).reshape(4, 2, 2)


def history(*worlds):
    """A Run's revisions that go from world to world."""
    first = PRESETS["kirby"].replace(dataset=worlds[0].name)
    run = Run(first)
    for world in worlds[1:]:
        run.advance(3)
        run.revise(first.replace(dataset=world.name), run.cycle)
    return run.revisions


def test_a_small_world_travels_with_its_link():
    one, other = (
        from_arrays(CORNERS),
        from_arrays(CORNERS, probabilities=[1, 2, 3, 4], labels=[0] * 4),
    )
    names = one.name, other.name
    query = link.write("kirby", history(one, other))
    del one, other
    gc.collect()
    assert held(names[0]) is None
    opened = link.read(query)
    assert not opened.messages
    assert [r.recipe.dataset for r in opened.revisions] == [*names]
    assert opened.recipe.data.images.reshape(CORNERS.shape).tolist() == CORNERS.tolist()
    assert link.write("kirby", opened.revisions) == query


def test_a_large_world_does_not(monkeypatch):
    rng = np.random.default_rng(0)
    world = from_arrays(rng.integers(0, 2, (MAX_BYTES, 4, 4)))
    # An address is written at each tick: it takes no packing to tell that it is too long.
    monkeypatch.delattr("wsviz.runs.carried.to_bytes")
    query = link.write("kirby", history(world))
    assert "own" not in query
    assert link.read(query).recipe.data is world


def test_pictures_that_are_gone_are_told_and_another_world_is_used():
    name = f"own-{'0' * 32}"
    opened = link.read({"dataset": name})
    assert opened.recipe == PRESETS["kirby"]
    assert opened.messages == (
        f"dataset={name}: these pictures are not here, they have to be brought again. kirby stays.",
    )


def test_what_is_no_world_is_told_and_passed_over():
    whole = link.write("kirby", history(from_arrays(CORNERS)))["own"]
    long = "A" * 2_000
    for text in ("x", "é", "%%", whole[:-4], f"{whole}AAAA", long):
        (message,) = link.read({"own": text}).messages
        assert message.startswith("Pictures in this link could not be read: ")
