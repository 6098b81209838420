"""Schedules against constant rates, in words; every number and every "lower" is the record's."""

import numpy as np

from wsviz.measure.spread import mean
from wsviz.narration import gains

HELD_OUT = "held_out_bits"
_KL = "kl_bits"
#: What each measure is called.
_NAMES = {_KL: "KL(data‖model)", HELD_OUT: "the description length of held-out images"}
# Below it a learner of the bars has found them; a perfect generator of bars still spends 1/16 on
# the image without any, log2(16/15) bits.
SUCCESS_BITS, FLOOR_BITS = 0.11, float(np.log2(16 / 15))


def measured(cases):
    """The name of what was measured of these Cases."""
    return next(iter(cases[0].measured))


def title(cases):
    """What was measured, for a figure."""
    name = _NAMES[measured(cases)]
    return name[0].upper() + name[1:]


def sentence(cases):
    """The ends against the first case's; of the bars also those that succeeded.

    cases  list of wsviz.runs.experiment.Case with one measure, the same seeds in all
    """
    name, first = measured(cases), cases[0]
    saved = gains.against_first(cases, name)
    start = f"After {first.examples[-1]:,} examples, against {first.name}, {_seeds(first)}"
    text = f"{start}: {_NAMES[name]} is {gains.told(saved)}. {gains.UNNAMED}"
    return f"{text} {_successes(cases)}" if name == _KL else text


def _seeds(case):
    return f"{case.recipe.learners} seeds"


def _successes(cases):
    """Of the bars: how many learners find them, and how near those then are to the least KL."""
    parts = []
    for case in cases:
        ends = case.ends[_KL]
        good = ends[ends < SUCCESS_BITS]
        near = f", median {np.median(good):.4f}" if good.size else ""
        parts.append(f"{case.name} {good.size} of {ends.size}{near}")
    return (
        f"Learners below {SUCCESS_BITS} bits, where {FLOOR_BITS:.4f} is the least that a perfect "
        f"generator of bars can reach: {'; '.join(parts)}."
    )


def table(cases):
    """The same as a Markdown table."""
    name = measured(cases)
    columns = (f"{_NAMES[name]}, bits", "median", "mean ± s.e.", "least", "paired gain", "CPU s")
    saved = gains.against_first(cases, name)
    # Exact figures have their digits; sampled ones no more than their errors allow.
    digits, rows = 4 if name == _KL else 2, []
    for case in cases:
        ends = case.ends[name]
        paired = gains.saved(saved, case)
        spread = gains.spread(mean(ends))
        least = f"{ends.min():.{digits}f}"
        median, seconds = f"{np.median(ends):.{digits}f}", f"{case.seconds:.0f}"
        rows.append((case.name, median, spread, least, paired, seconds))
    return gains.table(columns, rows)
