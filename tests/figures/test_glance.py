"""At a glance: its parts are those of the panels, and a click on one opens it."""

import re

import numpy as np
import pytest

from tests.figures.conftest import moments
from wsviz.engine import gallery
from wsviz.figures import glance, palette
from wsviz.figures.weight_values import nice_limit, projections
from wsviz.narration.selection import Selection


@pytest.fixture(params=["kirby", "bars", "shifter", "digits", "digits-quick"])
def seen(runs, request):
    """The run, its last moment, what the figure was made of, and the figure."""
    run = runs[request.param]
    *_, now = moments(run, Selection(1, 3))
    images = now.dataset.distinct()[0][:8]
    rebuilt = gallery.reconstructions(now.parameters, images)
    fantasies = gallery.dreamed(now.parameters, 8).drawing(0).probabilities[0]
    found = gallery.activations(now.parameters, images)
    given = images, rebuilt, fantasies, found
    return run, now, given, glance.glance(now, *given, run.curve, now.cycle)


def pixels(trace):
    """The middle of every column and row of an even heat map, in pixels."""
    rows, columns = trace["z"].shape
    return (
        trace["x0"] + trace["dx"] * np.arange(columns),
        trace["y0"] + trace["dy"] * np.arange(rows),
    )


def test_weights_are_those_of_both_directions(seen):
    _, now, _, figure = seen
    trace = figure["data"][0]
    x, y = pixels(trace)
    path = figure["layout"]["shapes"][0]["path"].split("Z")[:-1]
    frames = [tuple(map(float, re.findall(r"[-\d.]+", part)))[:4] for part in path]
    tiles = []
    for x0, y0, x1, y1 in frames:
        cells = trace["z"][np.ix_((y0 < y) & (y < y1), (x0 < x) & (x < x1))]
        assert cells.shape == now.image_shape
        tiles.append(cells.ravel() / 127)
    projected = projections(now.parameters)
    at = 0
    for layer in range(now.architecture.depth, 0, -1):
        for direction in ("generative", "recognition"):
            units = projected[direction][layer - 1][:16]
            into = now.parameters.into(layer, direction)[0, 0, :16]
            own = np.zeros((0, units.shape[1]))
            if (direction, layer) == ("generative", 1):
                own = now.parameters.into(0, direction)[0, :1]
            for unit in np.concatenate([units[:1], own]):
                limit = max(nice_limit(np.concatenate([units, own])), nice_limit(into))
                close = [np.abs(tile * limit - unit).max() <= limit / 250 for tile in tiles]
                assert any(close)
                at += 1
    assert at == 2 * now.architecture.depth + 1


def test_activations_stand_over_their_images(seen):
    _, now, (_, _, _, found), figure = seen
    units, dreams = figure["data"][1:3]
    shown = units["z"][~np.isnan(units["z"]).all(1)]
    expected = np.concatenate([part[0].T for part in found[::-1]])
    np.testing.assert_array_equal(shown, expected)
    x, _ = pixels(dreams)
    width = now.image_shape[1]
    for image in range(8):
        columns = x[image * (width + 1) : image * (width + 1) + width]
        assert units["x"][image] < columns[0] < columns[-1] < units["x"][image + 1]
    assert units["y"][-1] < dreams["y0"]


def test_dreams_are_data_reconstructions_and_fantasies(seen):
    _, now, pictures, figure = seen
    z, (height, width) = figure["data"][2]["z"], now.image_shape
    filled = np.flatnonzero(~np.isnan(z).all(1)).reshape(3, height)
    for rows, images in zip(filled, pictures):
        for n, image in enumerate(images):
            shown = z[rows, n * (width + 1) : n * (width + 1) + width]
            np.testing.assert_array_equal(shown.ravel(), np.float32(image))
    # Each row's name stands over it, and on no picture.
    _, y = pixels(figure["data"][2])
    notes = {note["text"]: note["y"] for note in figure["layout"]["annotations"]}
    for rows, name in zip(filled, ("data", "reconstructions", "fantasies")):
        middle = notes[f"<b>{name}</b>"]
        assert y[rows[0]] - 25 < middle < y[rows[0]]
        assert np.abs(y[filled.ravel()] - middle).min() >= 8


