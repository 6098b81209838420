"""The selected unit's numbers add up to what the engine did."""

import numpy as np
import pytest

from wsviz.narration import numbers
from wsviz.narration.cursor import Cursor
from wsviz.narration.moment import moment
from wsviz.narration.selection import Selection
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run

REWEIGHTED = {"variant": "reweighted", "rows": 4, "wake_phi": 1.0, "sleep_phi": 0.5}
RECIPES = {
    "plain": PRESETS["kirby"],
    "several rows": PRESETS["kirby"].replace(rows=3),
    "reweighted": PRESETS["kirby"].replace(**REWEIGHTED),
    "falling rates": PRESETS["kirby"].replace(schedule="1/t", span=100),
    "layer by layer": PRESETS["kirby"].replace(schedule="layers", span=400),
    "exact gradient": PRESETS["kirby"].replace(variant="exact-gradient", initial_weights=0.1),
}


@pytest.fixture(scope="module", params=RECIPES)
def run(request):
    run = Run(RECIPES[request.param])
    run.advance(300)
    return run


def last_beat(run, phase, selection, row=0):
    return moment(run, Cursor(250, phase).at_last_beat(run), selection, row)


@pytest.mark.parametrize("phase", ["wake", "sleep"])
def test_a_units_numbers_add_up_to_its_drawn_state(run, phase):
    for layer, units in enumerate(run.architecture.sizes):
        for unit in range(units):
            shown = last_beat(run, phase, Selection(layer, unit), row=run.recipe.rows - 1)
            draw = numbers.drawing(shown)
            if draw is None:
                assert phase == "wake"
                assert layer == 0 or shown.step.listed
                continue
            total = sum(s * w for s, w in draw.sum.terms)
            assert total == pytest.approx(draw.sum.logit, abs=1e-4)
            assert draw.sum.probability == pytest.approx(1 / (1 + np.exp(-draw.sum.logit)))
            assert draw.state == (draw.uniform < draw.sum.probability)
            assert draw.state == shown.step.states.units[layer][0, -1, unit]


@pytest.mark.parametrize("phase", ["wake", "sleep"])
@pytest.mark.parametrize("way", ["generative", "recognition"])
def test_a_weights_terms_add_up_to_the_engines_change(run, phase, way):
    shown = last_beat(run, phase, Selection(1, 0))
    taught = way in ("generative" if phase == "wake" else "recognition", *shown.step.changes)
    for layer in range(way == "recognition", 3):
        parents = run.architecture.parents(way, layer)
        for parent in range(parents + 1):
            chosen = last_beat(run, phase, Selection(layer, 0, parent, way))
            lesson = numbers.weight_change(chosen)
            if not taught:
                assert lesson is None
                continue
            total = lesson.rate * sum(term.value for term in lesson.terms)
            assert lesson.change == pytest.approx(total, abs=1e-6)
            assert lesson.before + lesson.change == pytest.approx(lesson.after, abs=1e-6)
            assert lesson.after == chosen.step.after.into(layer, way)[0, parent, 0]
            assert chosen.weight == lesson.after
            assert sum(term.share for term in lesson.terms) == pytest.approx(1, abs=1e-5)


def test_asleep_no_weight_leads_into_the_image():
    run = Run(PRESETS["kirby"])
    shown = moment(run, Cursor(0, "sleep"), Selection(0, 0))
    assert (shown.parent, shown.weight, numbers.weight_change(shown)) == (None, None, None)


def test_the_constraint_is_said_where_it_holds_with_several_rows_too():
    run = Run(PRESETS["bars"].replace(rows=3))
    held = []
    for cycle in range(40):
        run.advance(1)
        for pixel in range(16):
            shown = moment(run, Cursor(cycle, "wake", 6), Selection(0, pixel, 1))
            lesson = numbers.weight_change(shown)
            free = lesson.rate * sum(term.value for term in lesson.terms)
            expected = lesson.before + free < -1e-6
            held.append(expected)
            assert lesson.held == expected
    assert 0 < sum(held) < len(held)
