"""A run saved on one server and opened on another: the same moment, the same figures."""

from urllib.parse import urlencode
from zipfile import ZipFile

import numpy as np
import pytest

from tests.browser.app import figure, open_page, served, status, wait_for_status
from wsviz.datasets.own import from_arrays
from wsviz.runs import link
from wsviz.runs.presets import PRESETS
from wsviz.runs.revision import Revision
from wsviz.runs.run import Run

pytestmark = pytest.mark.browser

MOMENT = {"cycle": "700", "phase": "sleep", "beat": "2", "learned": "800", "tab": "Bits"}


def opened_files(page):
    """Opens the window from which files leave."""
    page.locator(".st-key-files button").first.click()
    page.wait_for_selector(".st-key-save_run")


def test_a_run_saved_on_one_server_opens_on_another(page, chrome, tmp_path):
    """With pictures of one's own, which the other server has never seen."""
    world = from_arrays(np.eye(9).reshape(9, 3, 3), title="Single pixels")
    recipe = PRESETS["kirby"].replace(dataset=world.name)
    query = link.write("kirby", (Revision(0, recipe),)) | MOMENT
    first = page(f"?{urlencode(query)}")
    opened_files(first)
    with first.expect_download() as download:
        first.locator(".st-key-save_run button").click()
    assert download.value.suggested_filename == "wsviz-own-pictures-800-run.wsviz"
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    # As large as many runs are; what a newer wsviz may add is passed over.
    with ZipFile(path, "a") as archive:
        archive.writestr("more", bytes(9_000_000))
    assert Run.open(path).cycle == 800
    with served() as other:
        second = open_page(chrome, other, "?cycle=5")
        opened_files(second)
        second.set_input_files("input[type=file]", path)
        wait_for_status(second, f"now === {status(first)!r}")
        second.wait_for_function("() => document.body.innerText.includes('Single pixels')")
        assert second.locator(".sentence").inner_text() == first.locator(".sentence").inner_text()
        for key in ("network", "bits"):
            assert figure(second, key) == figure(first, key)
        # The run that was there is one click away.
        second.locator(".st-key-bring_back button").click()
        wait_for_status(second, "now.startsWith('cycle 5 ')")
        assert not second.errors
        second.context.close()
