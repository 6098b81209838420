"""Recorded cases in words: each number and each word follows from what was measured."""

from math import sqrt

import numpy as np
import pytest

from tests.browser.app import ROOT
from tests.runs.cases import case
from wsviz.measure.spread import Mean
from wsviz.narration import gains, particles, rows
from wsviz.runs.experiment import load

NAMES = ("a", "b", "c")


def paired(before, after):
    """(mean, standard error) of before − after in plain loops."""
    saved = [float(b) - float(a) for b, a in zip(before, after, strict=True)]
    center = sum(saved) / len(saved)
    variance = sum((s - center) ** 2 for s in saved) / (len(saved) - 1)
    return center, sqrt(variance / len(saved))


@pytest.mark.parametrize(
    ("saved", "text"),
    [
        (
            [(0.3, 0.1), (-0.3, 0.1), (0.1, 0.1)],
            "lower with a (by 0.300 ± 0.100 bits), higher with b (by 0.300 ± 0.100 bits)",
        ),
        ([(0.1, 0.1), (0.2, 0.1), (0, 0)], "neither lower nor higher with any"),
        (
            [(0.3, 0.1), (0.5, 0.2), (1, 0.1)],
            "lower with a (by 0.300 ± 0.100 bits), b (by 0.500 ± 0.200 bits) and c (by 1.000 ± "
            "0.100 bits)",
        ),
    ],
)
def test_words_follow_the_sign_and_two_standard_errors(saved, text):
    assert gains.told({name: Mean(*each) for name, each in zip(NAMES, saved)}) == text


def test_a_table_and_its_numbers():
    assert gains.table(("x", "y"), [("1", "2")]) == "| x | y |\n| --- | --- |\n| 1 | 2 |"
    assert "1\u00a0±\u00a02" in gains.table(("x",), [("1 ± 2",)])
    assert gains.spread(Mean(-0.5, 0.25), sign="+") == "−0.500 ± 0.250"
    assert gains.spread(Mean(0.5, 0.25), 1, "+") == "+0.5 ± 0.2"


def said(text, name, words):
    """Which of the words a text says of a name, and its numbers; None where it is not named."""
    if f"{name} (by " not in text:
        return None
    before, after = text.split(f"{name} (by ", 1)
    return max(words, key=before.rfind), after.split(")")[0]


def expected(before, after, words, digits, unit=""):
    """What may be said of paired costs: nothing within two standard errors."""
    center, error = paired(before, after)
    numbers = f"{abs(center):.{digits}f} ± {error:.{digits}f}{unit}"
    return None if abs(center) <= 2 * error else (words[0 if center > 0 else 1], numbers)


def test_the_sentence_about_particles_is_the_records():
    cases = load(ROOT / "assets" / "reweighted.npz")
    model, recognition = particles.sentence(cases).split("; ")
    assert f"the same {len(cases[0].ends['kl_bits'])} seeds" in model
    words = "lower", "higher"
    for part, measure in ((model, "kl_bits"), (recognition, "penalty_bits")):
        found = {c.name: said(part, c.name, words) for c in cases[1:]}
        assert found == {
            c.name: expected(cases[0].ends[measure], c.ends[measure], words, 3, " bits")
            for c in cases[1:]
        }


def test_the_table_about_particles_is_the_records():
    cases = load(ROOT / "assets" / "reweighted.npz")
    lines = particles.table(cases).replace("\u00a0", " ").splitlines()[2:]
    for one, line in zip(cases, lines, strict=True):
        cells = line.strip("| ").split(" | ")
        assert cells[0] == one.name
        for column, measure in ((1, "kl_bits"), (4, "penalty_bits")):
            ends = one.ends[measure]
            center, error = paired(ends, np.zeros(ends.size))
            assert cells[column] == f"{np.median(ends):.3f}"
            assert cells[column + 1] == f"{center:.3f} ± {error:.3f}"
            center, error = paired(cases[0].ends[measure], ends)
            if one is not cases[0]:
                sign = "+" if center > 0 else "−"
                assert cells[column + 2] == f"{sign}{abs(center):.3f} ± {error:.3f}"
        assert cells[7:] == [f"{one.recipe.rows}", f"{one.seconds / cases[0].seconds:.1f} ×"]


def test_the_sentence_about_particles_turns_with_the_record():
    ends = {"x": [1.0, 2.1, 3.0], "y": [5, 6.1, 7], "z": [3, 4.1, 2]}
    plain = case("K = 1", [0], {"kl_bits": [[3, 4, 5]], "penalty_bits": [[3, 4, 5]]})
    others = [case(n, [0], {"kl_bits": [e], "penalty_bits": [e]}) for n, e in ends.items()]
    model = particles.sentence([plain, *others]).split("; ")[0]
    assert "is lower with x (by 1.967 ± 0.033 bits), higher with y (by 2.033 ± 0.033" in model
    assert "z" not in model


def test_the_sentences_about_rows_are_the_records():
    cases = load(ROOT / "assets" / "rows.npz")
    one, same, times = rows.groups(cases)
    assert [c.recipe.rows for c in (one, *same)] == [1, 10, 50, 256]
    assert all(c.recipe.generative_rates == one.recipe.generative_rates for c in same)
    for other in times:
        rates = np.array(one.recipe.generative_rates) * other.recipe.rows
        np.testing.assert_allclose(other.recipe.generative_rates, rates)
    updates = rows.shared_updates(cases)
    assert updates == min(c.cycles[-1] for c in cases)
    for text, others, at in zip(rows.sentences(cases), (same, same, times), (None, updates, None)):
        assert f"{at or one.examples[-1]:,}" in text
        alike, bits = text.split("; ")
        for part, measure, words, digits in (
            (alike, rows.LIKENESS, ("less alike", "more alike"), 3),
            (bits, rows.BITS, ("fewer bits", "more bits"), 2),
        ):
            for other in others:
                values = (_values(each, measure, at) for each in (one, other))
                assert said(part, other.name, words) == expected(*values, words, digits)


def _values(case, measure, updates):
    """A measure after so many updates, by default at the end."""
    return case.measured[measure][-1 if updates is None else case.cycles.tolist().index(updates)]


def test_the_table_about_rows_holds_ends_and_equal_updates():
    cases = load(ROOT / "assets" / "rows.npz")
    updates = rows.shared_updates(cases)
    for one, line in zip(
        cases, rows.table(cases).replace("\u00a0", " ").splitlines()[2:], strict=True
    ):
        at = one.cycles.tolist().index(updates)
        for measure, digits in ((rows.LIKENESS, 3), (rows.BITS, 2)):
            for values in (one.measured[measure][-1], one.measured[measure][at]):
                assert f"{values.mean():.{digits}f} ± " in line
        assert f"| {one.cycles[-1]:,} |" in line
