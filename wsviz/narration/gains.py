"""Recorded cases against another one, seed by seed: which are lower or higher, in words."""

from wsviz.measure.spread import CLEAR, gain

#: What is told only, for those who read it.
UNNAMED = (
    f"What is not named differs by no more than {CLEAR} standard errors, which at most one in "
    "twenty passes by chance."
)


def gains(before, others):
    """name -> Mean saved of what a further case costs.

    before  (learners,); others  name -> (learners,), the same seeds in all
    """
    return {name: gain(before, after) for name, after in others.items()}


def against_first(cases, measure):
    """name -> Mean saved at the end of what the first case costs, of every further Case."""
    first, *others = cases
    return gains(first.ends[measure], {case.name: case.ends[measure] for case in others})


def saved(gains, case):
    """What a Case saves, as text; of the first, which the others are held against, a dash."""
    return spread(gains[case.name], sign="+") if case.name in gains else "–"


def told(gains, words=("lower", "higher"), digits=3, unit=" bits"):
    """Where a figure is lower, where it is higher, and by how much: what is clear, in words."""
    groups = {word: [] for word in words}
    lower, higher = groups.values()
    for name, saved in gains.items():
        if saved.clear:
            by = _plus_minus(abs(saved.mean), saved.standard_error, digits)
            (lower if saved.mean > 0 else higher).append(f"{name} (by {by}{unit})")
    found = [f"{word} with {listed(names)}" for word, names in groups.items() if names]
    return ", ".join(found) or f"neither {' nor '.join(words)} with any"


def spread(mean, digits=3, sign=""):
    """A Mean as text; with sign="+" a plus too is written."""
    return _plus_minus(mean.mean, mean.standard_error, digits, sign)


def table(columns, rows):
    """A Markdown table of texts."""
    lines = [columns, ["---"] * len(columns), *rows]
    text = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    # A mean and its error stay on one line.
    return text.replace(" ± ", "\u00a0±\u00a0")


def _plus_minus(mean, error, digits, sign=""):
    return f"{mean:{sign}.{digits}f} ± {error:.{digits}f}".replace("-", "−")


def listed(names):
    """a, b and c."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
