"""What more particles gain, in words: every number and every "lower" is the record's."""

import numpy as np

from wsviz.measure.spread import mean
from wsviz.narration import gains

_KL, _PENALTY = "kl_bits", "penalty_bits"
_COLUMNS = (
    "bits",
    "KL: median",
    "mean ± s.e.",
    "paired gain",
    "penalty: median",
    "mean ± s.e.",
    "paired gain",
    "particles",
    "CPU time",
)


def sentence(cases):
    """Whether the model and recognition are better than in the first case, by paired seeds.

    cases  list of wsviz.runs.experiment.Case with kl_bits and penalty_bits, the same seeds in all
    """
    first = cases[0]
    return (
        f"Against {first.name} on the same {first.recipe.learners} seeds: "
        f"KL(data‖model) is {gains.told(gains.against_first(cases, _KL))}; "
        f"the penalty is {gains.told(gains.against_first(cases, _PENALTY))}. {gains.UNNAMED}"
    )


def table(cases):
    """The same as a Markdown table: medians, means and gains at the end, and what they cost."""
    rows = []
    for case in cases:
        work = f"{case.seconds / cases[0].seconds:.1f} ×"
        parts = _bits(cases, case, _KL) + _bits(cases, case, _PENALTY)
        rows.append((case.name, *parts, f"{case.recipe.rows}", work))
    return gains.table(_COLUMNS, rows)


def _bits(cases, case, measure):
    """Median, mean and gain of a measure at the end, as texts."""
    ends = case.ends[measure]
    paired = gains.saved(gains.against_first(cases, measure), case)
    return f"{np.median(ends):.3f}", gains.spread(mean(ends)), paired
