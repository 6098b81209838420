"""Exact gradient ascent beside wake-sleep, in words; every number and "lower" is the record's."""

import numpy as np

from wsviz.measure.spread import mean
from wsviz.narration import gains

#: The case without sampling, and the one that begins with zero weights too, as a preset does.
EXACT, FROM_ZERO = "exact gradient", "exact gradient from zero"
_KL = "kl_bits"
_COLUMNS = ("KL, bits", "median", "mean ± s.e.", "least to most", "paired gain", "cycles", "CPU s")


def sentences(cases):
    """Three: the ends against the first case's, what is left then, and what of zero weights.

    cases  list of wsviz.runs.experiment.Case with kl_bits, the same seeds and examples in all
    """
    first = cases[0]
    saved = gains.against_first([case for case in cases if case.name != FROM_ZERO], _KL)
    zero = _named(cases, FROM_ZERO).measured[_KL]
    left = _named(cases, EXACT).ends[_KL]
    moved = "never moves" if np.ptp(zero) < 1e-6 else f"ends at {zero[-1].mean():.4f}"
    return (
        f"After {first.examples[-1]:,} examples, against {first.name} on the same "
        f"{first.recipe.learners} seeds: KL(data‖model) is {gains.told(saved)}. {gains.UNNAMED}",
        f"What the exact gradient leaves, {gains.spread(mean(left))} bits ({left.min():.3f} to "
        f"{left.max():.3f} over the seeds), is no fault of sampling or of recognition. Over the "
        f"last third of the cycles it fell by at most {_late(_named(cases, EXACT)):.3f} bits: that "
        "it differs from seed to seed looks like local optima, the rest may be what the network "
        "can express.",
        f"From zero weights the exact gradient {moved}: KL {zero[0].mean():.4f} bits at the start, "
        f"{zero[-1].mean():.4f} at the end. Sampling is what breaks the symmetry of the units.",
    )


def _late(case):
    """The largest fall of a learner's KL over the last third of the cycles, in bits."""
    since = np.searchsorted(case.cycles, case.cycles[-1] * 2 / 3)
    return float((case.measured[_KL][since] - case.ends[_KL]).max())


def _named(cases, name):
    return next(case for case in cases if case.name == name)


def table(cases):
    """The same as a Markdown table."""
    saved = gains.against_first(cases, _KL)
    rows = []
    for case in cases:
        kl = case.ends[_KL]
        paired = gains.saved(saved, case)
        span = f"{kl.min():.3f} to {kl.max():.3f}"
        cost = f"{case.cycles[-1]:,}", f"{case.seconds:.0f}"
        rows.append(
            (case.name, f"{np.median(kl):.3f}", gains.spread(mean(kl)), span, paired, *cost)
        )
    return gains.table(_COLUMNS, rows)
