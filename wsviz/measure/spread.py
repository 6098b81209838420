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


def wilson(hits, count, errors=1.96):
    """(low, high) of a chance that showed in `hits` of `count` trials: Wilson's interval.

    All chances from which `hits` lies at most so many of their own standard errors away; by default
    95 of 100 such intervals hold the chance, about. Nowhere is it of no width: not where all trials
    hit, nor where none did. Source: Wilson 1927, J. Am. Stat. Assoc. 22, 209.
    """
    share, more = hits / count, errors**2 / count
    middle = (share + more / 2) / (1 + more)
    half = errors / (1 + more) * np.sqrt(share * (1 - share) / count + more / (4 * count))
    return middle - half if hits else 0.0, middle + half if hits < count else 1.0


def gain(before, after):
    """The Mean of before − after, seed by seed: what is paired cannot differ by its chance alone.

    Of costs (…, learners) it is what was saved.
    """
    return mean(np.asarray(before, np.float64) - np.asarray(after, np.float64))
