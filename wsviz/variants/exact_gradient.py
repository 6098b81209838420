"""Exact gradient ascent of the mean log-likelihood, for machines that can be listed.

Every explanation of every datum is a row, which counts as much as it is probable,
P(d) P(α|d), with the true posterior (eq. 6) in recognition's place:

    ∂ Σ_d P(d) log P(d | θ) / ∂θ = Σ_d P(d) Σ_α P(α|d) ∂ log P(d, α | θ) / ∂θ

No chance is left in what generative connections learn. Asleep nothing is new: recognition learns
from dreams, and nothing depends on it.
"""

from typing import NamedTuple

import numpy as np

from wsviz.engine.configurations import configurations
from wsviz.engine.learning import log_likelihood, normalised, predict, sigmoid, teach, weighted
from wsviz.engine.parameters import Parameters

# From zero weights the exact gradient is 0 for ever. Errors of float32 would grow by themselves,
# break the symmetry, and pass for what only sampling can do: with shares that sum to 1 and errors
# below 1 a sum is off by less than this.
_ROUNDING = 2.0**-20


class Listing(NamedTuple):
    """All pairs of a datum and an explanation of one world and one network.

    images         the distinct data, (images, visible)
    probabilities  how often each occurs, (images,)
    states         each pair's as a flat layer array, (images · explanations, width)
    """

    images: np.ndarray
    probabilities: np.ndarray
    states: np.ndarray

    def wake(self, parameters, draws, rule, out):
        """Wake step: weigh all pairs, then teach the generative connections by all of them.

        The first row is the pair on show: the datum that was drawn, and an explanation drawn from
        its posterior. Rates are those of one row. Returns `out`, a WAKE Step with `listed` set;
        recognition connections are untouched.
        """
        out.states.flat[...] = self.states
        predict(out, parameters.generative)
        joint = log_likelihood(out)
        posterior = normalised(joint.reshape(len(joint), len(self.images), -1))
        out.shares[...] = (posterior * self.probabilities[:, None]).reshape(joint.shape)
        _show_first(out, self._drawn(draws, posterior))
        teaching = rule.generative._replace(least=_rounding(rule.generative, out))
        taught = teach(out, parameters.generative, weighted(teaching, out.shares))
        out.after = Parameters(taught, parameters.recognition)
        out.draws, out.before, out.listed = draws, parameters, True
        return out

    def _drawn(self, draws, posterior):
        """The row of the pair on show of each learner."""
        explanations = posterior.shape[-1]
        # The chance that recognition would have spent on its first unit.
        uniforms = sigmoid(draws.recognise[0][:, 0, 0])
        for learner, (datum, uniform) in enumerate(zip(draws.data[:, 0], uniforms)):
            image = int((self.images == datum).all(1).argmax())
            below = posterior[learner, image].cumsum().searchsorted(uniform, side="right")
            yield image * explanations + min(int(below), explanations - 1)


def wake_on(images, probabilities, architecture):
    """The wake step of this rule on distinct data (images, visible) with their probabilities."""
    return _listing(images, probabilities, architecture).wake


def _listing(images, probabilities, architecture):
    hidden = configurations(sum(architecture.hidden))
    pairs = len(images), len(hidden)
    states = np.zeros((*pairs, architecture.width), np.float32)
    ends = np.cumsum(architecture.hidden)
    layers = (images[:, None], *np.split(hidden, ends[:-1], 1))
    for inputs, where, layer in zip(architecture.inputs, architecture.units, layers):
        states[..., inputs.start], states[..., where] = 1, layer
    states[..., architecture.inputs[-1]] = 1
    return Listing(images, probabilities, states.reshape(pairs[0] * pairs[1], -1))


def _rounding(teaching, step):
    """How far each number's change may be off by rounding alone, (1, numbers)."""
    found = step.change.with_flat(np.empty((1, step.change.flat.shape[1]), np.float32))
    for where, matrix in zip(step.states.architecture.units, found.matrices):
        matrix[...] = _ROUNDING * teaching.rates[0, 0, where]
    return found.flat


def _show_first(step, drawn):
    """Exchange the first row of each learner with the one that was drawn."""
    for learner, row in enumerate(drawn):
        for each in (step.states.flat, step.logits.flat, step.shares):
            each[learner, [0, row]] = each[learner, [row, 0]]
