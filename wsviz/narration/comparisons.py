"""What recorded figures say of digits, in words that they support (wsviz.measure.spread)."""

import numpy as np

from wsviz.applications.few_labels import GAINS, PRETRAINED
from wsviz.measure.spread import CLEAR, gain, mean
from wsviz.narration.gains import spread, table

_MACHINES = ("ten_machines", "one_machine")
MORE, FEWER, ALIKE = "clearly more than", "clearly fewer than", "not clearly more or fewer than"


def word(difference):
    """How the first of two compares with the second, by the Mean difference."""
    if not difference.clear:
        return ALIKE
    return MORE if difference.mean > 0 else FEWER


def named(shortest):
    """The share of the test digits that shortest descriptions name rightly, in words."""
    right = _percent(mean(shortest["accuracy"]))
    seeds = len(shortest["accuracy"])
    return (
        f"By shortest description {right} (over {seeds} seeds) of {shortest['tested']} test digits "
        "are named rightly"
    )


def beside_the_paper(shortest):
    """Errors and bits, as a Markdown table beside those of Hinton et al. 1995, note 17."""
    errors = mean(1 - np.array(shortest["accuracy"]))
    ten, one = (spread(mean(shortest[f"bits_{which}"]), 2) for which in _MACHINES)
    return table(
        ["", "UCI 8×8, here", "CEDAR, 1995 paper"],
        [
            ["error, shortest description", _percent(errors), "4.8%"],
            ["error, nearest neighbour", f"{1 - shortest['nearest_neighbour']:.1%}", "6.7%"],
            ["bits a digit, base rates", f"{shortest['bits_base_rates']:.1f}", "59.0"],
            ["bits, ten machines with log2 10", ten, "33.8"],
            ["bits, one machine 64-32-32-16", one, "37.3"],
        ],
    )


def _percent(share):
    return f"{share.mean:.1%} ± {share.standard_error:.1%}"


def described(shortest):
    """How shortest descriptions were measured, and how they compare with nearest neighbour."""
    over_seeds = mean(np.subtract(shortest["accuracy"], shortest["nearest_neighbour"]))
    beyond = _with_digits(over_seeds, shortest["error_over_digits"])
    seeds, large = len(shortest["accuracy"]), len(shortest["bits_one_machine"])
    return (
        f"Shortest description names {word(beyond)} nearest neighbour ({spread(beyond, sign='+')} "
        f"of the {shortest['tested']} test digits, ± over seeds and digits). Otherwise ± is one "
        f"standard error over seeds: {seeds} of ten machines, {large} of one machine, which "
        f"learned ten times {shortest['cycles']:,} cycles. The picture counts "
        f"{shortest['evaluations']} evaluations of every seed."
    )


def accuracies(rows):
    """{start: {labels a class: Mean accuracy}}.

    rows  dicts of labels, start and accuracy, a value a seed, the same seeds for all starts
    """
    found = {}
    for row in rows:
        found.setdefault(row["start"], {})[row["labels"]] = mean(row["accuracy"])
    return found


def differences(rows):
    """{labels a class: {baseline: Mean of pre-trained − baseline, seed by seed}}.

    Its error is over seeds, and over test digits (error_over_digits in a row).
    """
    ours = {row["labels"]: row["accuracy"] for row in rows if row["start"] == PRETRAINED}
    found = {labels: {} for labels in ours}
    for row in rows:
        labels, start = row["labels"], row["start"]
        if start != PRETRAINED:
            over_seeds = gain(ours[labels], row["accuracy"])
            found[labels][start] = _with_digits(over_seeds, row["error_over_digits"])
    return found


def _with_digits(over_seeds, error_over_digits):
    """The Mean over seeds with the error that seeds and the choice of test digits make together."""
    error = np.hypot(over_seeds.standard_error, error_over_digits)
    return over_seeds._replace(standard_error=error)


def sentence(labels, found):
    """How pre-trained weights compare with each baseline, {baseline: Mean}, at so many labels."""
    groups = {words: [] for words in (MORE, ALIKE, FEWER)}
    for name, difference in found.items():
        groups[word(difference)].append(f"{name} ({spread(difference, sign='+')})")
    parts = [f"{words} {', '.join(names)}" for words, names in groups.items() if names]
    return f"With {labels} labels a class pre-trained weights name {'; '.join(parts)}."


def tally(found):
    """In how many comparisons pre-trained weights name clearly more, or fewer, test digits."""
    words = [word(mean) for baselines in found.values() for mean in baselines.values()]
    fewer = f", {FEWER} it in {words.count(FEWER)}" if FEWER in words else ""
    return (
        f"pre-training names {MORE} a baseline in {words.count(MORE)} of {len(words)} comparisons"
        + fewer
    )


def chosen(tuning):
    """How the figures of few labels were found: what was chosen, and by which images."""
    rows = tuning["rows"]
    compared = sum(row["start"] != PRETRAINED for row in rows)
    return (
        f"Share of {tuning['tested']} test digits after {tuning['steps']} gradient steps, mean ± "
        f"one standard error over {len(rows[0]['accuracy'])} seeds, which draw labels and weights. "
        f"Each rate was chosen, for all starts alike, on {tuning['validated']} validation images "
        f"out of training, from which no network learned. Random ×{max(GAINS)} are weights drawn "
        f"{max(GAINS)} times as large, usual for sigmoids. Differences are paired, their ± is over "
        "seeds and over the test digits; clearly is by more than "
        f"{CLEAR} standard errors, and of {compared} comparisons one may pass that by chance."
    )
