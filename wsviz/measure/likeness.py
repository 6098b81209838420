"""How alike the units of a layer have become."""

import numpy as np


def likeness(parameters):
    """Mean |correlation| between layer-1 units' generative weights to the image, (learners,).

    Over all pairs of units. 1 where every unit says the same; the sign does not count, as a unit
    whose on and off change places has its weights negated. A unit whose weights are all equal has
    no correlation: its pairs are left out, and without a pair left it is nan.
    """
    weights = parameters.generative.into(0)[:, 1:].astype(np.float64)
    varied = np.ptp(weights, -1) > 0
    centred = weights - weights.mean(-1, keepdims=True)
    norms = np.linalg.norm(centred, axis=-1, keepdims=True)
    unit = np.divide(centred, norms, out=np.zeros_like(centred), where=varied[..., None])
    first, second = np.triu_indices(weights.shape[1], 1)
    correlations = np.abs(unit @ unit.swapaxes(1, 2))[:, first, second]
    pairs = (varied[:, first] & varied[:, second]).sum(-1)
    none = np.full(len(weights), np.nan)
    return np.divide(correlations.sum(-1), pairs, out=none, where=pairs > 0)
