"""Greedy layer-wise pre-training with wake-sleep: weights that never saw a label.

Each layer is the recognition half of a machine with one hidden layer, trained on the states of the
layer below (the article's "representations of the data at one layer as the data for the next").
"""

import numpy as np

from wsviz.engine.architecture import Architecture
from wsviz.engine.learning import Rule
from wsviz.engine.logistic import sigmoid
from wsviz.engine.loop import Method, learn
from wsviz.engine.parameters import Parameters

HIDDEN = (64, 32)
# Cycles of each layer, rate and rows of its machine: with 5 labels a class, 4 seeds, best on the
# validation images among 2,000, 5,000 and 20,000 cycles and rates .02, .05 and .2.
CYCLES, RATE, ROWS = 20_000, 0.05, 10


class Pretraining:
    """Layer after layer learns by wake-sleep from images (images, visible) without labels.

    cycle       cycles made so far, over all layers
    end         cycles after which all layers have learned
    images      what the machine that learns now, or learned last, is shown
    parameters  of that machine
    matrices    recognition matrices (1 + parents, units) of the layers that have learned, bottom-up
    """

    def __init__(self, images, seed=0, cycles=CYCLES, hidden=HIDDEN):
        self.cycle, self.end = 0, cycles * len(hidden)
        self.matrices = []
        self._seed, self._each, self._hidden = seed, cycles, hidden
        self._begin(images)

    def advance(self, cycles):
        """Learn for so many more cycles, no further than to the end."""
        goal = min(self.cycle + cycles, self.end)
        while self.cycle < goal:
            made = self.cycle % self._each
            span = range(made, min(made + goal - self.cycle, self._each))
            self.parameters = learn(self._method, self.parameters, span)
            self.cycle += len(span)
            if span.stop == self._each:
                self._finish()

    def _begin(self, images):
        """A new machine for the next layer, shown these images."""
        self.images, layer = images, len(self.matrices)
        shape = Architecture((images.shape[1], self._hidden[layer]))
        self.parameters = Parameters.initial(shape)
        rule = Rule.even(self.parameters, RATE / ROWS)
        seed = self._seed + 1000 * layer
        self._method = Method(shape, self._draw, range(seed, seed + 1), rule, ROWS)

    def _finish(self):
        """Keep what the layer learned; the next one is shown what it recognises, drawn."""
        matrix = self.parameters.recognition.matrices[0][0].astype(float)
        rng = np.random.default_rng((self._seed, len(self.matrices)))
        self.matrices.append(matrix)
        if len(self.matrices) < len(self._hidden):
            q = sigmoid(self.images @ matrix[1:] + matrix[0])
            self._begin((q > rng.random(q.shape)).astype(np.float32))

    def _draw(self, uniforms):
        return self.images[(uniforms * len(self.images)).astype(int)]


def randomised(visible, seed=0, gain=1, hidden=HIDDEN):
    """Matrices of the same shapes, weights drawn with deviation gain / √parents, biases 0.

    Gain 1 keeps the variance of linear units; sigmoids are flatter, and usual for them is 4 times
    as much (the LISA lab's deep learning tutorials, after Glorot & Bengio 2010).
    """
    rng, matrices = np.random.default_rng(seed), []
    for parents, units in zip((visible, *hidden), hidden):
        matrix = rng.normal(0, gain * parents**-0.5, (1 + parents, units))
        matrix[0] = 0
        matrices.append(matrix)
    return matrices
