"""What several seeds say together: a mean, its standard error, and whether two things differ."""

from typing import NamedTuple

import numpy as np

# So many standard errors from 0 a difference counts as one.
SUPPORTED = 2


class Mean(NamedTuple):
    """A mean of independent values and its standard error, both in their unit."""

    value: float
    error: float

    @property
    def sign(self):
        """1 or −1 where it lies more than SUPPORTED standard errors above or below 0, else 0."""
        supported = abs(self.value) > SUPPORTED * self.error
        return int(np.sign(self.value)) if supported else 0


def mean_of(values):
    """The Mean of one value a seed (or an image), (values,).

    Raises ValueError where there are fewer than 2: no standard error.
    """
    values = np.asarray(values, np.float64)
    if values.size < 2:
        raise ValueError(f"{values.size} values: a standard error takes at least 2.")
    return Mean(float(values.mean()), float(values.std(ddof=1) / values.size**0.5))


def paired(ours, theirs):
    """The Mean of ours − theirs, seed by seed: what both owe to the seed drops out."""
    return mean_of(np.subtract(ours, theirs))
