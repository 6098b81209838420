"""All states of some units, listed."""

import numpy as np


def configurations(units):
    """All states of so many units, float64 (2^units, units), counting up in binary."""
    numbers, places = np.arange(2**units, dtype=np.uint32), np.arange(units, dtype=np.uint32)
    digits = numbers[:, None] >> places[::-1]
    digits &= 1
    return digits.astype(np.float64)
