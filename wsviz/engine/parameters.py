"""The two directions of weights and biases, each one flat vector with a view a connection."""

from itertools import accumulate, pairwise
from math import prod
from typing import NamedTuple

import numpy as np

from wsviz.engine.architecture import DIRECTIONS, GENERATIVE, RECOGNITION, Architecture
from wsviz.engine.noise import normal

__all__ = ["DIRECTIONS", "GENERATIVE", "RECOGNITION", "Connections", "Parameters"]


class Connections:
    """All connections of one direction.

    flat      (learners, numbers): what a change is added to
    matrices  views of it, (learners, 1 + parents, children) each; row 0 holds the biases
    first     the layer that the first of them leads into: 0 generative, 1 recognition
    """

    __slots__ = ("first", "flat", "matrices")

    def __init__(self, flat, shapes, first):
        ends = accumulate(map(prod, shapes), initial=0)
        self.flat, self.first = flat, first
        self.matrices = tuple(
            flat[:, start:stop].reshape(len(flat), *shape)
            for (start, stop), shape in zip(pairwise(ends), shapes, strict=True)
        )

    def __reduce__(self):
        # A copy or a pickle keeps the flat vector alone and cuts its own views from it.
        return Connections, (self.flat, self.shapes, self.first)

    @classmethod
    def zeros(cls, architecture, direction, learners, dtype=np.float32):
        """Connections of 0 throughout, for so many learners."""
        first = DIRECTIONS.index(direction)
        shapes = (architecture.generative_shapes, architecture.recognition_shapes)[first]
        return cls(np.zeros((learners, sum(map(prod, shapes))), dtype), shapes, first)

    def into(self, layer):
        """The matrix (learners, 1 + parents, children) into that layer; None where none leads in.

        Nothing recognises the image, layer 0.
        """
        index = layer - self.first
        return self.matrices[index] if 0 <= index < len(self.matrices) else None

    @property
    def direction(self):
        """GENERATIVE or RECOGNITION."""
        return DIRECTIONS[self.first]

    @property
    def shapes(self):
        """(1 + parents, children) a connection."""
        return tuple(matrix.shape[1:] for matrix in self.matrices)

    def with_flat(self, flat):
        """The same connections over another flat vector (learners, numbers)."""
        return Connections(flat, self.shapes, self.first)

    def learner(self, index):
        """Those of one learner, its leading axis kept with length 1 (views)."""
        return self.with_flat(self.flat[index : index + 1])


class Parameters(NamedTuple):
    """Generative and recognition connections (θ and φ of Dayan et al. 1995).

    generative.into(l) leads into layer l from above, l = 0 … top;
    recognition.into(l) leads into layer l from below, l = 1 … top.
    """

    generative: Connections
    recognition: Connections

    @classmethod
    def initial(cls, architecture, learners=1, biases=None, dtype=np.float32):
        """All weights 0; `biases` gives each layer's generative bias, layer 0 first, default 0.

        Zero weights do learn: sampling breaks the symmetry.
        """
        generative, recognition = (
            Connections.zeros(architecture, direction, learners, dtype) for direction in DIRECTIONS
        )
        for matrix, bias in zip(generative.matrices, biases or (), strict=biases is not None):
            matrix[:, 0] = bias
        return cls(generative, recognition)

    def scattered(self, deviation, seeds):
        """The same biases, and every weight drawn from N(0, deviation²) by each learner's seed."""
        drawn = self.copy()
        sizes = [side.flat.shape[1] for side in drawn]
        for learner, numbers in enumerate(normal(seeds, sum(sizes))):
            for side, values in zip(drawn, np.split(numbers * deviation, sizes[:1])):
                for matrix, own in zip(side.matrices, side.with_flat(values[None]).matrices):
                    matrix[learner, 1:] = own[0, 1:]
        return drawn

    @classmethod
    def side_by_side(cls, many):
        """Several Parameters of one architecture as the learners of one, in their order."""
        return cls(
            *(sides[0].with_flat(np.concatenate([s.flat for s in sides])) for sides in zip(*many))
        )

    @property
    def architecture(self):
        """The shape of the network these parameters belong to."""
        return Architecture(tuple(matrix.shape[-1] for matrix in self.generative.matrices))

    def into(self, layer, direction):
        """The matrix into that layer in that direction, None where there is none."""
        return getattr(self, direction).into(layer)

    @property
    def learners(self):
        """How many learners lie along the leading axis."""
        return len(self.generative.flat)

    def learner(self, index):
        """The parameters of one learner, its leading axis kept with length 1 (views)."""
        return Parameters(*(side.learner(index) for side in self))

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
