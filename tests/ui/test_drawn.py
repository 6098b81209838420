"""Drawn pictures: every change and its way back, their text in an address, the world of them."""

import numpy as np
import pytest

from wsviz.runs.carried import MAX_BYTES
from wsviz.ui.drawn import COPIES, MAX_PICTURES, Drawn, drawn_text, fresh, read_drawn
from wsviz.ui.sketch import Sketch
from wsviz.ui.visit import Visit

F = np.array([[1, 1, 1], [1, 0, 0], [1, 1, 0], [1, 0, 0]], np.int8)


def sketch_of_f():
    sketch = Sketch(fresh(4, 3))
    sketch.paint(F)
    return sketch


def same(one, other):
    return np.array_equal(one.images, other.images) and one[1:] == other[1:]


@pytest.mark.parametrize(
    ("kind", "copy"),
    [
        ("Copy", F),
        ("Mirrored", [[1, 1, 1], [0, 0, 1], [0, 1, 1], [0, 0, 1]]),
        ("Upside down", [[1, 0, 0], [1, 1, 0], [1, 0, 0], [1, 1, 1]]),
        ("Shifted →", [[1, 1, 1], [0, 1, 0], [0, 1, 1], [0, 1, 0]]),
        ("Shifted ↓", [[1, 0, 0], [1, 1, 1], [1, 0, 0], [1, 1, 0]]),
    ],
)
def test_a_copy_stands_behind_its_picture_and_is_taken_in_hand(kind, copy):
    sketch = sketch_of_f()
    sketch.add()
    sketch.choose(0)
    sketch.copy(kind)
    np.testing.assert_array_equal(sketch.now.images, [F, copy, np.zeros((4, 3))])
    assert (sketch.now.at, sketch.now.counts) == (1, (1, 1, 1))
    assert set(COPIES) >= {kind}


def test_every_change_can_be_undone_and_done_again():
    sketch = sketch_of_f()
    changes = [
        sketch.invert,
        sketch.clear,
        sketch.add,
        lambda: sketch.count(7),
        lambda: sketch.resize(rows=2),
        lambda: sketch.resize(columns=5),
        lambda: sketch.copy("Mirrored"),
        sketch.remove,
    ]
    seen = [sketch.now]
    for change in changes:
        change()
        seen.append(sketch.now)
    for before in reversed(seen[:-1]):
        sketch.undo()
        assert same(sketch.now, before)
    for after in seen[1:]:
        sketch.redo()
        assert same(sketch.now, after)
    assert not sketch.redoes
    sketch.undo()
    sketch.paint(np.ones(sketch.now.shape, np.int8))
    assert not sketch.redoes


def test_taking_another_picture_in_hand_is_no_change():
    sketch = sketch_of_f()
    sketch.add()
    sketch.choose(0)
    sketch.choose(9)
    assert sketch.now.at == 0
    sketch.undo()
    assert len(sketch.now.pictures) == 1


def test_another_size_keeps_the_upper_left_corner():
    sketch = sketch_of_f()
    sketch.resize(rows=2)
    sketch.resize(columns=4)
    np.testing.assert_array_equal(sketch.now.picture, [[1, 1, 1, 0], [1, 0, 0, 0]])


def test_the_last_picture_is_only_emptied_and_there_is_a_limit():
    sketch = sketch_of_f()
    sketch.remove()
    assert same(sketch.now, fresh(4, 3))
    for _ in range(MAX_PICTURES + 3):
        sketch.add()
    assert len(sketch.now.pictures) == MAX_PICTURES
    assert sketch.now.full


def test_a_world_has_them_as_often_as_they_occur():
    drawn = Drawn((F, 1 - F), (3, 1))
    world = drawn.world()
    np.testing.assert_array_equal(world.images.reshape(2, 4, 3), drawn.images)
    np.testing.assert_array_equal(world.probabilities, [0.75, 0.25])
    assert world.image_shape == (4, 3)
    assert drawn.world() is world


def test_an_address_keeps_them_while_they_are_few():
    sketch = sketch_of_f()
    sketch.add()
    sketch.count(12)
    text = drawn_text(sketch.now)
    found, message = read_drawn("drawn", text)
    assert message is None
    assert same(found, sketch.now)
    visit = Visit({"drawn": text})
    assert visit.messages == []
    assert visit.query() == {"drawn": text}
    large = fresh(32, 32)
    while len(large.pictures) * 128 <= MAX_BYTES:
        large = large.added(large.picture)
    assert drawn_text(large) == ""
    assert drawn_text(large.removed())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3.3.0.1",
        "3.3.0.1.AAA.1",
        "3.3.1.1.AAA",
        "3.3.0.0.AAA",
        "3.3.0.1000.AAA",
        "33.3.0.1.AAA",
        "0.3.0.1.AAA",
        "3.3.0.1.A",
        "3.3.0.1-1.AAA",
        "3.3.0.1.Ä",
        "3.3.-1.1.AAA",
        "3.3.0.1-.AAA",
        f"3.3.0.{'-'.join('1' * 61)}.{'AAAA' * 40}AA",
    ],
)
def test_what_holds_no_pictures_is_told_in_a_sentence(text):
    found, message = read_drawn("drawn", text)
    assert found is None
    assert message.startswith("drawn=")
    assert Visit({"drawn": text}).query() == {}
