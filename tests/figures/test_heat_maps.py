"""Heat maps, galleries and curves: the numbers in them, and which way up."""

import re
from itertools import pairwise

import numpy as np
import pytest

from tests.figures.conftest import F
from wsviz.engine import gallery
from wsviz.figures import activations, bits, dreams, weights
from wsviz.figures.distribution import distribution
from wsviz.figures.mosaic import mosaic, pictures, strip
from wsviz.measure import model_probabilities
from wsviz.narration.cursor import Cursor
from wsviz.narration.moment import moment
from wsviz.narration.selection import Selection

UPRIGHT = F.reshape(4, 4)


def test_mosaics_keep_tiles_upright_and_apart():
    laid = mosaic(pictures(np.stack([F, 1 - F, F]), (4, 4)), 2)
    assert laid.z.shape == (9, 9)
    np.testing.assert_array_equal(laid.z[:4, :4], UPRIGHT)
    np.testing.assert_array_equal(laid.z[:4, 5:], 1 - UPRIGHT)
    np.testing.assert_array_equal(laid.z[5:, :4], UPRIGHT)
    assert np.isnan(laid.z[4]).all()
    assert np.isnan(laid.z[5:, 5:]).all()
    assert laid.corners.tolist() == [[0, 0], [0, 5], [5, 0]]


def test_a_strip_shows_each_picture_upright_over_its_place():
    heat_map, axis = strip(np.stack([F, 1 - F]), (4, 4))
    np.testing.assert_array_equal(heat_map["z"][:, :4], UPRIGHT)
    np.testing.assert_array_equal(heat_map["z"][:, 5:], 1 - UPRIGHT)
    x, y = heat_map["x"], heat_map["y"]
    assert y[0] > y[-1]
    assert axis["range"][0] < axis["range"][1]
    assert (x[0] + x[4]) / 2 == pytest.approx(0)
    assert (x[5] + x[9]) / 2 == pytest.approx(1)
    assert x[1] - x[0] == pytest.approx(y[0] - y[1])


def test_every_figure_of_every_recipe_is_valid(runs, valid):
    for run in runs.values():
        now = moment(run, Cursor(run.cycle, "wake", 2), Selection(1, 2, 1))
        parameters, shape = now.parameters, now.image_shape
        images = now.dataset.images[:8]
        found = gallery.activations(parameters, images)
        rebuilt = gallery.reconstructions(parameters, images)
        fantasies = gallery.dreamed(parameters, 20).states.units[0][0]
        valid(activations.activations(now, images, found))
        valid(weights.weight_images(now))
        valid(weights.weight_matrices(now))
        valid(dreams.dreams(images, rebuilt, fantasies, shape, in_support=np.arange(20) < 9))
        valid(bits.bits_over_time(run.curve, 100, dropped=run.curve))
        assert "8 real images" in activations.alt_text(images, found)
        assert "20 fantasies" in dreams.alt_text(images, rebuilt, fantasies)
        assert "Weights" in weights.alt_text(now)


def test_activations_are_rows_top_layer_first(runs):
    run = runs["kirby"]
    now = moment(run, Cursor(), Selection(1, 4))
    images = now.dataset.distinct()[0]
    found = gallery.activations(run.parameters, images)
    figure = activations.activations(now, images, found)
    heat_map = figure["data"][0]
    assert heat_map["z"].shape == (8, 12)
    np.testing.assert_array_equal(heat_map["z"][0], found[1][0, :, 0])
    assert np.isnan(heat_map["z"][1]).all()
    np.testing.assert_array_equal(heat_map["z"][6], found[0][0, :, 4])
    assert heat_map["customdata"][6][0].tolist() == [1, 4, -1, -1]
    _, column, row = figure["layout"]["shapes"]
    shown = heat_map["x"].tolist().index(column["x0"])
    np.testing.assert_array_equal(images[shown], now.states(0))
    assert (row["y0"], row["y1"]) == tuple(heat_map["y"][6:8])


def test_weight_tiles_are_the_weights_of_both_directions(runs):
    run = runs["bars"]
    generative, recognition = run.parameters
    down, own, up = weights.weight_images(moment(run, Cursor(run.cycle)))["data"][:3]
    np.testing.assert_array_equal(down["z"][:4, 5:9], generative.matrices[0][0, 2].reshape(4, 4))
    np.testing.assert_array_equal(up["z"][:4, 5:9], recognition.matrices[0][0, 1:, 1].reshape(4, 4))
    np.testing.assert_array_equal(own["z"], generative.matrices[0][0, 0].reshape(4, 4))
    assert down["customdata"][1][7].tolist() == [0, 6, 2, 0]
    assert up["customdata"][1][7].tolist() == [1, 1, 7, 1]
    assert own["customdata"][1][2].tolist() == [0, 6, 0, 0]
    assert down["zmax"] == -down["zmin"] >= np.abs(run.parameters.generative.matrices[0]).max()


def test_upper_layers_are_projected_through_the_layers_between(runs):
    run = runs["digits"]
    generative, recognition = run.parameters
    found = weights.projections(run.parameters)
    through = generative.matrices[1][0, 1:] @ generative.matrices[0][0, 1:]
    np.testing.assert_allclose(found["generative"][1], through, rtol=1e-5, atol=1e-7)
    back = recognition.matrices[1][0, 1:].T @ recognition.matrices[0][0, 1:].T
    np.testing.assert_allclose(found["recognition"][1], back, rtol=1e-5, atol=1e-7)
    assert found["generative"][2].shape == (4, 64)


