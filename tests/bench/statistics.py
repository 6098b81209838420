"""How experiments are summed up: never the best draw."""

import numpy as np


def standard_error(values):
    """Of the mean of independent values."""
    return np.std(values, ddof=1) / np.sqrt(len(values))


def told(values):
    """Median, and mean ± standard error, of one value a seed."""
    mean, error = np.mean(values), standard_error(values)
    return f"median {np.median(values):.3f}, mean {mean:.3f} ± {error:.3f} over {len(values)} seeds"
