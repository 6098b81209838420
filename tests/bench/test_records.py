"""What ships of the experiments begins as the engine does."""

import numpy as np
import pytest

from tests.bench import gradient, reweighted, rows, schedules
from tests.browser.app import ROOT
from wsviz.runs.experiment import load
from wsviz.runs.presets import PRESETS
from wsviz.runs.record import load as load_run
from wsviz.runs.run import Run

BENCHES = {"gradient": gradient, "reweighted": reweighted, "rows": rows}
RECIPES = {name: bench.recipes() for name, bench in BENCHES.items()} | schedules.RECIPES
MEASURES = {name: bench.measure for name, bench in BENCHES.items()} | schedules.MEASURES
CASES = [(record, name) for record, recipes in RECIPES.items() for name in recipes]


@pytest.mark.parametrize(("record", "name"), CASES)
def test_a_recorded_case_begins_as_the_engine_does(record, name):
    shipped = next(case for case in load(ROOT / "assets" / f"{record}.npz") if case.name == name)
    assert shipped.recipe == RECIPES[record][name]
    run = Run(shipped.recipe)
    for mark, cycle in enumerate(shipped.cycles[:5]):
        run.advance(cycle - run.cycle)
        for measure, values in MEASURES[record](run.parameters).items():
            np.testing.assert_allclose(shipped.measured[measure][mark], values, rtol=1e-5)


@pytest.mark.parametrize("record", RECIPES)
def test_the_cases_are_those_of_the_bench_with_equal_seeds(record):
    cases = load(ROOT / "assets" / f"{record}.npz")
    assert [case.name for case in cases] == list(RECIPES[record])
    assert len({case.recipe.seeds for case in cases}) == 1
    assert all(case.seconds > 0 for case in cases)


@pytest.mark.parametrize("record", ["gradient", "falling", "layers"])
def test_rules_and_schedules_are_compared_after_equal_examples(record):
    cases = load(ROOT / "assets" / f"{record}.npz")
    assert len({int(case.examples[-1]) for case in cases}) == 1


def test_the_rows_are_compared_after_equal_examples():
    cases = load(ROOT / "assets" / "rows.npz")
    assert {int(case.examples[-1]) for case in cases} == {rows.EXAMPLES}
    for case in cases:
        assert rows.EXAMPLES // max(rows.ROWS) in case.cycles


def test_the_dreams_record_begins_as_the_engine_does():
    shipped, run = load_run(ROOT / "assets" / "dreams.npz"), Run(PRESETS["bars"])
    assert shipped.recipe == run.recipe
    assert list(shipped.keyframes) == list(shipped.curve)
    assert shipped.cycle >= 200_000
    for cycle in list(shipped.keyframes)[:40]:
        run.advance(cycle - run.cycle)
        for own, kept in zip(run.parameters, shipped.keyframes[cycle], strict=True):
            np.testing.assert_allclose(kept.flat, own.flat, rtol=1e-5, atol=1e-6)
        now, then = run.measured(), shipped.curve[cycle]
        for field in ("kl_bits", "penalty_bits", "layer_costs_bits", "dream_costs_bits"):
            np.testing.assert_allclose(
                getattr(then, field), getattr(now, field), rtol=1e-5, atol=1e-5
            )