def test_matrices_show_every_number_and_say_which_it_is(runs):
    run = runs["bars"]
    figure = weights.weight_matrices(moment(run, Cursor(run.cycle), Selection(1, 3, 0)))
    shown = [trace["z"] for trace in figure["data"]]
    for matrix, z in zip(
        (*run.parameters.generative.matrices, *run.parameters.recognition.matrices), shown
    ):
        np.testing.assert_array_equal(z, matrix[0])
    assert figure["data"][0]["customdata"][2][5].tolist() == [0, 5, 2, 0]
    assert figure["data"][3]["customdata"][0][3].tolist() == [1, 3, 0, 1]
    assert len(figure["layout"]["shapes"]) == 1
    for half in (("", 2, 3), (4, 5)):
        domains = [figure["layout"][f"xaxis{n}"]["domain"] for n in half]
        assert all(a < b for a, b in domains)
        assert all(a[1] < b[0] for a, b in pairwise(domains))
    upper, lower = (figure["layout"][f"yaxis{n}"]["domain"] for n in ("", 4))
    assert lower[0] < lower[1] < upper[0] < upper[1]


@pytest.mark.parametrize(
    ("values", "limit"), [([0, 0], 1), ([0.3], 0.5), ([-7], 10), ([2], 2), ([14.1], 20), ([], 1)]
)
def test_ranges_are_round(values, limit):
    assert weights.nice_limit(np.array(values)) == limit


def rows_of_pictures(figure, height):
    """The values of each row of pictures, from the top."""
    z = figure["data"][0]["z"]
    filled = ~np.isnan(z).all(1)
    tops = np.flatnonzero(filled & ~np.append(False, filled[:-1]))
    return [z[top : top + height] for top in tops]


def test_galleries_hold_the_images_given():
    images, known = np.stack([F] * 4), np.array([1, 0, 1, 1]) > 0
    figure = dreams.dreams(images, images * 0.5, 1 - images, (4, 4), 4, in_support=known)
    real, rebuilt, fantasies = rows_of_pictures(figure, 4)
    np.testing.assert_array_equal(real[:, 5:9], UPRIGHT)
    np.testing.assert_array_equal(rebuilt[:, 5:9], UPRIGHT / 2)
    np.testing.assert_array_equal(fantasies[:, 10:14], 1 - UPRIGHT)
    framed, mark = figure["layout"]["shapes"]
    assert framed["path"].count("M") == 12
    # The one that the data never contain is the second of the third row.
    x0, x1, y0, y1 = edges_of(mark)
    cells = figure["data"][0]
    left = cells["x0"] + 5 * cells["dx"]
    assert x0 < left < left + 3 * cells["dx"] < x1 < left + 5 * cells["dx"]
    top = cells["y0"] + (len(cells["z"]) - 4) * cells["dy"]
    assert top - cells["dy"] < y0 < top < y1
    assert "3 of 4 are images of the data" in figure["layout"]["annotations"][2]["text"]
    assert figure["layout"]["yaxis"]["range"][0] > figure["layout"]["yaxis"]["range"][1]


def edges_of(shape):
    """x0, x1, y0, y1 of the one box of a path."""
    x0, y0, x1, y1 = map(float, re.findall(r"[-\d.]+", shape["path"])[:4])
    return x0, x1, y0, y1


def test_fantasies_show_their_probabilities_and_their_distance_to_the_data():
    images, probabilities = np.stack([F] * 4), np.full((4, 16), 0.25)
    known = {"probabilities": probabilities, "distances": np.array([4, 5, 5, 6])}
    figure = dreams.dreams(images, images, 1 - images, (4, 4), 4, **known)
    *_, fantasies, probable = rows_of_pictures(figure, 4)
    np.testing.assert_array_equal(fantasies[:, :4], 1 - UPRIGHT)
    np.testing.assert_array_equal(probable[:, 15:19], probabilities[3].reshape(4, 4))
    titles = [note["text"] for note in figure["layout"]["annotations"]]
    assert "mean distance to the nearest datum 5.0 pixels" in titles[2]
    assert len(figure["layout"]["shapes"]) == 1
    text = dreams.alt_text(images, images, images, distances=known["distances"])
    assert "on average 5.0 pixels from the nearest datum" in text


def test_curves_are_the_points_and_zero_has_its_place(runs):
    run = runs["kirby"]
    figure = bits.bits_over_time(run.curve, 100)
    points = list(run.curve.values())
    for trace, field in zip(figure["data"], ("entropy_bits", "kl_bits", "penalty_bits")):
        np.testing.assert_array_equal(trace["y"], [getattr(p, field)[0] for p in points])
        assert trace["stackgroup"] == "bits"
    assert figure["data"][0]["x"][0] == 0.5
    assert figure["layout"]["xaxis2"]["ticktext"][0] == "0"
    assert figure["layout"]["shapes"][0]["x0"] == 100
    assert "exact" in figure["layout"]["annotations"][0]["text"]
    sampled = bits.bits_over_time(runs["digits"].curve, 0)
    assert "(one standard error, sampled)" in sampled["layout"]["annotations"][0]["text"]


def test_the_bar_chart_holds_all_probability(runs, valid):
    run = runs["kirby"]
    images, probabilities = run.dataset.distinct()
    model = model_probabilities(run.parameters, run.dataset)
    figure = valid(
        distribution(images, probabilities, model.probabilities[0], model.rest[0], (3, 3))
    )
    data, believed, _ = figure["data"]
    assert sum(data["y"]) == pytest.approx(1)
    assert sum(believed["y"]) == pytest.approx(1)
    assert (np.diff(data["y"]) <= 1e-12).all()
    assert believed["y"][-1] == model.rest[0]
