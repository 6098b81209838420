"""Figures of what is asked: their numbers are the answers', clicks mean the dreams they are on."""

import numpy as np
import pytest

from tests.figures.test_explanation import texts
from tests.figures.test_targets import offered_images
from wsviz.engine.asking import UNKNOWN
from wsviz.figures import completion, meant, priced
from wsviz.figures.charts import percent
from wsviz.narration.cursor import Cursor
from wsviz.narration.images import clicked_image
from wsviz.narration.moment import moment
from wsviz.ui.asking import Asking

KNOWN = [1, 0, 0, UNKNOWN, UNKNOWN, 0, 1, UNKNOWN, 0]


@pytest.fixture
def now(runs):
    return moment(runs["kirby"], Cursor(200, "wake", 6))


def test_a_completion_shows_both_answers_and_one_chain(now, valid):
    asking = Asking(9)
    asking.paint(KNOWN)
    asking.go(4)
    shown = asking.completed(now, False)
    figure = valid(completion.completion(now, shown))
    guessed, layer1, picture, exact = (np.asarray(trace["z"]) for trace in figure["data"])
    np.testing.assert_allclose(exact.ravel(), shown.exact.pixels.probabilities[0], rtol=1e-6)
    free = np.array(KNOWN) == UNKNOWN
    chains = shown.guessed.probabilities[0]
    np.testing.assert_allclose(guessed.ravel(), np.where(free, chains, KNOWN), rtol=1e-6)
    np.testing.assert_array_equal(layer1.ravel(), shown.chains.states[0, 0])
    np.testing.assert_array_equal(picture.ravel(), shown.chains.pictures[0, 0])
    np.testing.assert_array_equal(picture.ravel()[~free], np.array(KNOWN)[~free])
    words = " ".join(texts(figure))
    assert "<b>guessed</b>, after 4 rounds" in words
    assert f"surprises it by {shown.exact.known_bits[0]:.3f} bits" in words
    assert f"Exact and guessed are {shown.apart_bits:.3f} bits a pixel apart" in words
    assert f"would be some {shown.chance_bits:.3f} apart by chance" in words
    assert "3 unknown pixels completed, after 4 rounds" in completion.alt_text(shown)


def test_a_beat_at_a_time_the_last_one_and_the_next_are_named(now, valid):
    asking, words = Asking(9), []
    asking.paint(KNOWN)
    for _ in range(3):
        asking.step()
        shown = asking.completed(now, False)
        figure = valid(completion.completion(now, shown))
        _, layer1, picture, _ = (np.asarray(trace["z"]).ravel() for trace in figure["data"])
        np.testing.assert_array_equal(layer1, shown.chains.states[0, 0])
        np.testing.assert_array_equal(picture, shown.chains.pictures[0, 0])
        words.append(" ".join(texts(figure)))
    assert "<b>guessed</b>, in round 1" in words[0]
    assert "Recognise: layer 1" in words[0]
    assert "<b>guessed</b>, after 1 round " in words[1]
    assert "Dream: unknown pixels" in words[1]
    assert "<b>guessed</b>, in round 2" in words[2]


def test_with_all_known_nothing_is_apart(now, valid):
    asking = Asking(9)
    asking.paint([1, 0, 0] * 3)
    figure = valid(completion.completion(now, asking.completed(now, False)))
    assert not any("apart" in text for text in texts(figure))


def test_without_an_exact_answer_it_is_said_why(runs, valid):
    now = moment(runs["digits"], Cursor(200))
    figure = valid(completion.completion(now, Asking(64).completed(now, False)))
    assert len(figure["data"]) == 3
    said = " ".join(texts(figure))
    assert "no exact answer: 36 hidden units have too many explanations to list." in said
    assert "bits" not in said


def test_each_row_of_dreams_can_be_clicked(now, valid):
    rows = Asking(9).meant(now, meant.SHOWN, False)
    figure = valid(meant.meanings(now, rows, "Rows: some"))
    z = np.asarray(figure["data"][0]["z"])
    np.testing.assert_allclose(z[:3, :3].ravel(), rows[0].mean, rtol=1e-6)
    np.testing.assert_array_equal(z[:3, 4:7].ravel(), rows[0].pictures[0])
    found = [clicked_image(target, 9) for target in offered_images(figure)]
    np.testing.assert_array_equal(found, np.concatenate([row.pictures for row in rows]))
    for row in rows:
        assert f"<b>{row.name}</b>" in texts(figure)


def test_a_priced_pictures_numbers_and_place_are_its_own(now, valid):
    image = np.array([1, 1, 0, 0, 1, 0, 0, 1, 1], np.float32)
    shown = Asking(9).priced(now, image, 0, False)
    figure = valid(priced.priced(now, shown))
    words, cost = " ".join(texts(figure)), shown.cost
    assert f"= {cost.surprise_bits:.3f} bits" in words
    assert f"C(d) = {cost.description_bits.mean:.3f} bits" in words
    wasted = cost.description_bits.mean - cost.surprise_bits
    assert f"KL(Q‖P) = {wasted:.3f} bits" in words
    assert f"<b>{percent(cost.share)} of the data is likelier" in words
    bars, mark = figure["data"][-1], figure["layout"]["shapes"][-1]
    heights = -np.asarray(bars["y"])
    low, high = (int(text.split()[0]) for text in texts(figure)[-2:])
    left, right = bars["x"][0] - 0.5 * np.diff(bars["x"])[0], bars["x"][-1]
    right += 0.5 * np.diff(bars["x"])[0]
    place = low + (mark["x0"] - left) / (right - left) * (high - low)
    assert place == pytest.approx(cost.surprise_bits, abs=1e-6)
    # The data left of the mark are the likelier ones, as far as a bar's width tells.
    share = heights[bars["x"] < mark["x0"]].sum() / heights.sum()
    assert abs(share - cost.share) <= heights.max() / heights.sum() + 1e-9


@pytest.mark.parametrize("digits", range(1, 9))
def test_no_share_is_told_as_all_or_nothing_that_is_not(digits):
    for part in (10.0**-digits, 0.998 * 10.0**-digits, 4.04 * 10.0**-digits):
        for share in (part, 1 - part):
            told = float(percent(share)[:-1]) / 100
            assert told == pytest.approx(share, abs=0.06 * part)
            assert 0 < told < 1
    assert (percent(0.0), percent(0.5), percent(1.0)) == ("0%", "50%", "100%")


def test_all_and_nothing_are_told_in_words_and_samples_with_an_interval(now):
    cost = Asking(9).priced(now, None, 0, False).cost
    for share, words in ((0.99889, "<b>99.89% of"), (1.0, "<b>All of"), (0.0, "<b>None of")):
        assert words in " ".join(priced._sentences(cost._replace(share=share)))
    sampled = cost._replace(share=1.0, data_bits=np.ones(100), between=(0.963, 1), particles=20)
    words = " ".join(priced._sentences(sampled))
    assert "100 of 100 images" in words
    assert "of all data 96.3% to 100%" in words
