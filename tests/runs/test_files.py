"""A run as one file: opened again it is bit for bit the one that was saved."""

import gc
import hashlib
import json
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from tests.runs.run_files import VERSION_1, every_kind, members, packed, saved
from wsviz.datasets.own import from_arrays, held
from wsviz.runs import files, past
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run

# Of the arrays that the file of version 1 held when it was made.
DIGEST = "e00cda7f7a785456759dcc0cd37e7ea15e0e8ed0928c151e373f1e1291f5efcf"
WIDE = np.array([[1, 1, 1, 0, 0], [1, 0, 1, 1, 1]], bool)


def assert_same(again, run):
    assert again.revisions == run.revisions
    assert again.cycle == run.cycle
    assert_same_parameters(again.parameters, run.parameters)
    # Where it stood when it was saved is a keyframe too.
    assert run.keyframes.keys() <= again.keyframes.keys()
    for cycle, kept in run.keyframes.items():
        assert_same_parameters(again.keyframes[cycle], kept)
    assert [*again.curve] == [*run.curve]
    for cycle, point in run.curve.items():
        for part, own in zip(again.curve[cycle], point, strict=True):
            assert type(part) is type(own)
            assert getattr(part, "dtype", bool) == getattr(own, "dtype", bool)
            np.testing.assert_array_equal(part, own)


def assert_same_parameters(one, other):
    for a, b in zip(one, other, strict=True):
        np.testing.assert_array_equal(a.flat, b.flat)


def test_a_run_is_itself_again_and_has_the_same_past_and_future(tmp_path):
    run = every_kind()
    run.save(tmp_path / "run.wsviz")
    again = Run.open(tmp_path / "run.wsviz")
    assert_same(again, run)
    assert max(again.curve) > run.cycle
    for cycle, phase in ((0, "wake"), (60, "sleep"), (61, "wake"), (700, "sleep")):
        assert_same_parameters(again.at(cycle, phase).after, run.at(cycle, phase).after)
    for each in (run, again):
        each.advance(1_000)
    assert_same(again, run)
    for each in (run, again):
        each.revise(run.recipe.replace(nonnegative=True), 1_200)
        each.advance(30)
    assert_same(again, run)


def test_the_same_run_is_the_same_file():
    run = every_kind()
    data = saved(run)
    assert saved(Run.open(BytesIO(data))) == data


def test_what_is_learned_after_saving_is_not_in_the_file():
    run = every_kind()
    found, cycle = files.as_file(run), run.cycle
    run.advance(600)
    run.revise(run.recipe.replace(rows=7), run.cycle)
    again = Run.open(BytesIO(files.to_bytes(found)))
    assert again.cycle == cycle
    assert_same(again, every_kind())


def test_own_pictures_come_with_the_file():
    data = saved(every_kind())
    gc.collect()
    (name,) = (name for name in members(data) if name.startswith("pictures/"))
    name = name.removeprefix("pictures/")
    assert held(name) is None
    run = Run.open(BytesIO(data))
    assert run.dataset.name == name
    assert run.dataset.title == "É"
    assert run.dataset.labels.tolist() == [0, 1, 1]


def test_a_file_of_version_1_opens_as_it_was():
    assert VERSION_1.stat().st_size < 20_000
    run = Run.open(VERSION_1)
    digest = hashlib.sha256()
    for name, values in past.arrays(run.past).items():
        digest.update(f"{name}{values.dtype}{values.shape}".encode() + values.tobytes())
    assert digest.hexdigest() == DIGEST
    own = every_kind()
    assert run.revisions == own.revisions
    # Another machine may learn another last bit.
    for kept, learned in zip(run.parameters, own.parameters, strict=True):
        np.testing.assert_allclose(kept.flat, learned.flat, rtol=1e-3, atol=1e-4)


def test_the_settings_stand_there_whatever_becomes_of_the_presets(monkeypatch):
    run = Run(PRESETS["bars"].replace(seed=3))
    data = saved(run)
    assert files.read(BytesIO(data)).preset == "bars"
    monkeypatch.setitem(PRESETS, "bars", PRESETS["digits"])
    assert Run.open(BytesIO(data)).recipe == run.recipe


def test_the_moment_comes_with_the_file():
    moment = {"cycle": "890", "phase": "sleep", "tab": "Weights"}
    data = files.to_bytes(files.as_file(every_kind(), "bars", moment))
    found = files.read(BytesIO(data))
    assert (found.preset, found.moment) == ("bars", moment)


def test_more_changes_than_a_link_holds_are_kept():
    run = Run(PRESETS["kirby"])
    for number in range(300):
        run.advance(1)
        run.revise(run.recipe.replace(reroll=number + 1), run.cycle)
    assert_same(Run.open(BytesIO(saved(run))), run)


def test_what_does_not_fit_is_told_with_its_limit(monkeypatch):
    run = every_kind()
    for name, most, what in (
        ("MAX_REVISIONS", 2, "3 changes of a run: at most 2 fit"),
        ("MAX_PICTURE_BYTES", 9, "bytes of pictures: at most 9 fit"),
        ("MAX_BYTES", 1_000, "bytes of a run: at most 1,000 fit"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(files, name, most)
            with pytest.raises(files.RunFileError, match=what):
                run.save(BytesIO())


def test_weights_set_by_hand_are_counted(monkeypatch):
    run = every_kind()
    data = saved(run)
    monkeypatch.setattr(files, "MAX_EDITS", 1)
    for action in (lambda: run.save(BytesIO()), lambda: Run.open(BytesIO(data))):
        with pytest.raises(files.RunFileError, match="2 weights set by hand: at most 1 fit into"):
            action()


def test_a_fault_of_our_own_is_not_called_damage(monkeypatch):
    data = saved(every_kind())
    monkeypatch.delattr("wsviz.runs.link.read_history")
    with pytest.raises(NameError):
        Run.open(BytesIO(data))


def test_a_newer_file_is_refused_in_words():
    contents = members(saved(every_kind()))
    head = json.loads(contents["run.json"]) | {"version": 12}
    # Whatever else it may hold.
    del head["recipe"], contents["curve.npz"]
    with pytest.raises(files.RunFileError, match="A newer wsviz saved this run, in version 12 "):
        Run.open(BytesIO(packed({**contents, "run.json": json.dumps(head)})))


def test_an_absent_file_is_said_to_be_absent(tmp_path):
    with pytest.raises(FileNotFoundError):
        Run.open(tmp_path / "none.wsviz")


def test_the_thumbnail_shows_dreams_as_ink():
    world = from_arrays([WIDE] * 8)
    recipe = PRESETS["kirby"].replace(dataset=world.name, biases_from_data=True)
    run = Run(recipe)
    picture = Image.open(BytesIO(members(saved(run))["thumbnail.png"]))
    found = np.asarray(picture)
    first = found[4 : 4 + 2 * 32 : 32, 4 : 4 + 5 * 32 : 32]
    np.testing.assert_array_equal(first < 128, WIDE)
    assert picture.size == (8 * (5 * 32 + 4) + 4, 2 * 32 + 8)
