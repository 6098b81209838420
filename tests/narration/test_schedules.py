"""What is said of rules and schedules follows from what was measured."""

import re
from math import log, sqrt

import pytest

from tests.runs.cases import case
from wsviz.narration import gradient, schedules


def cases(name, *ends, zero=None):
    """Cases with two marks: a start of 5 and these ends, a value a learner."""
    named = zip(("first", gradient.EXACT, "third"), ends)
    found = [case(each, [0, 100], {name: [[5] * len(end), end]}) for each, end in named]
    if zero is not None:
        found.append(case(gradient.FROM_ZERO, [0, 100], {name: zero}))
    return found


def paired(before, after):
    saved = [b - a for b, a in zip(before, after, strict=True)]
    middle = sum(saved) / len(saved)
    variance = sum((s - middle) ** 2 for s in saved) / (len(saved) - 1)
    return middle, sqrt(variance / len(saved))


@pytest.mark.parametrize(
    ("after", "word"),
    [((0.1, 0.2, 0.3), "lower"), ((0.9, 1.2, 1.1), "higher"), ((0.3, 0.9, 0.4), None)],
)
def test_the_gradients_word_follows_the_paired_gain(after, word):
    first = (0.5, 0.6, 0.4)
    found = cases("kl_bits", first, after, zero=[[5, 5, 5], [5, 5, 5]])
    ends, left, zero = gradient.sentences(found)
    gain, error = paired(first, after)
    if word is None:
        assert abs(gain) <= 2 * error
        assert "KL(data‖model) is neither lower nor higher with any." in ends
    else:
        assert f"is {word} with exact gradient (by {abs(gain):.3f} ± {error:.3f} bits)" in ends
    middle = sum(after) / 3
    error = sqrt(sum((kl - middle) ** 2 for kl in after) / 2 / 3)
    assert f"leaves, {middle:.3f} ± {error:.3f} bits ({min(after):.3f} to {max(after):.3f}" in left
    assert "never moves: KL 5.0000 bits at the start, 5.0000 at the end" in zero


def test_weights_that_move_from_zero_are_not_called_still():
    found = cases("kl_bits", (1, 2), (1, 2), zero=[[5, 5], [4, 4]])
    assert "ends at 4.0000" in gradient.sentences(found)[2]


def test_the_gradients_table():
    found = cases("kl_bits", (0.5, 0.7), (0.1, 0.4), zero=[[5, 5], [5, 5]])
    rows = gradient.table(found).splitlines()[2:]
    assert re.split(r" \| ", rows[0])[1:4] == ["0.600", "0.600\u00a0±\u00a00.100", "0.500 to 0.700"]
    assert "+0.350\u00a0±\u00a00.050" in rows[1]


def test_successes_on_bars_are_counted_beside_the_least_there_can_be():
    found = cases("kl_bits", (0.105, 0.5, 2.0), (0.1, 0.104, 0.2))
    text = schedules.sentence(found)
    assert f"{log(16 / 15) / log(2):.4f} is the least" in text
    assert "first 1 of 3, median 0.1050; exact gradient 2 of 3, median 0.1020." in text
    assert "against first, 3 seeds" in text


def test_held_out_bits_are_called_so_and_count_no_successes():
    found = cases(schedules.HELD_OUT, (27, 28, 29), (26, 27, 28))
    text = schedules.sentence(found)
    assert (
        "the description length of held-out images is lower with exact gradient (by 1.000" in text
    )
    assert "Learners below" not in text
    assert schedules.title(found) == "The description length of held-out images"
    assert schedules.table(found).count("\n") == 3
