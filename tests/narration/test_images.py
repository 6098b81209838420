"""An image as a click and as an address say it: there and back, and what is none."""

import numpy as np
import pytest

from wsviz.narration.images import clicked_image, image_reader, image_targets, image_text
from wsviz.narration.selection import clicked
from wsviz.runs.presets import PRESETS

IMAGE = np.array([1, 0, 1, 1, 0, 0, 0, 1, 1], np.float32)


@pytest.mark.parametrize("pixels", [1, 7, 8, 9, 16, 24, 64, 784])
def test_every_image_comes_back_from_a_click_and_from_an_address(pixels):
    images = np.random.default_rng(pixels).integers(0, 2, (5, pixels)).astype(np.float32)
    for image, target in zip(images, image_targets(images).tolist()):
        np.testing.assert_array_equal(clicked_image(target, pixels), image)
        found, message = image_reader(pixels)("image", image_text(image))
        np.testing.assert_array_equal(found, image)
        assert message is None
        assert not found.flags.writeable


def test_the_first_pixel_is_the_highest_bit():
    assert image_text(IMAGE) == "b180"
    assert image_targets(IMAGE[None]).tolist() == [[-1, 0xB1, 0x80]]


def test_no_target_means_an_image_and_a_unit():
    for pixels in (1, 9, 16, 24):
        (target,) = image_targets(np.ones((1, pixels))).tolist()
        assert clicked(target, PRESETS["kirby"].architecture) is None
    for target in (
        [],
        [-1],
        [1, 2],
        [0, 3, -1, -1],
        [-1, 2],
        [-1, 0, 256],
        [-1, -1, 0],
        [-1, 0, 1],
    ):
        assert clicked_image(target, 9) is None


@pytest.mark.parametrize("text", ["", "b18", "b1800", "B180", "b1 8", "xyz0", "b181", "٣٣٣٣"])
def test_what_is_no_image_is_told_in_a_sentence(text):
    found, message = image_reader(9)("image", text)
    assert found is None
    assert message.startswith(f"image={text} is no picture of 9 pixels: that is 4 of the digits")
