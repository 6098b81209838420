"""A small picture of a run: some dreams of its first learner, as a PNG."""

from io import BytesIO

import numpy as np
from PIL import Image

from wsviz.engine.gallery import fantasies

_DREAMS, _HEIGHT, _GAP = 8, 64, 4


def thumbnail(parameters, image_shape):
    """A row of dreams as PNG bytes: probability as ink, each pixel a square of whole pixels."""
    rows, columns = image_shape
    size = max(1, _HEIGHT // rows)
    _, probabilities = fantasies(parameters, _DREAMS)
    row = np.full((rows * size, _DREAMS * (columns * size + _GAP) - _GAP), 255, np.uint8)
    for number, ink in enumerate(probabilities.reshape(-1, rows, columns)):
        start = number * (columns * size + _GAP)
        grey = np.uint8(255 - np.rint(255 * ink))
        row[:, start : start + columns * size] = grey.repeat(size, 0).repeat(size, 1)
    file = BytesIO()
    Image.fromarray(np.pad(row, _GAP, constant_values=255)).save(file, "PNG")
    return file.getvalue()
