"""The truth beside Q: the likeliest explanations of one image, and how far the two differ."""

from typing import NamedTuple

import numpy as np

from wsviz.measure.bits import to_bits
from wsviz.measure.explanations import Posterior, explanations, log_posterior


class Likeliest(NamedTuple):
    """Some explanations of an image for one learner, the truest first.

    states        (listed, hidden) of 0 and 1, layers bottom-up
    true          P(α|d) of each, (listed,); eq. 6
    recognised    Q(α|d) of each, (listed,)
    rest          Posterior of all the others together, two numbers
    others        how many these are
    penalty_bits  KL(Q‖P), what the image costs beyond −log2 P(d); eq. 8
    forward_bits  KL(P‖Q), what sleep descends, here on this image; eq. 9
    """

    states: np.ndarray
    true: np.ndarray
    recognised: np.ndarray
    rest: Posterior
    others: int
    penalty_bits: float
    forward_bits: float

    def index(self, states):
        """Where an explanation (hidden,) is listed. Raises ValueError where it is not."""
        return self.states.tolist().index(np.asarray(states).tolist())


def likeliest(parameters, image, most, always=None):
    """The Likeliest up to `most` explanations of the image (visible,) by P or by Q.

    The explanation `always` (hidden,) is among them where it is given. Raises ValueError where
    more than MAX_EXPLAINED_UNITS units are hidden.
    """
    logs = [each[0] for each in log_posterior(parameters, image)]
    true, recognised = map(np.exp, logs)
    listed = np.argsort(-np.maximum(true, recognised), kind="stable")[:most]
    if always is not None:
        place = _place(always)
        listed[-1] = listed[-1] if place in listed else place
    listed = listed[np.argsort(-true[listed], kind="stable")]
    # Rounding may carry the sum of what is listed some 1e-16 beyond 1.
    rest = [max(0.0, 1 - each[listed].sum()) for each in (true, recognised)]
    return Likeliest(
        explanations(parameters.architecture)[listed].astype(int),
        true[listed],
        recognised[listed],
        Posterior(*rest),
        len(true) - len(listed),
        _divergence_bits(*logs[::-1]),
        _divergence_bits(*logs),
    )


def _place(states):
    """Where `explanations` lists it, counting up in binary."""
    return int("".join(str(int(state)) for state in states), 2)


def _divergence_bits(log_p, log_q):
    """KL(p‖q) in bits from logarithms: where q underflows to 0 it is large, yet not infinite."""
    nats = np.exp(log_p) @ (log_p - log_q)
    # Rounding leaves some 1e-16 where the two are the same.
    return float(np.maximum(0, to_bits(nats).round(12)))
