"""A class on one worker: who learns and who waits; and a worker that dies and comes back."""

from urllib.parse import urlencode

import numpy as np
import pytest

from tests.browser.app import figure, free_port, open_page, press, serving, status
from tests.browser.test_live import cycle, pause, wait_for_cycle
from wsviz.datasets import from_arrays
from wsviz.runs import link, store
from wsviz.runs.proposal import proposed
from wsviz.runs.revision import Revision

pytestmark = pytest.mark.browser
LOST = "The server had lost this page; it was opened again where it was."


def run(page):
    page.locator(".st-key-run button", has_text="Run").click()


def test_who_comes_later_waits_is_told_and_has_its_turn(chrome):
    with serving(WSVIZ_LEARNING="1") as (address, _):
        first, second = (open_page(chrome, address, "?preset=bars") for _ in range(2))
        run(first)
        wait_for_cycle(first, 1)
        run(second)
        line = second.locator(".quiet")
        line.wait_for()
        assert line.inner_text() == "1 learns, you are next; stepping goes on."
        assert line.get_attribute("role") == "status"
        second.wait_for_timeout(1500)
        # Nothing else is drawn while it waits, and a step is made at once.
        assert cycle(second) == 0
        assert second.evaluate("window.probe.removed") == 0
        press(second, "cycle", expected="cycle 1 ")
        line.wait_for(state="detached")
        run(second)
        line.wait_for()
        pause(first)
        wait_for_cycle(second, 2)
        line.wait_for(state="detached")
        for page in (first, second):
            assert not page.errors
            page.context.close()


def own_pictures():
    """A link to pictures that a person brought, which the store keeps."""
    images = np.random.default_rng(3).random((30, 5, 5)) < 0.4
    dataset = from_arrays(images.astype(np.uint8), title="Mine")
    assert store.keep(dataset) is None
    return urlencode(link.write(link.DEFAULT_PRESET, [Revision(0, proposed(dataset))]))


def test_a_worker_dies_and_every_page_is_where_it_was(chrome, tmp_path, monkeypatch):
    monkeypatch.setenv("WSVIZ_STORE", str(tmp_path))
    port, kept = free_port(), {"WSVIZ_STORE": str(tmp_path)}
    with serving(port=port, **kept) as (address, server):
        own = open_page(chrome, address, f"?{own_pictures()}&cycle=50&tab=Weights&selected=1.3")
        live = open_page(chrome, address, "?preset=bars")
        lab = open_page(chrome, address, "explaining?burglar=0.02")
        press(own, "forward")
        seen, drawn = status(own), figure(own, "network")
        run(live)
        wait_for_cycle(live, 300)
        live.wait_for_function("() => location.search.includes('cycle=')")
        last = live.evaluate("+new URLSearchParams(location.search).get('cycle')")
        server.kill()
        server.wait()
        # The last addresses are written by now.
        live.wait_for_timeout(600)
        places = [page.url for page in (own, lab)]
    with serving(port=port, **kept):
        for page in (own, live, lab):
            page.locator(".stAlert", has_text=LOST).wait_for(timeout=60_000)
        assert [page.url for page in (own, lab)] == places
        assert status(own) == seen
        assert figure(own, "network") == drawn
        chosen = own.get_by_role("radio", name="Weights", exact=True)
        assert chosen.get_attribute("aria-checked") == "true"
        wait_for_cycle(live, last)
        assert "Learning is paused." in live.locator(".stAlert").inner_text()
        press(own, "forward")
        run(live)
        wait_for_cycle(live, cycle(live) + 1)
        for page in (own, live, lab):
            assert not page.errors
            page.context.close()
