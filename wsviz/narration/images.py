"""Images: a few of a data set; one as a click and as an address say it, eight pixels a byte."""

import numpy as np

from wsviz.datasets.patterns import packed
from wsviz.runs import reading

# Where the target of a unit begins with its layer, that of an image begins with this.
IMAGE = -1


def image_targets(images):
    """The targets of images (count, visible), (count, 1 + bytes): IMAGE, then each one's bytes."""
    return np.insert(packed(images).astype(np.int16), 0, IMAGE, axis=1)


def clicked_image(target, pixels):
    """The image (pixels,) float32 that a click on a figure means, None where it means none."""
    if target[:1] != [IMAGE] or not all(0 <= byte < 256 for byte in target[1:]):
        return None
    return _image(bytes(target[1:]), pixels)


def image_text(image):
    """An image in an address: two hexadecimal digits a byte."""
    return packed([image]).tobytes().hex()


def image_reader(pixels):
    """A reader (see wsviz.runs.reading) of an image of so many pixels, as image_text writes it."""
    digits = 2 * -(-pixels // 8)

    def read_image(name, text):
        known = len(text) == digits and set(text) <= set("0123456789abcdef")
        image = _image(bytes.fromhex(text), pixels) if known else None
        if image is None:
            shown = reading.shown(text)
            return None, (
                f"{name}={shown} is no picture of {pixels} pixels: that is {digits} of the digits "
                "0 to 9 and a to f, a bit a pixel and the spare ones 0."
            )
        return image, None

    return read_image


def shown_images(dataset, most):
    """Its distinct images, evenly chosen where there are more than so many."""
    images = dataset.distinct()[0]
    if len(images) <= most:
        return images
    return images[np.linspace(0, len(images) - 1, most).astype(int)]


def _image(data, pixels):
    """The read-only image of these bytes; None unless they hold so many pixels and no more."""
    bits = np.unpackbits(np.frombuffer(data, np.uint8))
    if len(bits) != 8 * -(-pixels // 8) or bits[pixels:].any():
        return None
    image = bits[:pixels].astype(np.float32)
    image.setflags(write=False)
    return image
