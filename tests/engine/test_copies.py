"""Copies and pickles keep matrices and units as views of their flat vector."""

import copy
import pickle

import numpy as np
import pytest

from tests.engine.oracle import forced, random_parameters, step
from wsviz.engine.gallery import dreamed
from wsviz.engine.parameters import DIRECTIONS, GENERATIVE, RECOGNITION
from wsviz.engine.step import SLEEP, WAKE
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run

COPIES = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda thing: pickle.loads(pickle.dumps(thing)),
}
SIZES = (3, 2, 1)
CASE = ((1, 0, 1), (1, 0), (1,))


@pytest.mark.parametrize("how", COPIES)
def test_a_lesion_of_a_copy_is_seen_by_every_function(how):
    original = random_parameters(SIZES, learners=2).map(lambda flat: flat.astype(np.float32))
    kept = original.copy()
    lesioned = COPIES[how](original)
    for side in lesioned:
        side.into(1)[...] = 0
    lesioned.generative.into(0)[:, 0] = -1e4
    for side in lesioned:
        flat = np.concatenate([matrix.reshape(2, -1) for matrix in side.matrices], 1)
        np.testing.assert_array_equal(flat, side.flat)
        assert all(np.shares_memory(matrix, side.flat) for matrix in side.matrices)
        assert side.first == DIRECTIONS.index(side.direction)
    assert not dreamed(lesioned, 50).states.units[0].any()
    if how != "copy":
        np.testing.assert_array_equal(original.generative.flat, kept.generative.flat)


@pytest.mark.parametrize("how", COPIES)
def test_a_copied_step_keeps_its_views(how):
    run = Run(PRESETS["kirby"].replace(variant="reweighted", rows=3, learners=2, wake_phi=1.0))
    run.advance(20)
    for phase in (WAKE, SLEEP):
        original = run.at(20, phase)
        copied = COPIES[how](original)
        for name in ("states", "logits", "predicted", "deltas"):
            layers = getattr(copied, name)
            np.testing.assert_array_equal(layers.flat, getattr(original, name).flat)
            for view in (*layers.units, *layers.inputs, *layers.columns):
                assert np.shares_memory(view, layers.flat)
        for direction, change in copied.changes.items():
            change.flat[...] = 7
            assert (copied.lesson(1, direction).change == 7).all()
        np.testing.assert_array_equal(copied.drawing(1).noise, original.drawing(1).noise)


def test_into_names_the_layer_and_none_where_nothing_leads():
    parameters = random_parameters(SIZES)
    for layer, parents in enumerate((2, 1, 0)):
        assert parameters.into(layer, GENERATIVE).shape == (1, 1 + parents, SIZES[layer])
        assert parameters.into(layer, GENERATIVE) is parameters.generative.matrices[layer]
    assert parameters.into(0, RECOGNITION) is None
    assert parameters.into(1, RECOGNITION).shape == (1, 4, 2)
    assert parameters.into(2, RECOGNITION).shape == (1, 3, 1)
    for direction in DIRECTIONS:
        assert parameters.into(3, direction) is None
        assert parameters.into(-1, direction) is None


def test_lessons_of_what_is_not_taught_are_none():
    parameters = random_parameters(SIZES)
    awake, asleep = (step(phase, parameters, forced(CASE)) for phase in (WAKE, SLEEP))
    assert awake.lesson(1, RECOGNITION) is None
    assert asleep.lesson(1, GENERATIVE) is None
    assert asleep.lesson(0) is None
    assert awake.lesson(2).change is awake.change.matrices[2]
    assert asleep.lesson(2).change is asleep.change.matrices[1]


@pytest.mark.parametrize("variant", ["wake-sleep", "reweighted"])
def test_the_step_of_one_learner_is_a_part_of_the_whole(variant):
    run = Run(PRESETS["kirby"].replace(learners=3, rows=2, variant=variant))
    run.advance(30)
    for phase in (WAKE, SLEEP):
        whole = run.at(30, phase)
        part = whole.learner(1)
        assert part.before.learners == part.after.learners == 1
        for name in ("states", "logits", "predicted", "deltas", "change", "taught"):
            mine, all_of_them = getattr(part, name).flat, getattr(whole, name).flat
            np.testing.assert_array_equal(mine, all_of_them[1:2])
            assert np.shares_memory(mine, all_of_them)
        np.testing.assert_array_equal(part.shares, whole.shares[1:2])
        np.testing.assert_array_equal(part.drawing(1).logits, whole.drawing(1).logits[1:2])
        np.testing.assert_array_equal(part.lesson(1).after, whole.lesson(1).after[1:2])
        assert part.cycle == 30
        if variant == "reweighted" and phase == WAKE:
            np.testing.assert_array_equal(part.log_weights, whole.log_weights[1:2])
