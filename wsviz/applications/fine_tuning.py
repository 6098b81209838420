"""Supervised fine-tuning: sigmoid layers under a soft-max, plain gradient descent on a few labels.

A network is a list of matrices (1 + parents, units), bottom-up, row 0 the biases; the soft-max on
top is the last of them. One matrix alone is a soft-max on the pixels.
"""

import numpy as np

from wsviz.applications.shortest_description import CLASSES
from wsviz.engine.logistic import sigmoid

_TOP_DEVIATION = 0.01


def with_top(matrices, visible, seed=0, classes=CLASSES):
    """The matrices, of a network that sees so many pixels, with a small random soft-max on top."""
    units = [visible, *(matrix.shape[1] for matrix in matrices)][-1]
    top = np.random.default_rng(seed).normal(0, _TOP_DEVIATION, (1 + units, classes))
    return [matrix.copy() for matrix in matrices] + [top]


def class_probabilities(matrices, images):
    """P(class | image), (images, classes)."""
    return _forward(matrices, images)[-1]


def right(matrices, images, labels):
    """Whether the most probable class of each image is its label, (images,) bool."""
    return class_probabilities(matrices, images).argmax(1) == labels


def accuracy(matrices, images, labels):
    """Share of the images that are named rightly."""
    return float(right(matrices, images, labels).mean())


def loss(matrices, images, labels):
    """Mean cross entropy of the labels in nats."""
    chosen = class_probabilities(matrices, images)[np.arange(len(labels)), labels]
    return float(-np.log(chosen).mean())


def gradients(matrices, images, labels):
    """∂ loss / ∂ each matrix, by back-propagation."""
    *layers, top = _forward(matrices, images)
    delta = top.copy()
    delta[np.arange(len(labels)), labels] -= 1
    delta /= len(labels)
    found = []
    for matrix, below in zip(matrices[::-1], layers[::-1]):
        found.append(np.concatenate([delta.sum(0, keepdims=True), below.T @ delta]))
        delta = delta @ matrix[1:].T * below * (1 - below)
    return found[::-1]


def tuned(matrices, images, labels, rate, steps=1):
    """The matrices after so many gradient steps, each on all labelled images at once."""
    for _ in range(steps):
        slopes = gradients(matrices, images, labels)
        matrices = [matrix - rate * slope for matrix, slope in zip(matrices, slopes)]
    return matrices


def _forward(matrices, images):
    """The images, the probabilities of each hidden layer, and those of the classes."""
    layers = [images]
    for matrix in matrices[:-1]:
        layers.append(sigmoid(layers[-1] @ matrix[1:] + matrix[0]))
    logits = layers[-1] @ matrices[-1][1:] + matrices[-1][0]
    top = np.exp(logits - logits.max(1, keepdims=True))
    return [*layers, top / top.sum(1, keepdims=True)]
