"""The two directions of weights and biases, each one flat vector with a view a connection."""

from itertools import accumulate, pairwise
from math import prod
from typing import NamedTuple

import numpy as np

from wsviz.engine.architecture import Architecture


class Connections:
    """All connections of one direction.

    flat      (learners, numbers): what a change is added to
    matrices  views of it, (learners, 1 + parents, children) each; row 0 holds the biases
    """

    __slots__ = ("flat", "matrices")

    def __init__(self, flat, shapes):
        ends = accumulate(map(prod, shapes), initial=0)
        self.flat = flat
        self.matrices = tuple(
            flat[:, start:stop].reshape(len(flat), *shape)
            for (start, stop), shape in zip(pairwise(ends), shapes, strict=True)
        )

    @classmethod
    def zeros(cls, shapes, learners, dtype=np.float32):
        """Connections of 0 throughout, for so many learners."""
        return cls(np.zeros((learners, sum(map(prod, shapes))), dtype), shapes)

    @property
    def shapes(self):
        """(1 + parents, children) a connection."""
        return tuple(matrix.shape[1:] for matrix in self.matrices)

    def with_flat(self, flat):
        """The same connections over another flat vector (learners, numbers)."""
        return Connections(flat, self.shapes)


class Parameters(NamedTuple):
    """Generative and recognition connections (θ and φ of Dayan et al. 1995).

    generative.matrices[l] leads into layer l from above, l = 0 … top;
    recognition.matrices[l - 1] leads into layer l from below, l = 1 … top.
    """

    generative: Connections
    recognition: Connections

    @classmethod
    def initial(cls, architecture, learners=1, biases=None, dtype=np.float32):
        """All weights 0; `biases` gives each layer's generative bias, layer 0 first, default 0.

        Zero weights do learn: sampling breaks the symmetry.
        """
        generative = Connections.zeros(architecture.generative_shapes, learners, dtype)
        for matrix, bias in zip(generative.matrices, biases or (), strict=biases is not None):
            matrix[:, 0] = bias
        recognition = Connections.zeros(architecture.recognition_shapes, learners, dtype)
        return cls(generative, recognition)

    @property
    def architecture(self):
        """The shape of the network these parameters belong to."""
        return Architecture(tuple(matrix.shape[-1] for matrix in self.generative.matrices))

    @property
    def learners(self):
        """How many learners lie along the leading axis."""
        return len(self.generative.flat)

    def learner(self, index):
        """The parameters of one learner, its leading axis kept with length 1 (views)."""
        return self.map(lambda flat: flat[index : index + 1])

    def copy(self):
        """The same numbers in arrays of their own."""
        return self.map(np.copy)

    def read_only(self):
        """The same arrays, guarded against writing."""
        return self.map(_read_only)

    def map(self, function):
        """Parameters over what `function` returns for each direction's flat vector."""
        return Parameters(*(side.with_flat(function(side.flat)) for side in self))


def _read_only(array):
    view = array.view()
    view.flags.writeable = False
    return view
