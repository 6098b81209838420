"""The charts of the laboratories: their numbers, and one colour a meaning."""

import numpy as np
import pytest

from tests.figures.test_bits import point
from wsviz.figures import causes, conditions, learners, palette
from wsviz.figures.charts import at_zero, line, mark, now, time_axis
from wsviz.figures.confusion import confusion
from wsviz.figures.outside import outside_over_time
from wsviz.figures.penalties import penalties
from wsviz.figures.tuning import over_steps, tuning
from wsviz.figures.variants import variants
from wsviz.measure.spread import Mean
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run

CURVE = {0: point(3.0), 10: point(1.0), 1000: point(0.5)}


def colors(figure):
    return [trace.get("line", trace.get("marker"))["color"] for trace in figure["data"]]


def test_cycle_0_stands_at_the_left_end_of_a_time_axis():
    axis = time_axis(at_zero([0, 10, 1000]))
    assert at_zero([0, 10]).tolist() == [0.5, 10]
    assert axis["ticktext"] == ["0", "1", "10", "100", "1,000"]
    assert axis["tickvals"] == [0.5, 1, 10, 100, 1000]
    assert axis["range"] == pytest.approx([np.log10(0.5), 3.02])
    assert now(0)["x0"] == now(0)["x1"] == 0.5


def test_a_mark_spans_its_own_axes():
    assert (mark(7, "2")["xref"], mark(7, "2")["yref"]) == ("x2", "y2 domain")
    assert (mark(7)["x0"], mark(7)["y0"], mark(7)["y1"]) == (7, 0, 1)


def test_a_pen_draws_with_its_own_width_or_the_usual_one():
    assert line([1], [2], "", {"color": "$text"})["line"] == {"color": "$text", "width": 2.5}
    assert line([1], [2], "", {"color": "$text", "width": 1})["line"]["width"] == 1


def test_outside_over_time_shows_shares_and_both_costs(valid):
    curve = {at: each.learner(0) for at, each in CURVE.items()}
    figure = valid(outside_over_time(curve, {0: 0.9, 1000: 0.2}, 10))
    share, kl, penalty = figure["data"]
    assert (share["y"].tolist(), share["yaxis"]) == ([0.9, 0.2], "y2")
    assert (kl["y"].tolist(), penalty["y"].tolist()) == ([3.0, 0.5], [0.5, 0.5])
    assert colors(figure) == [palette.OUTSIDE, palette.KL, palette.PENALTY]
    assert figure["layout"]["shapes"][0]["x0"] == 10


def test_ends_are_sorted_dots_a_row_an_experiment(valid):
    figure = valid(conditions.ends({"a": np.array([2, 0.1, 1]), "b": np.array([0.3])}, 0.11))
    first, second = figure["data"]
    assert first["x"].tolist() == [0.1, 1, 2]
    assert first["y"].tolist() == [-0.25, 0, 0.25]
    assert second["y"].round().tolist() == [1]
    assert figure["layout"]["yaxis"]["ticktext"] == ["a", "b"]
    assert figure["layout"]["shapes"][0]["x0"] == 0.11
    assert colors(figure) == palette.COMPARED[:2]


def test_medians_are_over_the_learners(valid):
    figure = valid(conditions.medians({"a": CURVE, "b": CURVE}))
    assert figure["data"][0]["y"].tolist() == [3.5, 1.5, 1.0]
    assert colors(figure) == palette.COMPARED[:2]


def test_variants_show_kl_left_and_penalty_right(valid):
    kl, penalty = np.array([[1, 3, 8], [1, 2, 9]]), np.array([[4, 4, 5], [0, 1, 1]])
    figure = valid(variants([0, 100], {"plain": (kl, penalty), "both": (penalty, kl)}))
    shown = [(trace["name"], trace["yaxis"], trace["y"].tolist()) for trace in figure["data"]]
    assert shown == [
        ("plain", "y", [3, 2]),
        ("plain", "y2", [4, 1]),
        ("both", "y", [4, 1]),
        ("both", "y2", [3, 2]),
    ]
    assert colors(figure) == [color for color in palette.COMPARED[:2] for _ in range(2)]
    assert [trace["showlegend"] for trace in figure["data"]] == [True, False] * 2


def test_confusion_counts_stand_in_their_cells(valid):
    (own,) = valid(confusion(np.eye(13, dtype=int), range(20, 33)))["data"]
    assert (own["x"][0], own["y"][-1]) == ("20", "32")
    assert not np.any(np.array(own["text"]) != "")  # too many to be written
    (cells,) = valid(confusion([[5, 1], [0, 6]]))["data"]
    assert cells["z"].tolist() == [[5, 1], [0, 6]]
    assert cells["text"] == [["5", "1"], ["", "6"]]
    assert cells["zmax"] == 6


def test_tuning_has_a_dot_a_start_with_its_error(valid):
    found = {
        start: {n: Mean(n / 10 + extra, 0.01 * n) for n in (1, 5)}
        for start, extra in (("random", 0), ("pre-trained", 0.1))
    }
    figure = valid(tuning(found))
    assert [trace["y"].tolist() for trace in figure["data"]] == [[0.1, 0.5], [0.2, 0.6]]
    assert [trace["name"] for trace in figure["data"]] == ["random", "pre-trained"]
    assert figure["data"][0]["error_y"]["array"] == [0.01, 0.05]
    # Side by side over the same number of labels.
    left, right = (trace["x"] for trace in figure["data"])
    assert ((left + right) / 2).tolist() == [0, 1]
    assert (left < right).all()
    assert colors(figure) == palette.COMPARED[:2]


