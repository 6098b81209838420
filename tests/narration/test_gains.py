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
            "clearly lower with a (by 0.300 ± 0.100 bits), clearly higher with b (by 0.300 ± 0.100 "
            "bits), not clearly other with c",
        ),
        ([(0.1, 0.1), (0.2, 0.1), (0, 0)], "not clearly other with a, b and c"),
        (
            [(0.3, 0.1), (0.5, 0.2), (1, 0.1)],
            "clearly lower with a (by 0.300 ± 0.100 bits), b (by 0.500 ± 0.200 bits) and c (by "
            "1.000 ± 0.100 bits)",
        ),
    ],
)
def test_words_follow_the_sign_and_two_standard_errors(saved, text):
    assert gains.told({name: Mean(*each) for name, each in zip(NAMES, saved)}) == text


def test_a_table_and_its_numbers():
    assert gains.table(("x", "y"), [("1", "2")]) == "| x | y |\n| --- | --- |\n| 1 | 2 |"
    assert gains.spread(Mean(-0.5, 0.25), sign="+") == "−0.500 ± 0.250"
    assert gains.spread(Mean(0.5, 0.25), 1, "+") == "+0.5 ± 0.2"


def told_of(text, name):
    """Which of the words stands before a name: lower, higher or not."""
    before = text[: text.index(name)]
    return max(("lower", "higher", "not clearly"), key=before.rfind)


def verdict(center, error):
    """What may be said of a paired saving."""
    if abs(center) <= 2 * error:
        return "not clearly"
    return "lower" if center > 0 else "higher"


def test_the_sentence_about_particles_is_the_records():
    cases = load(ROOT / "assets" / "reweighted.npz")
    text, lines = particles.sentence(cases), particles.table(cases).splitlines()
    model, recognition = text.split("; ")
    assert "10 seeds" in text
    for one, line in zip(cases[1:], lines[3:], strict=True):
        for part, measure in ((model, "kl_bits"), (recognition, "penalty_bits")):
            found = paired(cases[0].ends[measure], one.ends[measure])
            assert told_of(part, one.name) == verdict(*found)
            numbers = f"{abs(found[0]):.3f} ± {found[1]:.3f}"
            assert (f"{one.name} (by {numbers} bits)" in part) == (verdict(*found)[0] != "n")
            assert numbers in line
            assert f"| {np.median(one.ends[measure]):.3f} |" in line
        assert f"| {one.recipe.rows} | {one.seconds / cases[0].seconds:.1f} × |" in line


def test_the_sentence_about_particles_turns_with_the_record():
    ends = {"lower": [1.0, 2.1, 3.0], "higher": [5, 6.1, 7], "neither": [3, 4.1, 2]}
    plain = case("K = 1", [0], {"kl_bits": [[3, 4, 5]], "penalty_bits": [[3, 4, 5]]})
    others = [case(n, [0], {"kl_bits": [e], "penalty_bits": [e]}) for n, e in ends.items()]
    model = particles.sentence([plain, *others]).split("; ")[0]
    assert "clearly lower with lower (by 1.967 ± 0.033 bits)" in model
    assert "clearly higher with higher (by 2.033 ± 0.033 bits)" in model
    assert "not clearly other with neither" in model


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
        for other in others:
            _check(alike, one, other, rows.LIKENESS, at, 2)
            _check(bits, one, other, rows.BITS, at, 1)


def _check(text, one, other, measure, at, digits):
    """That the words before a case's name, and its numbers, are what was measured."""

    def values(case):
        return case.measured[measure][-1 if at is None else case.cycles.tolist().index(at)]

    center, error = paired(values(one), values(other))
    names = {"lower": ("less", "fewer"), "higher": ("more",), "not clearly": ("not clearly",)}
    words = [f"clearly {w}" if w != "not clearly" else w for w in sum(names.values(), ())]
    start = text.index(f"{other.name} (by" if verdict(center, error)[0] != "n" else other.name)
    last = max(words, key=text[:start].rfind).removeprefix("clearly ")
    assert last in names[verdict(center, error)]
    if verdict(center, error)[0] != "n":
        assert f"{other.name} (by {abs(center):.{digits}f} ± {error:.{digits}f}" in text


def test_the_table_about_rows_holds_ends_and_equal_updates():
    cases = load(ROOT / "assets" / "rows.npz")
    updates = rows.shared_updates(cases)
    for one, line in zip(cases, rows.table(cases).splitlines()[2:], strict=True):
        at = one.cycles.tolist().index(updates)
        for measure, digits in ((rows.LIKENESS, 3), (rows.BITS, 2)):
            for values in (one.measured[measure][-1], one.measured[measure][at]):
                assert f"{values.mean():.{digits}f} ± " in line
        assert f"| {one.cycles[-1]:,} |" in line
