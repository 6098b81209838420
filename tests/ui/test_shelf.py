"""Pictures at hand: the newest are held, the others come back from the store, and no more."""

import gc

import numpy as np
import pytest

from wsviz.datasets.own import from_arrays, held
from wsviz.runs.presets import PRESETS
from wsviz.ui import shelf
from wsviz.ui.explorer import Explorer

BYTES = 40_000


@pytest.fixture
def show(monkeypatch, tmp_path):
    """An Explorer whose shelf has room for two of the worlds of `bring`."""
    monkeypatch.setenv("WSVIZ_STORE", str(tmp_path / "store"))
    monkeypatch.setattr(shelf, "MAX_BYTES", 2.5 * BYTES)
    return Explorer("kirby", PRESETS["kirby"])


def bring(show, count):
    """The names of so many worlds of some 40 kB in memory each."""
    names = []
    for seed in range(count):
        images = np.random.default_rng(seed).integers(0, 2, (10, 31, 31))
        world = from_arrays(images, title=f"World {seed}")
        show.bring(world)
        names.append(world.name)
    gc.collect()
    return names


def test_the_newest_are_held_and_the_others_come_back_from_the_store(show):
    names = bring(show, 4)
    assert [held(name) is not None for name in names] == [False, False, True, True]
    assert [*show.own] == names
    show.choose_preset(names[0])
    assert show.recipe.dataset == names[0]
    gc.collect()
    assert [held(name) is not None for name in names] == [True, False, False, True]
    # As data of the run that is there.
    show.change(dataset=names[1])
    assert show.recipe.dataset == names[1]
    assert show.messages == []


def test_without_a_store_the_one_let_go_is_named(show, monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("WSVIZ_STORE", str(tmp_path / "file"))
    names = bring(show, 3)
    assert [*show.own] == names[1:]
    assert show.messages[-1].startswith("“World 0” was let go: 0.1 MB of pictures are held")
    assert sum("let go" in message for message in show.messages) == 1


def test_pictures_that_left_the_store_too_are_told_and_change_nothing(show, tmp_path):
    names = bring(show, 3)
    (tmp_path / "store" / names[0]).unlink()
    for act in (lambda: show.choose_preset(names[0]), lambda: show.change(dataset=names[0])):
        act()
        assert show.recipe == PRESETS["kirby"]
    assert show.messages[0].startswith("“World 0” is not here any more")
    assert [*show.own] == names[1:]


def test_the_largest_world_is_held():
    assert shelf.MAX_BYTES > 20_000 * 1_024 * 4
