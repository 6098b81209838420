"""What a Dataset promises, whatever its images: drawing, merging, immutability, refusals."""

import numpy as np
import pytest

from wsviz.datasets import DATASETS, Dataset, load

IMAGES = [[0, 0], [1, 0], [1, 1]]


def make(**changes):
    fields = {
        "name": "tiny",
        "title": "Tiny",
        "images": IMAGES,
        "probabilities": [0.5, 0.125, 0.375],
        "image_shape": (1, 2),
        "source": "this test",
        "licence": "none",
    }
    return Dataset(**fields | changes)


def test_a_uniform_stands_for_the_image_whose_share_it_falls_in():
    uniforms = [0, 0.49, 0.5, 0.62, 0.625, 0.99]
    assert make().indices(uniforms).tolist() == [0, 0, 1, 1, 2, 2]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", DATASETS)
def test_the_ends_of_the_unit_interval_draw_the_first_and_the_last_image(name, dtype):
    dataset = load(name)
    below_one = np.nextafter(dtype(1), dtype(0))
    assert dataset.indices(np.array([0, below_one])).tolist() == [0, len(dataset.images) - 1]


@pytest.mark.parametrize("name", DATASETS)
def test_evenly_spread_uniforms_draw_each_image_as_often_as_its_probability(name):
    dataset = load(name)
    count = 100_000
    drawn = dataset.indices((np.arange(count) + 0.5) / count)
    counts = np.bincount(drawn, minlength=len(dataset.images))
    assert np.abs(counts - dataset.probabilities * count).max() < 1 + 1e-6


def test_drawing_keeps_the_shape_of_the_uniforms():
    dataset = make()
    uniforms = np.array([[[0.1], [0.55]], [[0.9], [0.3]]], np.float32)
    drawn = dataset.draw(uniforms)
    assert drawn.shape == (2, 2, 1, 2)
    assert drawn.dtype == np.float32
    assert drawn.reshape(4, 2).tolist() == [[0, 0], [1, 0], [1, 1], [0, 0]]
    assert dataset.draw(0.55).tolist() == [1, 0]


def test_random_uniforms_draw_the_mean_image():
    dataset = load("shifter")
    drawn = dataset.draw(np.random.default_rng(0).random((40, 20, 50), np.float32))
    mean = dataset.probabilities @ dataset.images
    # Five standard errors of a pixel over 40,000 draws.
    assert np.abs(drawn.mean((0, 1, 2)) - mean).max() < 5 * 0.5 / 200


def test_equal_images_are_merged_in_order_of_first_appearance():
    twice = make(images=[[1, 1], [0, 0], [1, 1]], probabilities=[0.25, 0.625, 0.125])
    images, probabilities = twice.distinct()
    assert images.tolist() == [[1, 1], [0, 0]]
    assert probabilities.tolist() == [0.375, 0.625]
    assert twice.distinct()[0] is images
    assert not images.flags.writeable
    assert not probabilities.flags.writeable


def test_different_images_stay_as_they_are():
    dataset = make()
    images, probabilities = dataset.distinct()
    assert images is dataset.images
    assert probabilities is dataset.probabilities


def test_the_chance_of_an_image_is_that_of_all_its_copies():
    dataset = make(images=[[1, 0], [0, 0], [1, 0]])
    assert dataset.chances([[0, 0], [1, 0], [0, 1]]).tolist() == [0.125, 0.875, 0]
    assert dataset.holds([[0, 0], [1, 0], [0, 1]]).tolist() == [True, True, False]


@pytest.mark.parametrize("name", DATASETS)
def test_distances_count_the_pixels_that_differ_from_the_nearest_datum(name):
    dataset = load(name)
    images = np.random.default_rng(1).random((5, dataset.visible)) < 0.3
    images = np.concatenate([images, dataset.images[-1:]])
    counted = [min((datum != image).sum() for datum in dataset.images) for image in images]
    assert dataset.distances(images).tolist() == counted
    assert counted[-1] == 0
    assert dataset.distances(images).dtype == np.int64
    np.testing.assert_array_equal(dataset.distances(images) == 0, dataset.holds(images))
    nearest, _ = dataset.nearest(images)
    assert (dataset.images[nearest] != images).sum(1).tolist() == counted


@pytest.mark.parametrize("name", DATASETS)
def test_log_odds_are_those_of_each_pixels_mean(name):
    dataset = load(name)
    for pixel in range(dataset.visible):
        chance = zip(dataset.probabilities, dataset.images[:, pixel])
        on = sum(probability for probability, state in chance if state)
        half = 0.5 / len(dataset.images)
        on = min(max(on, half), 1 - half)
        assert dataset.log_odds[pixel] == pytest.approx(np.log(on / (1 - on)), abs=1e-9)


def test_nothing_in_a_data_set_can_be_changed():
    given = np.array(IMAGES, np.float32)
    dataset = make(images=given, labels=[0, 1, 1], held_out=[[0, 1], [0, 0]])
    arrays = ("images", "probabilities", "cumulative", "labels", "held_out")
    for values in (getattr(dataset, name) for name in arrays):
        with pytest.raises(ValueError, match="read-only"):
            values[0] = 1
    with pytest.raises(AttributeError):
        dataset.name = "other"
    given[:] = 1
    assert dataset.images.tolist() == IMAGES
    assert (dataset.images.dtype, dataset.probabilities.dtype) == (np.float32, np.float64)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"images": [0, 1]}, r"Images of shape \(2,\)"),
        ({"images": np.zeros((0, 2))}, r"Images of shape \(0, 2\): at least one image"),
        ({"images": [[0, 0], [1, 0.5], [1, 1]]}, "Pixel 0.5: a pixel is 0 or 1"),
        ({"images": [[0, 0], [1, -1], [1, 1]]}, "Pixel -1: a pixel is 0 or 1"),
        ({"images": [[0, 0], [1, np.nan], [1, 1]]}, "Pixel nan"),
        ({"image_shape": (2, 2)}, "Image shape 2 × 2: it must hold 2 pixels"),
        ({"image_shape": (-1, -2)}, "Image shape -1 × -2"),
        ({"probabilities": [0.5, 0.5]}, r"shape \(2,\): 3 images need \(3,\)"),
        ({"probabilities": [0.5, 0, 0.5]}, "Probability 0: every listed image needs more than 0"),
        ({"probabilities": [0.75, -0.25, 0.5]}, "Probability -0.25"),
        ({"probabilities": [0.5, np.nan, 0.5]}, "Probability nan"),
        ({"probabilities": [0.5, 0.25, 0.26]}, "sum to 1.01: they must sum to 1"),
        ({"labels": [0, 1]}, r"Labels of shape \(2,\): 3 images need \(3,\)"),
        ({"held_out": [[0, 1, 1]] * 2}, "Image shape 1 × 2: it must hold 3 pixels"),
        ({"held_out": [[0, 1]]}, "1 image held out: a mean with its error takes at least 2"),
        ({"labels": [0, 1, 1.5]}, "Labels of type float64: a label is a whole number"),
    ],
)
def test_what_is_not_a_data_set_is_refused_in_words(changes, words):
    with pytest.raises(ValueError, match=words):
        make(**changes)


@pytest.mark.parametrize("name", DATASETS)
def test_every_data_set_carries_the_name_it_is_loaded_by(name):
    assert load(name).name == name
    assert load(name) is load(name)


def test_an_unknown_name_is_answered_with_the_known_ones():
    known = "kirby, bars, bars-all-white, shifter, digits, digits-split, mnist, mnist-split"
    with pytest.raises(ValueError, match=f"No data set is called “faces”: there are {known}"):
        load("faces")