def test_live_tuning_has_a_line_a_start_over_what_is_recorded(valid):
    recorded = {"pre-trained": Mean(0.8, 0.01), "random": Mean(0.7, 0.01)}
    curve = {0: {"random": 0.1, "pre-trained": 0.2}, 300: {"random": 0.6, "pre-trained": 0.9}}
    lines = valid(over_steps(curve, recorded))["data"]
    shown = [(trace["name"], trace["line"].get("dash"), list(trace["y"])) for trace in lines]
    assert shown == [
        ("pre-trained", "dot", [0.8, 0.8]),
        ("pre-trained", None, [0.2, 0.9]),
        ("random", "dot", [0.7, 0.7]),
        ("random", None, [0.1, 0.6]),
    ]
    assert [list(trace["x"]) for trace in lines[:2]] == [[0.5, 300], [0.5, 300]]
    assert [trace.get("showlegend") for trace in lines] == [False, None] * 2
    for figure in (over_steps({}, recorded), over_steps({}, dict.fromkeys(recorded), "pictures")):
        dotted = [each for each in figure["data"] if each["line"].get("dash")]
        (heading,) = valid(figure)["layout"]["annotations"]
        assert bool(dotted) is ("recorded" in heading["text"]) is ("digits" in heading["text"])
    (pre, _, random, _) = valid(over_steps({}, recorded))["data"]
    assert (pre["y"].tolist(), random["y"].tolist()) == ([0.8, 0.8], [0.7, 0.7])


def test_penalties_stand_over_their_pictures(valid):
    bars, pictures = valid(penalties(np.eye(4), np.array([4, 3, 2, 1]), (2, 2)))["data"]
    assert bars["y"].tolist() == [4, 3, 2, 1]
    assert bars["x"].tolist() == [0, 1, 2, 3]
    assert bars["marker"]["color"] == palette.PENALTY
    assert pictures["z"][:, :2].tolist() == [[1, 0], [0, 0]]


def test_penalties_say_which_they_are():
    layout = penalties(np.eye(4), np.ones(4), (2, 2), "the least")["layout"]
    assert layout["annotations"][0]["text"] == "<b>the least</b>, bits, the worst first"


def test_the_truth_and_a_belief_keep_their_colours(valid):
    table = valid(causes.explanations([0.1, 0.2, 0.3, 0.4], [0.25] * 4))
    taught = valid(causes.lessons(np.array([1, 2]), np.array([1, 0])))
    assert table["data"][0]["text"] == ["0.1", "0.2", "0.3", "0.4"]
    assert table["data"][1]["y"].tolist() == [0.25] * 4
    assert [trace["y"].tolist() for trace in taught["data"]] == [[1, 2], [1, 0]]
    assert colors(table) == colors(taught) == [palette.TRUTH, palette.BELIEF]
    assert causes.alt_text([0, 0, 0, 1], [0.25] * 4).endswith("both: P 1, Q 0.25.")


def test_learners_stand_sorted_and_the_chosen_one_stands_out(valid):
    figure = valid(learners.kl_over_time(CURVE, 1))
    first, second, dots = figure["data"]
    assert (first["y"].tolist(), second["y"].tolist()) == ([3, 1, 0.5], [4, 2, 1.5])
    assert (first["line"]["color"], second["line"]["color"]) == (palette.KL, palette.SELECTED)
    assert (dots["y"].tolist(), dots["customdata"]) == ([0.5, 1.5], [[0], [1]])
    assert dots["marker"]["color"] == [palette.KL, palette.SELECTED]
    assert "median 1.000" in figure["layout"]["annotations"][1]["text"]


def test_every_learner_has_its_receptive_fields_where_a_click_finds_it(valid):
    run = Run(PRESETS["bars"].replace(learners=12))
    run.advance(20)
    figure = valid(learners.receptive_fields(run.parameters, np.arange(12), (4, 4), 11))
    (cells,) = figure["data"]
    target = np.array(cells["customdata"])[..., 0]
    fields = run.parameters.generative.into(0)[:, 1:]
    for learner in range(12):
        shown = cells["z"][target == learner]
        # A square of eight tiles, row by row, with gaps and an empty place.
        assert np.isclose(np.nansum(shown), fields[learner].sum(), atol=1e-4)
        assert (~np.isnan(shown)).sum() == 8 * 16
    assert np.isnan(cells["z"][target == -1]).all()
    (frame,) = figure["layout"]["shapes"]
    rows, columns = np.nonzero(target == 11)
    assert (frame["x0"], frame["x1"]) == (columns.min() - 1, columns.max() + 1)
    assert (frame["y0"], frame["y1"]) == (rows.min() - 1, rows.max() + 1)
    name = figure["layout"]["annotations"][11]
    assert (name["text"], name["x"]) == ("11 · 11.000", columns.min())
    assert rows.min() - 2 < name["y"] < rows.min()
