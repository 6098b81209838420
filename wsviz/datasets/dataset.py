"""Dataset: a finite world of binary images, each with its probability."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from wsviz.datasets.patterns import merge, packed
from wsviz.guard.refused import Refused

# Sums of thousands of float64 probabilities round by far less than this.
_SUM_TOLERANCE = 1e-9


@dataclass(frozen=True, eq=False)
class Dataset:
    """Every image the world can show, and how often it does. It checks itself when made.

    name           key in wsviz.datasets.DATASETS
    title          name on the screen
    images         (images, visible) float32 of 0 and 1, read-only
    probabilities  (images,) float64, positive, summing to 1, read-only
    image_shape    (rows, columns): `images[i].reshape(image_shape)` has row 0 at the top
    source         where the images come from, and what was done to them
    licence        under which terms
    labels         (images,) integers, read-only, or None where the world has no classes
    held_out       (held out, visible) float32 images of the same world that learning never sees,
                   read-only, or None where none are kept back

    Raises Refused with a sentence that names the value and its limit.
    """

    name: str
    title: str
    images: np.ndarray
    probabilities: np.ndarray
    image_shape: tuple[int, int]
    source: str
    licence: str
    labels: np.ndarray | None = None
    held_out: np.ndarray | None = None

    def __post_init__(self):
        _check_images(self.images, self.image_shape)
        _check_probabilities(self.probabilities, len(self.images))
        self._keep("images", _read_only(self.images, np.float32))
        self._keep("probabilities", _read_only(self.probabilities, np.float64))
        if self.labels is not None:
            _check_labels(self.labels, len(self.images))
            self._keep("labels", _read_only(self.labels, np.int64))
        if self.held_out is not None:
            _check_images(self.held_out, self.image_shape)
            if len(self.held_out) < 2:
                raise Refused("1 image held out: a mean with its error takes at least 2.")
            self._keep("held_out", _read_only(self.held_out, np.float32))

    @property
    def visible(self):
        """Number of pixels, the size of layer 0."""
        return self.images.shape[1]

    @cached_property
    def cumulative(self):
        """Running sums of the probabilities, (images,) float64, read-only."""
        return _read_only(np.cumsum(self.probabilities), np.float64)

    def indices(self, uniforms):
        """The image each uniform of [0, 1) stands for, by the inverse of `cumulative`.

        Same shape as `uniforms`; image i takes cumulative[i − 1] ≤ u < cumulative[i].
        """
        found = self.cumulative.searchsorted(uniforms, side="right")
        # The running sum may end a rounding short of 1, and a uniform may lie between.
        return np.minimum(found, len(self.images) - 1)

    def draw(self, uniforms):
        """Images drawn by uniforms of any shape, float32 (*uniforms.shape, visible)."""
        return self.images.take(self.indices(uniforms), axis=0)

    def holds(self, images):
        """Whether each of `images` (count, visible) is one of the world's, (count,) bool."""
        return self.chances(images) > 0

    def chances(self, images):
        """The probability of each of `images` (count, visible) in the world, (count,) float64.

        That of an image listed twice is the sum; what the world never shows has 0.
        """
        known = self._chances
        return np.array([known.get(image.tobytes(), 0.0) for image in packed(images)])

    @cached_property
    def _chances(self):
        images, probabilities = self.distinct()
        keys = (image.tobytes() for image in packed(images))
        return dict(zip(keys, probabilities.tolist()))

    def distances(self, images):
        """In how many pixels each of `images` (count, visible) differs from the nearest datum.

        (count,) int64. Images are of 0 and 1.
        """
        return self.nearest(images)[1]

    def nearest(self, images):
        """(indices, distances) of the datum nearest to each of `images`, (count,) int64 each.

        As in `distances`; of several that are equally near, the first one listed.
        """
        images = np.asarray(images, np.float32)
        # |x − d|² of bits is Σ x + Σ d − 2 Σ x d; sums of so few are exact in float32.
        common = images @ self.images.T
        common *= -2
        common += self.images.sum(1)
        indices = common.argmin(1)
        apart = common[np.arange(len(images)), indices] + images.sum(1)
        return indices, apart.astype(np.int64)

    @cached_property
    def log_odds(self):
        """log p / (1 − p) of each pixel's mean p over the data, (visible,) float64, read-only.

        As a generative bias it makes a unit without weights as frequent as the data have it. A
        pixel that the data never have on counts as on in half an image, one they always have on as
        off in half an image: its log-odds are finite, and as large as so many images can support.
        """
        means = self.probabilities @ self.images
        least = 0.5 / len(self.images)
        means = np.clip(means, least, 1 - least)
        return _read_only(np.log(means) - np.log1p(-means), np.float64)

    def distinct(self):
        """(images, probabilities) with equal images merged, in order of first appearance.

        Sums over images (entropy, divergences) need these: an image listed twice is one event.
        Read-only, and the very arrays of the data set where all its images differ.
        """
        return self._distinct

    @cached_property
    def _distinct(self):
        images, probabilities = merge(self.images, self.probabilities)
        if len(images) == len(self.images):
            return self.images, self.probabilities
        return _read_only(images, np.float32), _read_only(probabilities, np.float64)

    def _keep(self, field, value):
        object.__setattr__(self, field, value)


def _read_only(values, dtype):
    copy = np.array(values, dtype)
    copy.setflags(write=False)
    return copy


def _check_images(images, image_shape):
    shape = np.shape(images)
    if len(shape) != 2 or 0 in shape:
        raise Refused(
            f"Images of shape {shape}: at least one image, one pixel, as (images, visible)."
        )
    values = np.asarray(images)
    other = values[(values != 0) & (values != 1)]
    if other.size:
        raise Refused(f"Pixel {other[0]:g}: a pixel is 0 or 1.")
    rows, columns = image_shape
    if rows < 1 or columns < 1 or rows * columns != shape[1]:
        raise Refused(f"Image shape {rows} × {columns}: it must hold {shape[1]} pixels.")


def _check_probabilities(probabilities, images):
    if np.shape(probabilities) != (images,):
        raise Refused(
            f"Probabilities of shape {np.shape(probabilities)}: {images} images need ({images},)."
        )
    smallest, total = np.min(probabilities), np.sum(probabilities)
    # Written so that nan, which compares false with everything, is refused too.
    if not smallest > 0:
        raise Refused(f"Probability {smallest:g}: every listed image needs more than 0.")
    if not abs(total - 1) <= _SUM_TOLERANCE:
        raise Refused(f"Probabilities sum to {total:.10g}: they must sum to 1.")


def _check_labels(labels, images):
    if np.shape(labels) != (images,):
        raise Refused(f"Labels of shape {np.shape(labels)}: {images} images need ({images},).")
    if not np.issubdtype(np.asarray(labels).dtype, np.integer):
        raise Refused(f"Labels of type {np.asarray(labels).dtype}: a label is a whole number.")
