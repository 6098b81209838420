"""What every exact measure sums over: each layer's states, and each connection's table of them.

Layers form a Markov chain, so the 2^hidden explanations need not be listed jointly. It suffices to
have, for each layer l, the table of log P(s_l | s_l+1) and of log Q(s_l+1 | s_l) over the states of
the two layers. Layer 0 takes the images asked about as its states; above the top layer lies a
layer of no units, whose one state stands for the always-on unit, so that no sum has a special end.
"""

from itertools import pairwise

import numpy as np

from wsviz.engine.configurations import configurations

# Table entries a call may compute: 2^26 take one or two seconds. 16-8-1 on the 29 bars has
# 8,192 a learner, 64-12 on 1,797 digits 7.4 million; 32-24-2 and 64-16-16-4 have far more.
MAX_WORK = 2**26
# Numbers in a table of one layer's units against another's states, a learner: 8 MB, of which a
# call holds several, up to some 70 MB.
MAX_TABLE = 2**20
# Numbers in an array worked on at once: 1 MB, which fits a core's cache.
_BLOCK = 2**17


def work(architecture, images, learners=1):
    """Table entries that an exact measure of so many distinct images computes."""
    counts = [images, *(2**units for units in architecture.hidden), 1]
    return learners * sum(here * above for here, above in pairwise(counts))


def affordable(architecture, images, learners=1):
    """Whether exact measures of so many distinct images stay within MAX_WORK and MAX_TABLE."""
    return (
        work(architecture, images, learners) <= MAX_WORK
        and _table_size(architecture, images) <= MAX_TABLE
    )


def demand_affordable(parameters, images):
    """Raise ValueError where exact measures of so many distinct images are not affordable."""
    architecture, learners = parameters.architecture, parameters.learners
    if not affordable(architecture, images, learners):
        raise ValueError(
            f"{learners} × {architecture} on {images:,} images is too much to sum over every "
            "explanation: use sampled measures, fewer learners or fewer hidden units."
        )


def tables(parameters, images):
    """Yield the Tables of one group of learners after another, small enough to hold at once.

    Raises ValueError where the network is too large for exact sums over so many images.
    """
    architecture = parameters.architecture
    demand_affordable(parameters, len(images))
    states = [np.asarray(images, np.float64), *map(configurations, (*architecture.hidden, 0))]
    chosen = [np.concatenate([s, 1 - s], -1) for s in states]
    group = max(1, _BLOCK // _table_size(architecture, len(images)))
    for start in range(0, parameters.learners, group):
        yield Tables(parameters, slice(start, start + group), chosen)


class Tables:
    """The chain of one group of learners, with a table entry computed where it is asked for.

    learners  their number
    layers    0 … top
    """

    def __init__(self, parameters, group, chosen):
        """`chosen`: 0 or 1 for each unit on, then for each off; (states, 2 · units) a layer."""
        generative, recognition = (
            [matrix.astype(np.float64) for matrix in side.with_flat(side.flat[group]).matrices]
            for side in parameters
        )
        self.learners = len(generative[0])
        self.layers = range(len(generative))
        states = [both[:, : both.shape[1] // 2] for both in chosen]
        # Nothing is recognised above the top layer: a connection into no units.
        recognition.append(np.zeros((self.learners, 1 + states[-2].shape[1], 0)))
        self._chosen = chosen
        self._generative = [
            log_probabilities(logits(above, matrix)).swapaxes(1, 2)
            for above, matrix in zip(states[1:], generative, strict=True)
        ]
        self._recognition = [
            log_probabilities(logits(below, matrix))
            for below, matrix in zip(states[:-1], recognition, strict=True)
        ]

    def blocks(self, layer):
        """Slices that cover the states of `layer`, each with table entries enough for one block."""
        here, above = len(self._chosen[layer]), len(self._chosen[layer + 1])
        rows = max(1, _BLOCK // (self.learners * above))
        return [slice(start, start + rows) for start in range(0, here, rows)]

    def down(self, layer, rows=slice(None)):
        """log P(s_l | s_l+1), eqs. 1 and 2, for these states of the layer.

        In nats, (learners, rows, states of the layer above).
        """
        return self._chosen[layer][rows] @ self._generative[layer]

    def up(self, layer, rows=slice(None)):
        """log Q(s_l+1 | s_l) in nats, shaped like `down`; 0 at the top layer."""
        return self._recognition[layer][:, rows] @ self._chosen[layer + 1].T

    def units(self, layer):
        """log p of each of the layer's units, then log (1 − p) of each, given the states above.

        In nats, (learners, 2 · units, states of the layer above).
        """
        return self._generative[layer]

    def recognised(self, layer, rows=slice(None)):
        """q of each unit of the layer above, given these states; (learners, rows, units)."""
        both = self._recognition[layer][:, rows]
        return np.exp(both[..., : both.shape[-1] // 2])


def logits(inputs, matrix):
    """b + Σ s w (eq. 1) of inputs (…, parents) by matrix (learners, 1 + parents, children)."""
    return inputs @ matrix[:, 1:] + matrix[:, :1]


def log_probabilities(logits):
    """log p of each unit, then log (1 − p) of each, in nats (…, 2 · units): finite and exact."""
    units = logits.shape[-1]
    both = np.empty((*logits.shape[:-1], 2 * units))
    np.minimum(logits, 0, out=both[..., :units])
    np.minimum(-logits, 0, out=both[..., units:])
    # In place, as these are the largest arrays of all: log (1 + exp(−|logit|)).
    rest = np.abs(logits)
    for function in (np.negative, np.exp, np.log1p):
        function(rest, out=rest)
    both[..., :units] -= rest
    both[..., units:] -= rest
    return both


def logsumexp(values):
    """log Σ exp(values) over the last axis, without overflow."""
    peak = values.max(-1)
    return peak + np.log(np.exp(values - peak[..., None]).sum(-1))


def _table_size(architecture, images):
    """Numbers in the largest table of units against states, a learner."""
    counts = [images, *(2**units for units in architecture.hidden), 1]
    units = [*architecture.sizes, 0]
    pairs = zip(pairwise(counts), pairwise(units), strict=True)
    return max(max(here * n_above, above * n) for (here, above), (n, n_above) in pairs)