def test_the_curve_is_the_parts_of_every_point(seen):
    run, now, _, figure = seen
    points = list(run.curve.values())
    for area, field in zip(figure["data"][3:6], ("entropy_bits", "kl_bits", "penalty_bits")):
        np.testing.assert_array_equal(area["y"], [getattr(p, field)[0] for p in points])
        assert area["stackgroup"] == "bits"
    texts = [note["text"] for note in figure["layout"]["annotations"]]
    (title,) = [text for text in texts if "an image" in text]
    assert ("exact" in title) == points[-1].exact
    last = points[-1]
    total = f"{last.description_length_bits[0]:.{3 if last.exact else 2}f}"
    assert (total if last.exact else f"{total} ± {last.error_bits[0]:.2f}") in title
    (keys,) = [text for text in texts if "penalty" in text]
    assert ("KL ≤" in keys) == ("penalty ≥" in keys) == (not last.exact)
    if now.dataset.held_out is None:
        assert "held out" not in keys
    else:
        assert keys.endswith(f"<b>held out</b> {last.held_out_bits[0]:.1f}")
    mark = figure["layout"]["shapes"][-1]
    assert (mark["xref"], mark["x0"]) == ("x2", now.cycle)


def test_the_curve_stands_in_its_corner(seen):
    run, _, _, figure = seen
    x, y = figure["layout"]["xaxis2"]["range"], figure["layout"]["yaxis2"]["range"]
    last = max(10, *run.curve)
    ends = [(np.log10(cycle) - x[0]) / (x[1] - x[0]) * 600 for cycle in (0.5, last)]
    assert 30 < ends[0] < ends[1] < 300
    most = max(point.description_length_bits[0] for point in run.curve.values())
    floor, top = [480 * (1 - (bits - y[0]) / (y[1] - y[0])) for bits in (0, most)]
    assert 320 < top < floor < 470


def part_at(figure, x, y):
    """The customdata of a click there."""
    parts = figure["data"][-1]
    row = np.searchsorted(parts["y"], y) - 1
    return parts["customdata"][row][np.searchsorted(parts["x"], x) - 1].tolist()


def test_a_click_anywhere_opens_the_panel_of_its_part(seen):
    *_, figure = seen
    weights, units, dreams = figure["data"][:3]
    x, y = pixels(dreams)
    assert part_at(figure, x[0], y[-1]) == part_at(figure, x[-1], y[y > dreams["y0"]][0]) == [2]
    assert part_at(figure, units["x"][0] + 1, units["y"][0] + 1) == [0]
    assert part_at(figure, units["x"][-1] - 1, units["y"][-1] - 1) == [0]
    x, y = pixels(weights)
    filled = np.argwhere(weights["z"] != -128)
    assert {tuple(part_at(figure, x[column], y[row])) for row, column in filled} == {(1,)}
    assert part_at(figure, 50, 340) == part_at(figure, 290, 450) == [3]
    # Nothing else is in the way.
    assert all(trace["hoverinfo"] == "skip" for trace in figure["data"][:-1])


def test_what_is_selected_and_what_has_changed_stands_out(seen):
    *_, figure = seen
    rects = [shape for shape in figure["layout"]["shapes"] if shape["type"] == "rect"]
    assert len(rects) == 3
    assert {shape["line"]["color"] for shape in rects} == {palette.SELECTED}
    row = rects[-1]
    units = figure["data"][1]
    at = units["y"].tolist().index(row["y0"])
    assert units["y"][at + 1] == row["y1"]
    colors = [shape["line"]["color"] for shape in figure["layout"]["shapes"]]
    # The moment is the last beat of sleep.
    assert colors.count(palette.SLEEP) == 1


def test_who_hears_it_learns_of_every_part(seen):
    run, now, (images, *_), _ = seen
    text = glance.alt_text(images, run.curve, now.cycle)
    assert "8 images" in text
    assert "KL(data‖model)" in text
