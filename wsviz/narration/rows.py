"""What many rows do, in words: every number and every "more" is the record's."""

import numpy as np

from wsviz.measure.likeness import likeness
from wsviz.measure.spread import mean
from wsviz.narration import gains

#: What is measured: units' likeness, and the description length of images never learned from.
LIKENESS, BITS = "likeness", "held_out_bits"
_ALIKE, _DEARER = ("less alike", "more alike"), ("fewer bits", "more bits")


def rate(case):
    """The rate of a case: all its layers learn at one."""
    return case.recipe.generative_rates[0]


def groups(cases):
    """(one, same, times): the case of one row, those at its rate, those whose rate grows with it.

    cases  list of wsviz.runs.experiment.Case with LIKENESS and BITS, the same examples in all
    """
    one = next(case for case in cases if case.recipe.rows == 1)
    others = [case for case in cases if case is not one]
    same = [case for case in others if rate(case) == rate(one)]
    return one, same, [case for case in others if rate(case) != rate(one)]


def sentences(cases):
    """Three: equal examples at one rate, equal updates at one rate, and equal examples with the
    rate times the rows; each against one row."""
    one, same, times = groups(cases)
    updates = shared_updates(cases)
    seen, against = f"{one.examples[-1]:,} examples", f"{one.name}, {one.recipe.learners} seeds"
    return (
        f"After {seen} at one rate, against {against}: {_told(one, same)}.",
        f"After {updates:,} updates at one rate, against {against}: {_told(one, same, updates)}.",
        f"After {seen}, the rate times the rows, against {against}: {_told(one, times)}.",
    )


def shared_updates(cases):
    """The most updates that every case has made."""
    return min(int(case.cycles[-1]) for case in cases)


def _told(one, others, updates=None):
    """How alike units are, and what an image costs, against one row; by default at the end."""
    found = []
    for measure in (LIKENESS, BITS):
        after = {case.name: _at(case, measure, updates) for case in others}
        found.append(gains.gains(_at(one, measure, updates), after))
    alike, bits = found
    return (
        f"units are {gains.told(alike, _ALIKE, 3, '')}; "
        f"a held-out image costs {gains.told(bits, _DEARER, 2, '')}"
    )


def _at(case, measure, updates=None):
    """(learners,) of a measure after so many updates, by default at the end."""
    mark = -1 if updates is None else np.searchsorted(case.cycles, updates)
    return case.measured[measure][mark]


def table(cases):
    """The same as a Markdown table, after equal examples and after equal updates, mean ± s.e."""
    updates = shared_updates(cases)
    columns = (
        f"after {cases[0].examples[-1]:,} examples",
        "ε",
        "updates",
        "units' likeness",
        "held-out bits",
        "CPU seconds",
        f"after {updates:,} updates: likeness",
        "bits",
    )
    return gains.table(columns, [_row(case, updates) for case in cases])


def _row(case, updates):
    ends = _spreads(case)
    spent = f"{case.seconds:.1f}"
    return (
        case.name,
        f"{rate(case):g}",
        f"{case.cycles[-1]:,}",
        *ends,
        spent,
        *_spreads(case, updates),
    )


def _spreads(case, updates=None):
    likeness, bits = (mean(_at(case, measure, updates)) for measure in (LIKENESS, BITS))
    return gains.spread(likeness, 3), gains.spread(bits, 2)


def now(run):
    """Where a run with one learner stands."""
    at, point = run.last_point(run.cycle)
    alike = float(likeness(run.parameters)[0])
    told = "no two units have weights to compare" if np.isnan(alike) else f"likeness {alike:.3f}"
    return (
        f"{run.cycle * run.recipe.rows:,} examples in {run.cycle:,} updates: {told}; after {at:,} "
        f"updates a held-out image costs {point.held_out_bits[0]:.1f} bits (sampled)."
    )
