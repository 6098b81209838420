"""Recorded cases against another one, seed by seed: which are clearly lower or higher, in words."""

from wsviz.measure.spread import CLEAR, gain

#: What CLEAR means, for those who read it.
CLEARLY = f"Clearly is by more than {CLEAR} standard errors."


def gains(before, others):
    """name -> Mean saved of what a further case costs.

    before  (learners,); others  name -> (learners,), the same seeds in all
    """
    return {name: gain(before, after) for name, after in others.items()}


def told(gains, words=("clearly lower", "clearly higher"), digits=3, unit=" bits"):
    """Where a figure is clearly lower, clearly higher (and by how much), and neither, in words."""
    groups = {word: [] for word in (*words, "not clearly other")}
    below, above, neither = groups.values()
    for name, saved in gains.items():
        if not saved.clear:
            neither.append(name)
        else:
            by = _plus_minus(abs(saved.mean), saved.standard_error, digits)
            by = f"{name} (by {by}{unit})"
            (below if saved.mean > 0 else above).append(by)
    return ", ".join(f"{words} with {listed(names)}" for words, names in groups.items() if names)


def spread(mean, digits=3, sign=""):
    """A Mean as text; with sign="+" a plus too is written."""
    return _plus_minus(mean.mean, mean.standard_error, digits, sign)


def listed(names):
    """a, b and c."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def table(columns, rows):
    """A Markdown table of texts."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _plus_minus(mean, error, digits, sign=""):
    return f"{mean:{sign}.{digits}f} ± {error:.{digits}f}".replace("-", "−")
