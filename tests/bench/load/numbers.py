"""Numbers: quantiles, slopes with their intervals, and tables of them."""

import numpy as np


def quantile(values, share):
    """The smallest value that at least that share of them does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, int(np.ceil(share * len(ordered))) - 1)]


def p95(values):
    """The 95th percentile."""
    return quantile(values, 0.95)


def slope(x, y):
    """(slope of the straight line through them, half of its 95 % confidence interval).

    The rests of neighbours are alike (a heap grows in steps), which the textbook's interval takes
    for more knowledge than there is: it is widened by their correlation at lag 1, r, as
    sqrt((1 + r) / (1 - r)), and never narrowed.
    """
    x, y = np.asarray(x, float), np.asarray(y, float)
    if len(x) < 4:
        raise ValueError(f"A slope with an interval takes at least 4 points, not {len(x)}.")
    away = x - x.mean()
    spread = (away**2).sum()
    steep = (away * y).sum() / spread
    rest = y - y.mean() - steep * away
    error = np.sqrt((rest**2).sum() / (len(x) - 2) / spread)
    return float(steep), float(_t(len(x) - 2) * error * _widened(rest))


def _widened(rest):
    power = (rest**2).sum()
    alike = (rest[1:] * rest[:-1]).sum() / power if power else 0.0
    return np.sqrt((1 + alike) / (1 - alike)) if alike > 0 else 1.0


def _t(freedom):
    """The 97.5 % quantile of Student's t, by Hill's expansion; within 1 % from 2 degrees on."""
    z = 1.959964
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / freedom**power for power, term in enumerate(terms, 1))


def joined(lists):
    """All their values in one list."""
    return [value for each in lists for value in each]


def table(head, rows):
    """A table in Markdown, its columns as wide as what stands in them."""
    cells = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |"
        for row in cells
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def ms(seconds):
    """Seconds as whole milliseconds, in words."""
    return f"{seconds * 1e3:,.0f} ms"
