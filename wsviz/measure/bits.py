"""The one place where nats become bits: everything is computed in nats and shown in bits."""

from math import log

NATS_A_BIT = log(2)


def to_bits(nats):
    """Nats in bits, log2 e to one; any shape."""
    return nats / NATS_A_BIT
