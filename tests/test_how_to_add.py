"""What the README promises of additions: a module and a line in a table, and it has everything."""

import numpy as np
import pytest

from tests.ui.page import checked, open_page, plots, press, status
from wsviz.datasets import DATASETS, Dataset
from wsviz.engine import learning
from wsviz.ui import pages
from wsviz.ui.panels import PANELS, Plot, activations
from wsviz.ui.visit import Visit
from wsviz.variants import VARIANTS, Variant


def corners():
    """A world of four pictures, one pixel on in each."""
    return Dataset(
        name="corners",
        title="Corners, 2 × 2",
        images=np.eye(4),
        probabilities=np.full(4, 0.25),
        image_shape=(2, 2),
        source="this test",
        licence="none needed",
    )


def half_asleep(parameters, draws, rule, out):
    """A sleep step that learns half as fast."""
    slower = rule.recognition._replace(rates=rule.recognition.rates / 2)
    return learning.sleep(parameters, draws, rule._replace(recognition=slower), out)


def test_a_world_has_the_stage_links_and_measures(monkeypatch):
    monkeypatch.setitem(DATASETS, "corners", corners)
    at = open_page(dataset="corners", cycle="40")
    assert not at.warning
    assert at.selectbox(key="dataset").value == "corners"
    for name in ("Weights", "Dreams", "Bits"):
        checked(at.segmented_control(key="tab").set_value(name).run())
    shown = at.session_state.visit
    assert shown.explorer.run.architecture.visible == 4
    assert Visit(shown.query()).query() == shown.query()
    assert shown.explorer.run.curve[0].exact


def test_a_learning_rule_has_the_stage_the_scrubber_and_links(monkeypatch):
    rule = Variant("Half asleep", learning.wake, half_asleep)
    monkeypatch.setitem(VARIANTS, "half-asleep", rule)
    at = open_page(variant="half-asleep", cycle="60")
    assert not at.warning
    press(at, "next")
    checked(at.slider(key="scrub").set_value(20).run())
    assert status(at).startswith("cycle 20 ")
    mine = at.session_state.visit.explorer.moment
    plain = Visit({"cycle": "20"}).explorer.moment
    assert (mine.parameters.recognition.flat != plain.parameters.recognition.flat).any()


def test_a_panel_is_offered_and_drawn(monkeypatch):
    def means(moment, show):
        figure = activations(moment, show).figure
        return Plot(figure, "means", "Mean activations.")

    monkeypatch.setitem(PANELS, "Means", {"All": means})
    at = open_page(tab="Means")
    assert "Mean activations." in plots(at)


@pytest.mark.parametrize("field", ["path", "title"])
def test_a_page_is_a_line_in_the_table(field):
    names = [getattr(page, field) for page in pages.PAGES]
    assert len(set(names)) == len(names)
    assert all(callable(page.draw) for page in pages.PAGES)
