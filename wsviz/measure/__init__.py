"""What a network is worth: computed in nats, in float64, and shown in bits.

exact          sums over all explanations, through the chain of layers
explanations   the explanations of one image, one by one
completion     what the known pixels of a picture say about the others
likelier       what a picture costs beside the data
factorial      the best Q that draws its units independently, and what it leaves to waste
objectives     the penalty on data and what sleep descends, side by side
sampled        importance sampling, for networks too large for that
distributions  entropies and divergences of explicit distributions
bits           the one place where nats become bits
"""

from wsviz.measure.bits import to_bits
from wsviz.measure.distributions import base_rate_bits, entropy_bits, kl_bits
from wsviz.measure.exact import (
    Decomposition,
    ModelProbabilities,
    decompose,
    decompose_layers,
    dream_penalty,
    free_energy,
    layer_costs,
    log_evidence,
    model_probabilities,
)
from wsviz.measure.explanations import (
    MAX_EXPLAINED_UNITS,
    Posterior,
    description_length,
    explanations,
    posterior,
)
from wsviz.measure.factorial import (
    PenaltyParts,
    factorial_table,
    least_free_energy,
    penalty_parts,
    searchable,
)
from wsviz.measure.objectives import Objectives, mean_sleep, objectives
from wsviz.measure.sampled import (
    SampledMeasures,
    estimate,
    evidence_bound,
    importance,
)
from wsviz.measure.tables import MAX_WORK, affordable, configurations, work

__all__ = [
    "MAX_EXPLAINED_UNITS",
    "MAX_WORK",
    "Decomposition",
    "ModelProbabilities",
    "Objectives",
    "PenaltyParts",
    "Posterior",
    "SampledMeasures",
    "affordable",
    "base_rate_bits",
    "configurations",
    "decompose",
    "decompose_layers",
    "description_length",
    "dream_penalty",
    "entropy_bits",
    "estimate",
    "evidence_bound",
    "explanations",
    "factorial_table",
    "free_energy",
    "importance",
    "kl_bits",
    "layer_costs",
    "least_free_energy",
    "log_evidence",
    "mean_sleep",
    "model_probabilities",
    "objectives",
    "penalty_parts",
    "posterior",
    "searchable",
    "to_bits",
    "work",
]
