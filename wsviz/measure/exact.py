"""Exact measures of a network against its data, by sums over every state of every layer.

    E[C(d)] = H(data) + KL(data‖model) + E[KL(Q‖P)]

(eqs. 5 and 8 of Hinton et al. 1995, averaged over the data); the last term is the penalty. Every
function raises ValueError where the network is not `affordable`.
"""

from typing import NamedTuple

import numpy as np

from wsviz.measure.bits import to_bits
from wsviz.measure.distributions import entropy_bits
from wsviz.measure.tables import configurations, demand_affordable, logsumexp, tables


class Decomposition(NamedTuple):
    """The expected description length of an image in three parts, bits, (learners,) each.

    entropy_bits  H(data), which no model can save
    kl_bits       KL(data‖model), what the generative model wastes (the asymmetric divergence)
    penalty_bits  E[KL(Q‖P)], what recognition wastes by not being the true posterior
    """

    entropy_bits: np.ndarray
    kl_bits: np.ndarray
    penalty_bits: np.ndarray

    @property
    def description_length_bits(self):
        """E[C(d)], the sum of the three."""
        return self.entropy_bits + self.kl_bits + self.penalty_bits


class ModelProbabilities(NamedTuple):
    """What the model dreams, as probabilities.

    images         the distinct images of the data, (images, visible)
    probabilities  of each of them, (learners, images)
    rest           of all other images together, (learners,)
    """

    images: np.ndarray
    probabilities: np.ndarray
    rest: np.ndarray

    @property
    def support_mass(self):
        """The probability that a fantasy is an image of the data, (learners,)."""
        return 1 - self.rest


def decompose(parameters, dataset):
    """The Decomposition of each learner on the data.

    The penalty is the bits-back cost of the layers less the cross entropy of data and model: two
    sums along different ways through the network, the one by Q and the other by P.
    """
    return decompose_layers(parameters, dataset)[0]


def layer_costs(parameters, dataset):
    """Expected bits-back description length of each layer, bottom-up, bits (learners, layers).

    Layer l costs E[log q(s_l) − log p(s_l)], the visible layer E[−log p]; their sum is E[C(d)],
    eq. 5. A middle layer's cost can be negative: the layer above, recognised from it, may tell
    more about it than the layer below did.
    """
    images, probabilities = dataset.distinct()
    costs = [_layer_costs(group, probabilities) for group in tables(parameters, images)]
    return to_bits(np.concatenate(costs))


def decompose_layers(parameters, dataset):
    """(Decomposition, layer costs): decompose() and layer_costs() for little more than the one."""
    images, probabilities = dataset.distinct()
    parts = [
        (_layer_costs(group, probabilities), -log_beliefs(group)[0] @ probabilities)
        for group in tables(parameters, images)
    ]
    costs, cross_entropy = map(np.concatenate, zip(*parts))
    total, cross_entropy = to_bits(costs.sum(-1)), to_bits(cross_entropy)
    entropy = np.full_like(total, entropy_bits(probabilities))
    parts = Decomposition(entropy, cross_entropy - entropy, total - cross_entropy)
    return parts, to_bits(costs)


def log_evidence(parameters, images):
    """log P(d) of each image in nats, (learners, images)."""
    return np.concatenate([log_beliefs(group)[0] for group in tables(parameters, images)])


def free_energy(parameters, images):
    """C(d) = Σ Q(α|d) C(α,d) − H(Q), eq. 5, of each image in nats, (learners, images)."""
    return np.concatenate([_free_energy(group) for group in tables(parameters, images)])


def model_probabilities(parameters, dataset):
    """ModelProbabilities of the distinct images of the data."""
    images, _ = dataset.distinct()
    probabilities = np.exp(log_evidence(parameters, images))
    # Rounding may carry the sum some 1e-16 beyond 1.
    rest = np.maximum(0, 1 - probabilities.sum(-1))
    return ModelProbabilities(images, probabilities, rest)


def dream_penalty(parameters):
    """What recognition wastes on the model's own fantasies, Σ_v P(v) KL(P(·|v)‖Q(·|v)).

    In bits, (learners,). This is what sleep descends: the other divergence, over other images.
    Every visible image is enumerated: 9-6-1 and one 16-8-1 are affordable, 64 pixels are not.
    """
    visible = parameters.architecture.visible
    # Asked before the images are listed: with 64 pixels they would not fit any memory.
    demand_affordable(parameters, 2**visible)
    groups = tables(parameters, configurations(visible))
    return to_bits(np.concatenate([_dream_penalty(group) for group in groups]))


def log_beliefs(group):
    """log P(s_l) of every state of each layer, layer 0 first, in nats; one more above the top."""
    beliefs = [np.zeros((group.learners, 1))]
    for layer in reversed(group.layers):
        above = beliefs[0][:, None]
        blocks = [logsumexp(group.down(layer, rows) + above) for rows in group.blocks(layer)]
        beliefs.insert(0, np.concatenate(blocks, -1))
    return beliefs


def _free_energy(group):
    """Expected cost of layer 0 and all above it from each state of layer 0, in nats."""
    costs = np.zeros((group.learners, 1))
    for layer in reversed(group.layers):
        blocks = []
        for rows in group.blocks(layer):
            up = group.up(layer, rows)
            cost = up - group.down(layer, rows) + costs[:, None]
            blocks.append(np.einsum("lrs,lrs->lr", np.exp(up), cost))
        costs = np.concatenate(blocks, -1)
    return costs


def _layer_costs(group, probabilities):
    """Expected bits-back cost of each layer in nats, (learners, layers).

    Carries Q(s_l), averaged over the data, up through the layers.
    """
    visits = np.broadcast_to(probabilities, (group.learners, len(probabilities)))
    costs = np.zeros((group.learners, len(group.layers) + 1))
    for layer in group.layers:
        above = 0
        for rows in group.blocks(layer):
            up = group.up(layer, rows)
            joint = np.exp(up)
            joint *= visits[:, rows, None]
            costs[:, layer] -= np.einsum("lrs,lrs->l", joint, group.down(layer, rows))
            costs[:, layer + 1] += np.einsum("lrs,lrs->l", joint, up)
            above = above + joint.sum(1)
        visits = above
    # Above the top nothing is recognised and nothing paid.
    return costs[:, :-1]


def _dream_penalty(group):
    """E over dreams of log P(v, h) − log Q(h | v) − log P(v), in nats, (learners,)."""
    beliefs = log_beliefs(group)
    penalty = -(np.exp(beliefs[0]) * beliefs[0]).sum(-1)
    for layer in group.layers:
        for rows in group.blocks(layer):
            down = group.down(layer, rows)
            joint = np.exp(down + beliefs[layer + 1][:, None])
            penalty += np.einsum("lrs,lrs->l", joint, down - group.up(layer, rows))
    return penalty
