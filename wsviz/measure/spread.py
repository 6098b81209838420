"""What several learners come to: a mean, and how far chance may have moved it."""

from typing import NamedTuple

import numpy as np

# Below so many standard errors from 0, a difference may well be chance.
# With 10 seeds it is passed by chance once in 20 times (Student's t, 9 degrees of freedom).
CLEAR = 2.3


class Mean(NamedTuple):
    """A mean over learners, or over images, and its standard error, of the same shape."""

    mean: np.ndarray
    standard_error: np.ndarray

    @property
    def clear(self):
        """Whether it lies more than CLEAR standard errors from 0."""
        return np.abs(self.mean) > CLEAR * self.standard_error


def mean(values, axis=-1):
    """The Mean over an axis, by default the last, of learners; n − 1 values are free to vary.

    Raises ValueError where there are fewer than 2.
    """
    values = np.asarray(values, np.float64)
    count = values.shape[axis]
    if count < 2:
        raise ValueError(f"{count} values: a standard error takes at least 2.")
    return Mean(values.mean(axis), values.std(axis, ddof=1) / np.sqrt(count))


def gain(before, after):
    """The Mean of before − after, seed by seed: what is paired cannot differ by its chance alone.

    Of costs (…, learners) it is what was saved.
    """
    return mean(np.asarray(before, np.float64) - np.asarray(after, np.float64))
