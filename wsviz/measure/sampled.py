"""Measures by recognising a few explanations, for networks too large to sum over all of them.

Particles are drawn with the measuring stream of noise: looking never changes a run. Learner i of
seed s is measured with the draws of s + i, and the same seed always gives the same figures.
"""

from typing import NamedTuple

import numpy as np

from wsviz.engine.logistic import log_bernoulli
from wsviz.engine.noise import MEASURING, draws
from wsviz.measure.bits import NATS_A_BIT, to_bits
from wsviz.measure.distributions import entropy_bits
from wsviz.measure.spread import Mean, mean
from wsviz.measure.tables import logits, logsumexp


class SampledMeasures(NamedTuple):
    """Estimates of the parts of what an image costs, in bits, each a Mean over images.

    With P̂(d) the mean importance weight of some particles, and p(d) the data's own probability:

    kl_bits           mean of log2 p(d) − log2 P̂(d), (learners,): in expectation at least
                      KL(data‖model), which it nears with more particles
    penalty_bits      mean of C(d) + log2 P̂(d), (learners,): in expectation at most E[KL(Q‖P)],
                      by as much
    free_energy_bits  H(data) and the mean of C(d) + log2 p(d), (learners,): E[C(d)], eq. 5, the sum
                      of the parts, without bias
    layer_costs_bits  bits-back cost of each layer, bottom-up, (learners, layers); they sum
                      to free_energy_bits

    Costs and log2 p(d) are of the same images, so how probable those happened to be drops out.
    """

    kl_bits: Mean
    penalty_bits: Mean
    free_energy_bits: Mean
    layer_costs_bits: Mean


def importance(parameters, images, particles, seed):
    """log P(d, α_k) − log Q(α_k | d) of `particles` explanations recognised from each image.

    Images are (images, visible). In nats, (learners, images, particles). The mean over particles
    estimates −C(d); `evidence_bound` of them bounds log P(d).
    """
    noise = _noise(parameters, lambda uniform: uniform, seed, len(images), particles)
    return -_particle_costs(parameters, images, noise).sum(-1)


def evidence_bound(log_weights):
    """log 1/K Σ_k w_k over the last axis, in nats.

    In expectation a lower bound of log P(d) that cannot fall as K grows; with K = 1 it is −C(d).
    """
    return logsumexp(log_weights) - np.log(log_weights.shape[-1])


def estimate(parameters, dataset, seed, images=200, particles=10):
    """SampledMeasures over images drawn from the data, so many for each learner.

    Raises ValueError where there are fewer than 2 images (no standard error) or no particle.
    """
    if images < 2 or particles < 1:
        raise ValueError(
            f"{images} images and {particles} particles: an estimate takes at least 2 and 1."
        )
    noise = list(_noise(parameters, dataset.draw, seed, images, particles))
    costs = _particle_costs(parameters, noise[0].data, noise)
    # H(data) − (−log p(d)), of mean 0: it is as much too high as these images are too frequent.
    entropy = entropy_bits(dataset.distinct()[1]) * NATS_A_BIT
    costs[..., 0] += (entropy + _log_chances(dataset, noise[0].data))[..., None]
    bound, energy = -evidence_bound(-costs.sum(-1)), costs.sum(-1).mean(-1)
    per_image = (bound - entropy, energy - bound, energy, costs.mean(-2))
    return SampledMeasures(*(mean(to_bits(values), 1) for values in per_image))


def _log_chances(dataset, images):
    """log p(d) of the data's own images (learners, images, visible), in nats."""
    flat = images.reshape(-1, images.shape[-1])
    return np.log(dataset.chances(flat)).reshape(images.shape[:-1])


def _noise(parameters, draw_data, seed, images, particles):
    """Yield the Draws of each particle, with a row an image."""
    seeds = range(seed, seed + parameters.learners)
    for particle in range(particles):
        cycles = range(particle, particle + 1)
        yield from draws(parameters.architecture, draw_data, seeds, cycles, images, MEASURING)


def _particle_costs(parameters, images, noise):
    """Bits-back cost of each layer in nats, (learners, images, particles, layers).

    For one Q sample: log q − log p of a layer's states; for the visible layer, −log p.
    """
    generative, recognition = (
        [matrix.astype(np.float64) for matrix in side.matrices] for side in parameters
    )
    visible = np.broadcast_to(
        np.asarray(images, np.float64), (parameters.learners, *np.shape(images)[-2:])
    )
    costs = [_one_particle(generative, recognition, visible, draw.recognise) for draw in noise]
    return np.stack(costs, -2)


def _one_particle(generative, recognition, visible, noise):
    """Cost of each layer of one explanation of each image, in nats (learners, images, layers)."""
    states, costs = [visible], [np.zeros(visible.shape[:2])]
    for matrix, layer_noise in zip(recognition, noise, strict=True):
        logit = logits(states[-1], matrix)
        states.append((logit > layer_noise).astype(np.float64))
        costs.append(log_bernoulli(states[-1], logit))
    # Above the top layer lie no units, only the always-on one.
    states.append(visible[..., :0])
    for layer, matrix in enumerate(generative):
        logit = logits(states[layer + 1], matrix)
        costs[layer] = costs[layer] - log_bernoulli(states[layer], logit)
    return np.stack(costs, -1)
