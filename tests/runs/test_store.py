"""The store of own pictures: kept whole or not at all, found again, and never in the way."""

import gc
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from tests.browser.app import ROOT
from wsviz.datasets.own import from_arrays, held, to_bytes
from wsviz.runs import link, store
from wsviz.runs.presets import PRESETS
from wsviz.runs.revision import Revision


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty store."""
    monkeypatch.setenv("WSVIZ_STORE", str(tmp_path / "pictures"))
    return tmp_path / "pictures"


def world(seed=0, images=400):
    """Too large to travel in a link."""
    return from_arrays(np.random.default_rng(seed).integers(0, 2, (images, 4, 4)))


def kept(seed=0, images=400):
    """The name and bytes of a world that is kept, and that nobody uses."""
    made = world(seed, images)
    assert store.keep(made) is None
    return made.name, to_bytes(made)


def names(folder):
    return {path.name for path in folder.iterdir()}


def used(folder, name, seconds):
    """As if it was used last so many seconds after 1970."""
    os.utime(folder / name, (seconds, seconds))


def test_a_link_opens_pictures_that_nobody_uses(folder):
    first, second = world(0), world(1)
    recipe = PRESETS["kirby"].replace(dataset=first.name)
    query = link.write(
        "kirby", (Revision(0, recipe), Revision(9, recipe.replace(dataset=second.name)))
    )
    expected = [first.name, second.name]
    assert [store.keep(each) for each in (first, second)] == [None, None]
    del first, second, recipe
    gc.collect()
    assert held(expected[0]) is None
    assert "own" not in query
    opened = link.read(query)
    assert not opened.messages
    assert [r.recipe.dataset for r in opened.revisions] == expected
    np.testing.assert_array_equal(opened.recipe.data.images, world(0).images)


def test_the_longest_unused_goes_first(folder, monkeypatch):
    (a, data), (b, _), (c, _) = map(kept, range(3))
    gc.collect()
    for seconds, name in enumerate((a, b, c)):
        used(folder, name, seconds)
    monkeypatch.setattr(store, "MAX_BYTES", 3 * len(data))
    assert store.find(a).name == a
    d, _ = kept(3)
    assert names(folder) == {c, a, d}
    # One in memory counts as used, too.
    in_use = store.find(c)
    used(folder, a, 1)
    assert store.find(c) is in_use
    e, _ = kept(4)
    assert names(folder) == {c, d, e}


def test_kept_again_it_counts_as_used(folder, monkeypatch):
    (a, data), (b, _) = map(kept, range(2))
    used(folder, a, 1)
    used(folder, b, 2)
    kept(0)
    monkeypatch.setattr(store, "MAX_BYTES", 2 * len(data))
    c, _ = kept(2)
    assert names(folder) == {a, c}


@pytest.mark.parametrize("put", [b"", b"wsv1", b"\0" * 10**7, "cut", "another"])
def test_what_does_not_hash_to_its_name_is_not_believed_and_is_replaced(folder, put):
    name, data = kept()
    (folder / name).write_bytes({"cut": data[:-1], "another": kept(1)[1]}.get(put, put))
    gc.collect()
    assert store.find(name) is None
    assert kept()[0] == name
    assert (folder / name).read_bytes() == data
    gc.collect()
    assert store.find(name).name == name


def test_no_other_text_becomes_a_path(folder):
    name, data = kept()
    (folder.parent / name).write_bytes(data)
    gc.collect()
    for text in (f"../{name}", f"{folder}/{name}", f"{name}/", name.upper(), "", ".", None, 7):
        assert store.find(text) is None
    assert store.find(name) is not None


def test_what_is_no_file_is_not_there(folder):
    name, _ = kept()
    gc.collect()
    for make in (Path.mkdir, os.mkfifo, lambda path: path.symlink_to(path)):
        path = folder / name
        path.rmdir() if path.is_dir() else path.unlink()
        make(path)
        assert store.find(name) is None
    path.unlink()
    assert store.find(name) is None


def test_what_dead_writers_left_is_removed_and_nothing_else(folder):
    name, _ = kept()
    old, new, other = f"{name}.abc.part", f"{name}.def.part", "film.part"
    for each in (old, new, other):
        (folder / each).write_bytes(b"half")
    used(folder, old, 1)
    used(folder, other, 1)
    kept(1)
    assert {old, new, other} - names(folder) == {old}


@contextmanager
def no_file_longer_than(size):
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_disk_that_takes_no_more_is_told_and_leaves_nothing_behind(folder):
    made = world()
    with no_file_longer_than(100):
        message = store.keep(made)
    assert message.startswith("These pictures cannot be kept here: File too large")
    assert names(folder) == set()
    assert store.keep(made) is None


@contextmanager
def somebody_else():
    """Without the rights of an administrator, for whom no folder is read-only."""
    if os.geteuid():
        yield
        return
    os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder_that_is_read_only_is_told_and_read(monkeypatch):
    folder = Path(tempfile.mkdtemp())
    monkeypatch.setenv("WSVIZ_STORE", str(folder))
    name, _ = kept()
    (folder / name).chmod(0o444)
    folder.chmod(0o555)
    gc.collect()
    try:
        with somebody_else():
            assert store.find(name).name == name
            message = store.keep(world(1))
            assert "Permission denied" in message
            assert str(folder) in message
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_path_that_is_a_file_is_told(folder):
    folder.write_text("a file")
    assert "File exists" in store.keep(world())
    assert store.find(f"own-{'0' * 32}") is None


def test_the_users_cache_folder_is_used_or_its_absence_told(tmp_path, monkeypatch):
    for name in ("WSVIZ_STORE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    for platform, cache in (("linux", ".cache"), ("darwin", "Library/Caches")):
        monkeypatch.setattr(sys, "platform", platform)
        assert store.folder() == tmp_path / cache / "wsviz"
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert store.folder() == tmp_path / ".cache" / "wsviz"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "x"))
    assert store.folder() == tmp_path / "x" / "wsviz"
    monkeypatch.delenv("XDG_CACHE_HOME")

    def homeless():
        raise RuntimeError

    monkeypatch.setattr(Path, "home", homeless)
    made = world()
    assert "no home folder" in store.keep(made)
    # One that somebody uses is at hand without a store.
    assert store.find(made.name) is made


_WORKER = """
import sys, time
import numpy as np
from wsviz.datasets.own import from_bytes, to_bytes
from wsviz.runs import store
store.MAX_BYTES = int(sys.argv[1])
packs = [bytes.fromhex(text) for text in sys.argv[3:]]
time.sleep(max(0, float(sys.argv[2]) - time.time()))
for data in packs * 20:
    made = from_bytes(data)
    assert store.keep(made) is None
    name = made.name
    del made
    found = store.find(name)
    # Another may have taken its room; what is found is what it should be.
    assert found is None or to_bytes(found) == data
"""


def test_workers_at_once_write_the_same_and_different_pictures(folder):
    """Three processes; there is room for three of the four worlds, so they also take it away."""
    packs = [to_bytes(world(seed)) for seed in range(4)]
    most, start = str(3 * len(packs[0]) + 1), str(time.time() + 1)
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", _WORKER, most, start, *(packs[i].hex() for i in own)], cwd=ROOT
        )
        for own in ((0, 1), (1, 2, 0), (3, 0))
    ]
    assert [worker.wait(60) for worker in workers] == [0, 0, 0]
    left = {path.name: path.read_bytes() for path in folder.iterdir()}
    expected = {world(seed).name: packs[seed] for seed in range(4)}
    assert 0 < len(left) <= 3
    assert left.items() <= expected.items()
