"""Where layers and connections lie, and what is refused at the door."""

import numpy as np
import pytest

from wsviz.engine.architecture import DIRECTIONS, GENERATIVE, RECOGNITION, Architecture
from wsviz.engine.parameters import Parameters


def test_layers_tile_the_flat_array_behind_their_always_on_units():
    shape = Architecture((16, 8, 1))
    covered = [i for where in shape.inputs for i in range(where.start, where.stop)]
    assert covered == list(range(shape.width))
    assert shape.width == 16 + 8 + 1 + 4
    assert [w.stop - w.start for w in shape.units] == [16, 8, 1]
    assert str(shape) == "16-8-1"


def test_parameters_lie_in_one_vector_a_direction():
    parameters = Parameters.initial(Architecture((16, 8, 1)), learners=3, biases=(1, -3, 2))
    shapes = [m.shape for m in parameters.generative.matrices]
    assert shapes == [(3, 9, 16), (3, 2, 8), (3, 1, 1)]
    assert [m.shape for m in parameters.recognition.matrices] == [(3, 17, 8), (3, 9, 1)]
    assert parameters.generative.flat.shape[1] == 9 * 16 + 2 * 8 + 1
    parameters.generative.flat[:] = 7
    assert (parameters.generative.matrices[1] == 7).all()
    assert parameters.architecture == Architecture((16, 8, 1))
    assert parameters.architecture.parameter_count == 161 + 136 + 9


def test_initial_biases_stand_in_row_0_of_each_layers_connection():
    parameters = Parameters.initial(Architecture((4, 3, 2)), biases=(1, -3, 2))
    for matrix, bias in zip(parameters.generative.matrices, (1, -3, 2)):
        assert (matrix[:, 0] == bias).all()
        assert not matrix[:, 1:].any()
    assert not parameters.recognition.flat.any()


def test_one_learner_is_a_view():
    parameters = Parameters.initial(Architecture((4, 3)), learners=5)
    parameters.learner(2).generative.flat[:] = 1
    assert parameters.generative.flat.sum(1).tolist() == [0, 0, 19, 0, 0]
    with pytest.raises(ValueError, match="read-only"):
        parameters.read_only().generative.flat[0] = 1


@pytest.mark.parametrize(
    ("sizes", "words"),
    [
        ((4,), "0 hidden layers"),
        ((4, 1, 1, 1, 1, 1, 1), "6 hidden layers"),
        ((4, 0), "layer 1 with 0 units"),
        ((4, 3, 257), "layer 2 with 257 units: a layer has 1 to 256"),
        ((0, 3), "0 visible units"),
        ((1025, 3), "1025 visible units: a network has 1 to 1024"),
    ],
)
def test_sizes_outside_their_limits_are_refused_in_words(sizes, words):
    with pytest.raises(ValueError, match=words):
        Architecture(sizes)


def test_lists_arrays_and_numpy_integers_are_sizes():
    plain = Architecture((16, 8, 1))
    for sizes in ([16, 8, 1], np.array([16, 8, 1]), (np.int64(16), np.uint8(8), 1)):
        shape = Architecture(sizes)
        assert shape == plain
        assert hash(shape) == hash(plain)
        assert [type(size) for size in shape.sizes] == [int] * 3


@pytest.mark.parametrize(
    ("sizes", "words"),
    [
        ("16-8-1", "Layer size “16-8-1”: a list of numbers"),
        (16, "Layer size 16: a list"),
        (np.array(16), "Layer size 16: a list"),
        (None, "Layer size None: a list"),
        ((16, "8"), "Layer size “8”: a whole number"),
        ((16, 8.0), "Layer size 8.0: a whole number"),
        (np.array([16.0, 8.0]), "Layer size 16.0: a whole number"),
        ((16, True), "Layer size True: a whole number"),
        ((16, np.True_), "Layer size True: a whole number"),
        ([[16], [8]], r"Layer size \[16\]: a whole number"),
        (np.array([[16], [8]]), r"Layer size \[16\]: a whole number"),
        (["8" * 500], "8…: a whole number"),
    ],
)
def test_what_is_no_list_of_whole_numbers_is_refused_in_words(sizes, words):
    with pytest.raises(ValueError, match=words):
        Architecture(sizes)


def test_parents_and_weights_exist_exactly_where_the_matrices_have_them():
    shape = Architecture((4, 3, 2))
    parameters = Parameters.initial(shape)
    for direction in DIRECTIONS:
        for layer in range(-2, 5):
            matrix = parameters.into(layer, direction)
            parents, units = (None, 0) if matrix is None else np.subtract(matrix.shape[1:], (1, 0))
            assert shape.parents(direction, layer) == parents
            for parent in range(-2, 7):
                for unit in range(-2, 7):
                    there = parents is not None and 0 <= parent <= parents and 0 <= unit < units
                    assert shape.has(direction, layer, parent, unit) == there
    assert shape.parents(GENERATIVE, 2) == 0
    assert shape.parents(RECOGNITION, 0) is None
    assert not shape.has("sideways", 1, 0, 0)
