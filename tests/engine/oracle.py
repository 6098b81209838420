"""An independent oracle: plain loops over every configuration of a tiny network, in float64."""

from itertools import product
from math import exp, log

import numpy as np

from wsviz.engine.architecture import Architecture
from wsviz.engine.learning import Rule, Teaching, sleep, wake
from wsviz.engine.noise import Draws
from wsviz.engine.parameters import Parameters
from wsviz.engine.step import blank

SHAPES = [(2, 1), (3, 2), (2, 3), (3, 2, 1), (2, 2, 2), (2, 1, 2, 1)]


def random_parameters(sizes, seed=0, learners=1):
    """Parameters drawn from a standard normal distribution, float64."""
    rng = np.random.default_rng(seed)
    zeros = Parameters.initial(Architecture(sizes), learners, dtype=np.float64)
    return zeros.map(lambda flat: rng.normal(size=flat.shape))


def plain_rule(parameters, rate=1.0):
    """Every unit at one rate, no constraint."""
    rates = np.full((1, 1, parameters.architecture.width), rate)
    return Rule(
        *(Teaching(rates, np.full(side.flat.shape, -np.inf)) for side in parameters),
    )


def bernoulli(state, bias, weights, parents):
    """log p(state) of one unit (eqs. 1 and 2), unvectorised."""
    logit = bias + sum(w * s for w, s in zip(weights, parents))
    return -log(1 + exp(-logit)) if state else -log(1 + exp(logit))


def log_layer(states, matrix, parents):
    """log p(layer | parents) for one learner's connection matrix (1 + parents, children)."""
    return sum(bernoulli(s, matrix[0, j], matrix[1:, j], parents) for j, s in enumerate(states))


def log_joint(layers, parameters):
    """log p of visible and hidden states together: minus C(α, d) of eq. 3."""
    matrices = [m[0] for m in parameters.generative.matrices]
    above = [*layers[1:], ()]
    return sum(log_layer(s, m, up) for s, m, up in zip(layers, matrices, above))


def log_recognition(layers, parameters):
    """log Q(hidden states | visible)."""
    matrices = [m[0] for m in parameters.recognition.matrices]
    return sum(log_layer(s, m, below) for s, m, below in zip(layers[1:], matrices, layers))


def configurations(sizes):
    """Every assignment of binary states to layers of these sizes."""
    return product(*(list(product((0, 1), repeat=n)) for n in sizes))


def forced(layers):
    """Draws that force these states, whatever the parameters."""

    def noise(states):
        return np.where(np.array(states), -np.inf, np.inf)[None, None]

    up = tuple(noise(s) for s in layers[1:])
    down = tuple(noise(s) for s in layers)
    return Draws(0, np.array(layers[0], float)[None, None], up, down)


def step(phase, parameters, draws, rule=None):
    """One step of the engine in float64."""
    act = {"wake": wake, "sleep": sleep}[phase]
    rows = draws.data.shape[1]
    out = blank(parameters.architecture, phase, parameters.learners, rows, np.float64)
    return act(parameters, draws, rule or plain_rule(parameters), out)


def numeric_gradient(function, parameters, direction, epsilon=1e-6):
    """Central differences of function(parameters) by every number of one direction."""
    flat = getattr(parameters, direction).flat
    gradient = np.zeros(flat.shape[1])
    for i in range(flat.shape[1]):
        values = []
        for sign in (1, -1):
            moved = flat.copy()
            moved[0, i] += sign * epsilon
            side = getattr(parameters, direction).with_flat(moved)
            values.append(function(parameters._replace(**{direction: side})))
        gradient[i] = (values[0] - values[1]) / (2 * epsilon)
    return gradient
