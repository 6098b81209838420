"""What leaves the Stage as a file: really downloaded, and read back."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.browser.app import rest
from tests.browser.axe import violations
from tests.exports.cases import blocks, diverged, near
from wsviz.exports.sheet import Sheet
from wsviz.exports.subjects import Looked, ranges, weights
from wsviz.narration.cursor import Cursor
from wsviz.narration.moment import moment
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run

pytestmark = pytest.mark.browser

CYCLE, BEAT = 24, 6
_SCROLLS = "() => document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth"


def saved(page, label):
    """The path and the suggested name of what a button of the window saves."""
    with page.expect_download() as download:
        page.locator(".st-key-files_window").get_by_role("button", name=label).click()
    return Path(download.value.path()), download.value.suggested_filename


def test_all_kinds_of_files_are_downloaded_and_read_back(page):
    query = f"?preset=bars&cycle={CYCLE}&beat={BEAT}&frames=25&tab=Weights"
    here = page(query, width=1024, height=700)
    here.get_by_role("button", name="Files").click()
    here.wait_for_selector(".st-key-make_film")
    rest(here)
    assert not here.evaluate(_SCROLLS)
    box = here.locator(".st-key-files_window").bounding_box()
    assert box["x"] >= 0
    assert box["y"] + box["height"] <= 700
    run = Run(PRESETS["bars"])
    run.advance(CYCLE)
    shown = moment(run, Cursor(CYCLE, beat=BEAT))
    check_strip(*saved(here, "PNG"), shown)
    check_numbers(here, run, shown)
    here.locator(".st-key-make_film button").click()
    here.get_by_role("button", name="Save wsviz-bars").wait_for()
    # The window is drawn once more when the film is made; a press just then is lost.
    rest(here)
    path, name = saved(here, "Save wsviz-bars")
    assert name == f"wsviz-bars-{CYCLE}-weights-film.gif"
    with Image.open(path) as film:
        assert film.n_frames == CYCLE + 1
    found = violations(here)
    assert not found, "\n".join(found)


def check_strip(path, name, shown):
    """The weights that are in force at the moment on show, taught already."""
    assert name == f"wsviz-bars-{CYCLE}-weights.png"
    limits = ranges([shown.parameters])
    parts = weights(shown.parameters, Looked(None, (4, 4), 0, limits))
    sheet = Sheet("Weights: Bars, 4×4 (1995 paper)", parts, 1000)
    with Image.open(path) as image:
        pixels = np.asarray(image.convert("RGB"))
    for at, unit in zip(sheet.places[0], shown.step.after.generative.matrices[0][0, 1:]):
        found = blocks(pixels, at, (4, 4), (sheet.block,) * 2)
        limit = limits["generative", 1]
        assert near(found, [[diverged(w, limit) for w in row] for row in unit.reshape(4, 4)])


def check_numbers(here, run, shown):
    """The curve's CSV, the NPZ and the moment's JSON."""
    path, name = saved(here, "Curve CSV")
    assert name == f"wsviz-bars-{CYCLE}-curve.csv"
    lines = [line for line in path.read_text().splitlines() if not line.startswith("#")]
    found = {int(x["cycle"]): float(x["kl_bits"]) for x in csv.DictReader(lines)}
    assert found == {at: point.kl_bits[0] for at, point in run.curve.items()}
    path, _ = saved(here, "All three, NPZ")
    with np.load(path, allow_pickle=False) as file:
        after = shown.step.after.generative.matrices[0][0]
        assert file["generative_into_layer_0"].tobytes() == after.tobytes()
        assert file["activations_layer_1"].shape == (len(run.dataset.distinct()[0]), 8)
    path, _ = saved(here, "This moment, JSON")
    found = json.loads(path.read_text())
    assert (found["cycle"], found["phase"], found["beat"]["number"]) == (CYCLE, "wake", BEAT)
    assert found["layers"][1]["states"] == shown.states(1).tolist()
    change = np.array(found["change"][0]["values"], np.float32)
    assert change.tobytes() == shown.step.change.matrices[0][0].tobytes()
