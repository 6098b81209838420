"""What recorded figures say of digits, in words that they support (wsviz.measure.Mean.sign)."""

from wsviz.applications.few_labels import PRETRAINED
from wsviz.measure import Mean, mean_of, paired
from wsviz.measure.means import SUPPORTED
from wsviz.runs.words import signed

WORDS = {1: "more than", 0: "no different from", -1: "fewer than"}


def told(mean, digits=3):
    """A mean with its standard error: 0.809 ± 0.006."""
    return f"{mean.value:.{digits}f} ± {mean.error:.{digits}f}"


def gain(mean, digits=3):
    """A difference with its sign and standard error: +0.015 ± 0.006."""
    return f"{signed(mean.value, digits)} ± {mean.error:.{digits}f}"


def described(shortest):
    """How shortest descriptions were measured, and how they compare with nearest neighbour."""
    beyond = Mean(*shortest["beyond_neighbour"])
    seeds, large = len(shortest["accuracy"]), len(shortest["bits_one_machine"])
    return (
        f"Shortest description names {WORDS[beyond.sign]} nearest neighbour "
        f"({gain(beyond)} of the {shortest['tested']} test digits, ± over digits). Otherwise ± is "
        f"one standard error over seeds: {seeds} of ten machines, {large} of one machine, which "
        f"learned ten times {shortest['cycles']:,} cycles. The picture counts "
        f"{shortest['evaluations']} evaluations of every seed."
    )


def gains(rows):
    """{labels a class: {baseline: Mean difference pre-trained − baseline}}.

    rows  dicts of labels, start and accuracy, a value a seed, the same seeds for all starts
    """
    found = {}
    for labels in dict.fromkeys(row["labels"] for row in rows):
        of = {row["start"]: row["accuracy"] for row in rows if row["labels"] == labels}
        ours = of.pop(PRETRAINED)
        found[labels] = {start: paired(ours, theirs) for start, theirs in of.items()}
    return found


def sentence(labels, differences):
    """How pre-trained weights compare with each baseline, {baseline: Mean}, at so many labels."""
    parts = []
    for sign, words in WORDS.items():
        named = [f"{name} ({gain(d)})" for name, d in differences.items() if d.sign == sign]
        if named:
            parts.append(f"{words} {', '.join(named)}")
    return f"With {labels} labels a class pre-trained weights name {'; '.join(parts)}."


def tally(found):
    """In how many of the comparisons pre-trained weights name more, or fewer, test digits."""
    signs = [mean.sign for differences in found.values() for mean in differences.values()]
    text = (
        f"pre-training names more than a baseline in {signs.count(1)} of {len(signs)} comparisons"
    )
    return text + (f", fewer in {signs.count(-1)}" if -1 in signs else "")


def accuracies(rows):
    """{start: {labels a class: Mean accuracy}} of rows as gains() takes them."""
    found = {}
    for row in rows:
        found.setdefault(row["start"], {})[row["labels"]] = mean_of(row["accuracy"])
    return found


def chosen(tuning):
    """How the figures of few labels were found: what was chosen, by which images, and when."""
    rows = tuning["rows"]
    seeds, starts = len(rows[0]["accuracy"]), len({row["start"] for row in rows})
    comparisons = len(rows) - len(rows) // starts
    return (
        f"Share of {tuning['tested']} test digits after {tuning['steps']} gradient steps, mean ± "
        f"one standard error over {seeds} seeds, which draw the labels and the weights. Each rate "
        f"was chosen, for all starts alike, on {tuning['validated']} validation images out of "
        "training, from which no network learned. “More” and “fewer” lie beyond "
        f"{SUPPORTED} standard errors of the paired difference; of {comparisons} comparisons one "
        "may do so by chance."
    )
