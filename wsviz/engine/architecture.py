"""The shape of a network, and where each layer and connection lies in its flat arrays."""

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from math import prod

from wsviz.engine.given import every, whole

GENERATIVE, RECOGNITION = DIRECTIONS = ("generative", "recognition")

MAX_HIDDEN_LAYERS = 5
MAX_HIDDEN_UNITS = 256
MAX_VISIBLE_UNITS = 1024


@dataclass(frozen=True)
class Architecture:
    """Layer sizes bottom-up: layer 0 is visible, the others hidden ("64-16-16-4" in Hinton 1995).

    Every layer is stored behind one unit that is always on, so that a connection is a single
    matrix (1 + parents, children) whose row 0 holds the biases. The top layer has no parents but
    that unit: its generative connection is its biases alone, and no rule needs a special end.

    Sizes may come as a list or an array. Raises ValueError where they are no whole numbers, or a
    size or the number of layers is outside its limit.
    """

    sizes: tuple[int, ...]

    def __post_init__(self):
        object.__setattr__(self, "sizes", every(whole, "layer size", self.sizes))
        hidden = self.sizes[1:]
        if not 1 <= len(hidden) <= MAX_HIDDEN_LAYERS:
            raise ValueError(
                f"{len(hidden)} hidden layers: a network has 1 to {MAX_HIDDEN_LAYERS} of them."
            )
        if not 1 <= self.sizes[0] <= MAX_VISIBLE_UNITS:
            raise ValueError(
                f"{self.sizes[0]} visible units: a network has 1 to {MAX_VISIBLE_UNITS} of them."
            )
        for layer, units in enumerate(hidden, start=1):
            if not 1 <= units <= MAX_HIDDEN_UNITS:
                raise ValueError(
                    f"Hidden layer {layer} with {units} units: a layer has 1 to {MAX_HIDDEN_UNITS}."
                )

    def __str__(self):
        return "-".join(map(str, self.sizes))

    @property
    def visible(self):
        """Number of visible units."""
        return self.sizes[0]

    @property
    def hidden(self):
        """Sizes of the hidden layers, bottom-up."""
        return self.sizes[1:]

    @property
    def depth(self):
        """Number of hidden layers."""
        return len(self.sizes) - 1

    @cached_property
    def inputs(self):
        """A slice a layer over a flat layer array: the always-on unit, then the layer's own units.

        One more slice than layers: the last holds only the always-on unit above the top layer.
        """
        return _slices([1 + units for units in self.sizes] + [1])

    @cached_property
    def units(self):
        """A slice a layer over a flat layer array: the layer's own units."""
        return tuple(slice(s.start + 1, s.stop) for s in self.inputs[:-1])

    @property
    def width(self):
        """Length of a flat layer array: all units and the always-on ones."""
        return self.inputs[-1].stop

    @property
    def generative_shapes(self):
        """(1 + parents, children) of the generative connection into layer 0, 1, … top."""
        return tuple((1 + above, here) for here, above in pairwise((*self.sizes, 0)))

    @property
    def recognition_shapes(self):
        """(1 + parents, children) of the recognition connection into layer 1, … top."""
        return tuple((1 + below, here) for below, here in pairwise(self.sizes))

    def parents(self, direction, layer):
        """How many parents a unit of that layer has without its bias; None where none lead in.

        The top layer has 0 generative ones, its bias alone; nothing recognises the image.
        """
        counts = {GENERATIVE: (*self.hidden, 0), RECOGNITION: (None, *self.sizes)}.get(direction)
        return counts[layer] if counts and 0 <= layer <= self.depth else None

    def has(self, direction, layer, parent, unit):
        """Whether there is such a weight, for any whole numbers; parent 0 is the bias."""
        parents = self.parents(direction, layer)
        return parents is not None and 0 <= parent <= parents and 0 <= unit < self.sizes[layer]

    @property
    def parameter_count(self):
        """Weights and biases of both directions of one learner."""
        return sum(map(prod, self.generative_shapes + self.recognition_shapes))


def _slices(lengths):
    return tuple(slice(a, b) for a, b in pairwise(accumulate(lengths, initial=0)))
