"""The truth beside Q: its numbers against loops, what is marked, and what a click says."""

from math import exp, log2

import numpy as np
import pytest

from tests.engine.oracle import configurations, log_joint, log_recognition
from tests.figures.conftest import moments
from tests.figures.test_mosaic import edges
from tests.figures.test_targets import offered_images
from wsviz.figures import palette
from wsviz.figures.explanation import alt_text, explanation
from wsviz.narration.cursor import Cursor
from wsviz.narration.explained import explained
from wsviz.narration.images import clicked_image
from wsviz.narration.moment import moment


def drawn(now, chosen=None):
    """The figure of that moment over the data, and the Explained it shows."""
    shown = explained(now, chosen)
    return explanation(now, shown, now.dataset.distinct()[0]), shown


def bars(figure):
    """Both traces of bars, P and Q."""
    return [trace for trace in figure["data"] if trace["type"] == "bar"]


def states(figure):
    """The cells of the hidden states, one empty column between two layers."""
    (cells,) = [t for t in figure["data"] if "%{x}: %{z}" in t.get("hovertemplate", "")]
    return cells


def texts(figure):
    return [note["text"] for note in figure["layout"]["annotations"]]


def looped(now, image):
    """{explanation: (P, Q)} by loops in float64."""
    parameters = now.parameters.map(lambda flat: flat.astype(np.float64))
    listed = list(configurations(now.architecture.hidden))
    pixels = tuple(image.astype(int).tolist())
    joint = [exp(log_joint((pixels, *alpha), parameters)) for alpha in listed]
    chosen = [exp(log_recognition((pixels, *alpha), parameters)) for alpha in listed]
    return {sum(alpha, ()): (p / sum(joint), q) for alpha, p, q in zip(listed, joint, chosen)}


@pytest.mark.parametrize("at", [("wake", 3), ("wake", 6), ("sleep", 3), ("sleep", 6)])
def test_bars_numbers_and_heading_are_the_exact_ones(runs, valid, at):
    now = moment(runs["kirby"], Cursor(200, *at))
    figure, shown = drawn(now)
    every = looped(now, now.states(0))
    rows = [
        tuple(row) for row in np.delete(valid(figure)["data"][3]["z"], 6, 1).astype(int).tolist()
    ]
    assert states(figure) is figure["data"][3]
    assert np.isnan(states(figure)["z"][:, 6]).all()
    truth, belief = bars(figure)
    assert truth["x"] == pytest.approx([every[row][0] for row in rows], rel=1e-4)
    assert belief["x"] == pytest.approx([every[row][1] for row in rows], rel=1e-4)
    assert (truth["marker"]["color"], belief["marker"]["color"]) == (palette.TRUTH, palette.BELIEF)
    penalty = sum(q * log2(q / p) for p, q in every.values())
    forward = sum(p * log2(p / q) for p, q in every.values())
    bits = f"KL(Q‖P) = {penalty:.3f}, KL(P‖Q) = {forward:.3f} bits"
    assert f"<b>{bits}</b>" in texts(figure)
    assert bits in alt_text(shown)
    assert "the other 118 together" in texts(figure)
    for side in (0, 1):
        numbers = [f"{every[row][side]:.3f}" for row in rows if every[row][side] > 0.0015]
        numbers.append(f"{sum(both[side] for a, both in every.items() if a not in rows):.3f}")
        assert set(numbers) <= set(texts(figure))


@pytest.mark.parametrize("name", ["kirby", "bars", "several rows", "explanations"])
def test_the_explanation_that_was_drawn_is_marked_over_both_bars_once_it_exists(runs, name):
    for now in moments(runs[name], row=2):
        figure, shown = drawn(now)
        marks = [each for each in figure["layout"]["shapes"] if each.get("x1") == 598]
        word = "drawn" if now.phase == "wake" else "its own"
        exists = all(now.drawn(layer) for layer in now.layers)
        assert len(marks) == texts(figure).count(word) == exists
        if not exists:
            continue
        (mark,) = marks
        cells = states(figure)
        at = cells["y"].tolist().index(mark["y0"])
        assert mark["y1"] == cells["y"][at + 1]
        row = cells["z"][at]
        expected = np.concatenate([now.states(layer) for layer in now.layers[1:]])
        np.testing.assert_array_equal(row[~np.isnan(row)], expected)
        for trace in bars(figure):
            half = trace["width"] / 2
            assert mark["y0"] <= trace["y"][at] - half < trace["y"][at] + half <= mark["y1"]
        chances = [trace["x"][at] for trace in bars(figure)]
        told = [f"{p:.3f}" if p >= 0.001 else f"{p:.1e}" for p in chances]
        assert f"marked “{word}” has P {told[0]}, Q {told[1]}." in alt_text(shown)


def test_of_a_dream_that_has_no_image_yet_nothing_is_shown(runs):
    for beat in (1, 2):
        figure, shown = drawn(moment(runs["kirby"], Cursor(200, "sleep", beat)))
        assert bars(figure) == []
        assert [trace["type"] for trace in figure["data"]] == ["heatmap"] * 2
        assert len(figure["layout"]["shapes"]) == 1
        assert alt_text(shown) == "Explanation of the dream on show: it has no image yet."
        assert not any("KL" in text for text in texts(figure))


def test_the_image_is_drawn_and_framed_in_the_strip_that_chooses_another(runs):
    now = moment(runs["kirby"], Cursor(200, "wake", 6))
    images = now.dataset.distinct()[0]
    for chosen in (None, images[7]):
        figure, shown = drawn(now, chosen)
        image = now.states(0) if chosen is None else chosen
        np.testing.assert_array_equal(figure["data"][2]["z"], image.reshape(3, 3))
        found = [clicked_image(target, 9) for target in offered_images(figure)]
        np.testing.assert_array_equal(found, images)
        frame, same = figure["layout"]["shapes"][:2]
        at = np.flatnonzero((images == image).all(1))[0]
        x0, y0, x1, y1 = edges(frame)[1 + at]
        assert same["x0"] < x0 < x1 < same["x1"] < x1 + 3
        assert same["y0"] < y0 < y1 < same["y1"] < y1 + 3
        assert (chosen is None) == any("outlined" in text for text in texts(figure))
        assert alt_text(shown).startswith(f"Explanation of {shown.name}")
    stranger = 1 - images[0] * images[1]
    figure, _ = drawn(now, stranger)
    assert len(figure["layout"]["shapes"]) == 2


def test_bars_are_as_long_as_their_axis_says(runs):
    figure, shown = drawn(moment(runs["kirby"], Cursor(200, "wake", 6)))
    low, high = figure["layout"]["xaxis2"]["range"]
    ends = [note for note in figure["layout"]["annotations"] if note["y"] > states(figure)["y"][-1]]
    zero, most = sorted(ends, key=lambda note: note["y"])[:2]
    for note in (zero, most):
        value = low + (high - low) * note["x"] / 600
        assert value == pytest.approx(float(note["text"]), abs=1e-9)
    assert max(trace["x"].max() for trace in bars(figure)) <= float(most["text"])
    assert max(shown.found.true.max(), shown.found.recognised.max()) > 0


def test_where_all_have_a_row_there_are_no_others(runs):
    now = moment(runs["kirby"], Cursor(200, "wake", 6))
    shown = explained(now)
    few = shown._replace(found=shown.found._replace(others=0))
    assert not any("other" in text for text in texts(explanation(now, few, now.dataset.images)))
