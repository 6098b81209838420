"""Greedy layer-wise pre-training with wake-sleep, then supervised fine-tuning.

Each layer is the recognition half of a machine with one hidden layer, trained on the states of the
layer below. A soft-max on top and plain gradient descent then tune all of it on a few labels.
"""

import numpy as np

from wsviz.engine.architecture import Architecture
from wsviz.engine.learning import Rule
from wsviz.engine.logistic import sigmoid
from wsviz.engine.loop import Method, learn
from wsviz.engine.parameters import Parameters

HIDDEN = (64, 32)
CLASSES = 10


def pretrained(images, cycles=20_000, rate=0.05, rows=10, seed=0, hidden=HIDDEN):
    """Recognition matrices (1 + parents, units), one a hidden layer, taught without labels."""
    states, matrices = images, []
    for layer, units in enumerate(hidden):
        matrix = _one_layer(states, units, cycles, rate, rows, seed + 1000 * layer)
        matrices.append(matrix)
        # The next machine's data are what this one recognises, drawn as in the wake phase.
        chance = np.random.default_rng((seed, layer)).random((len(states), units))
        states = (_layer(states, matrix) > chance).astype(np.float32)
    return matrices


def randomised(visible, seed=0, hidden=HIDDEN):
    """Matrices of the same shapes with random weights of variance 1 / parents, biases 0."""
    rng, matrices = np.random.default_rng(seed), []
    for parents, units in zip((visible, *hidden), hidden):
        matrix = rng.normal(0, parents**-0.5, (1 + parents, units))
        matrix[0] = 0
        matrices.append(matrix)
    return matrices


def _one_layer(images, units, cycles, rate, rows, seed):
    def draw(uniforms):
        return images[(uniforms * len(images)).astype(int)]

    shape = Architecture((images.shape[1], units))
    parameters = Parameters.initial(shape)
    rule = Rule.even(parameters, rate / rows)
    method = Method(shape, draw, range(seed, seed + 1), rule, rows)
    return learn(method, parameters, range(cycles)).recognition.matrices[0][0].astype(float)


def with_top(matrices, seed=0):
    """The matrices with a small random soft-max layer on top, (1 + units, CLASSES)."""
    units = matrices[-1].shape[1]
    top = np.random.default_rng(seed).normal(0, 0.01, (1 + units, CLASSES))
    return [matrix.copy() for matrix in matrices] + [top]


def class_probabilities(matrices, images):
    """P(class | image), (images, CLASSES): sigmoid layers, then a soft-max."""
    return _forward(matrices, images)[-1]


def loss(matrices, images, labels):
    """Mean cross entropy of the labels in nats."""
    chosen = class_probabilities(matrices, images)[np.arange(len(labels)), labels]
    return float(-np.log(chosen).mean())


def gradients(matrices, images, labels):
    """∂ loss / ∂ each matrix, by back-propagation."""
    layers = _forward(matrices, images)
    delta = layers[-1].copy()
    delta[np.arange(len(labels)), labels] -= 1
    delta /= len(labels)
    found = []
    for matrix, below in zip(matrices[::-1], [*layers[-2::-1], images]):
        found.append(np.concatenate([delta.sum(0, keepdims=True), below.T @ delta]))
        delta = delta @ matrix[1:].T * below * (1 - below)
    return found[::-1]


def tuned(matrices, images, labels, steps=400, rate=1.0):
    """The matrices after so many plain gradient steps on all labelled images at once."""
    for _ in range(steps):
        slopes = gradients(matrices, images, labels)
        matrices = [matrix - rate * slope for matrix, slope in zip(matrices, slopes)]
    return matrices


def accuracy(matrices, images, labels):
    """Share of the images whose most probable class is their label."""
    return float((class_probabilities(matrices, images).argmax(1) == labels).mean())


def some_labels(labels, each, seed):
    """Indices of so many images of each class, drawn without replacement.

    Raises ValueError where a class has fewer.
    """
    rng = np.random.default_rng(seed)
    groups = [np.flatnonzero(labels == digit) for digit in range(CLASSES)]
    fewest = min(map(len, groups))
    if not 1 <= each <= fewest:
        raise ValueError(f"{each} labels a class: from 1 to {fewest}.")
    return np.concatenate([rng.choice(group, each, replace=False) for group in groups])


def _forward(matrices, images):
    layers = []
    for matrix in matrices[:-1]:
        layers.append(_layer(layers[-1] if layers else images, matrix))
    logits = layers[-1] @ matrices[-1][1:] + matrices[-1][0]
    top = np.exp(logits - logits.max(1, keepdims=True))
    return [*layers, top / top.sum(1, keepdims=True)]


def _layer(inputs, matrix):
    return sigmoid(inputs @ matrix[1:] + matrix[0])
