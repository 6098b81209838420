"""What single sleep steps did, against plain loops over every explanation and every dream."""

from math import exp, log

import numpy as np
import pytest

from tests.engine.oracle import configurations
from tests.measure.test_exact import both_logs, looped_evidence
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run
from wsviz.runs.sleep_steps import Divergences, SleepSteps, sleep_steps

CYCLES = range(40, 43)


@pytest.fixture(scope="module")
def run():
    small = Run(PRESETS["kirby"].replace(hidden=(2, 1)))
    small.advance(50)
    return small


def looped(parameters, dataset):
    """(penalty on data, the dreams' divergence) by loops, in bits."""
    one = parameters.map(lambda flat: flat.astype(np.float64))
    penalty = dreams = 0
    for image, weight in zip(*dataset.distinct(), strict=True):
        evidence = looped_evidence(image, one)
        penalty += weight * sum(exp(q) * (q - p + evidence) for p, q in both_logs(image, one))
    for (image,) in configurations((one.architecture.visible,)):
        evidence = looped_evidence(image, one)
        dreams += sum(exp(p) * (p - evidence - q) for p, q in both_logs(image, one))
    return penalty / log(2), dreams / log(2)


@pytest.mark.parametrize("when", ["before", "after"])
def test_both_divergences_are_those_of_the_runs_own_steps(run, when):
    found = getattr(sleep_steps(run, CYCLES), when)
    step = run.at(CYCLES[1], "sleep")
    expected = looped(getattr(step, when), run.dataset)
    assert [part[1] for part in found] == pytest.approx(expected, abs=1e-9)


def test_the_steps_follow_one_another_and_the_mean_is_no_single_step(run):
    found = sleep_steps(run, CYCLES)
    assert found.cycles == CYCLES
    assert all(len(part) == len(CYCLES) for moment in found[1:] for part in moment)
    assert not np.allclose(found.mean.dreams_bits, found.after.dreams_bits)
    (alone,) = sleep_steps(run, range(41, 42)).mean.dreams_bits
    assert alone == pytest.approx(found.mean.dreams_bits[1])


def test_a_cycle_to_come_is_refused(run):
    with pytest.raises(ValueError, match="has not been learned"):
        sleep_steps(run, range(50, 52))


def made(penalty_changes, dreams_changes):
    """SleepSteps that changed both by so much; their means changed neither."""
    before = Divergences(np.ones(len(penalty_changes)), np.ones(len(dreams_changes)))
    changes = (np.array(penalty_changes), np.array(dreams_changes))
    after = Divergences(*(start + change for start, change in zip(before, changes)))
    return SleepSteps(range(7, 7 + len(penalty_changes)), before, after, before)


def test_the_worst_raised_most_of_those_that_served_dreams():
    assert made([0.5, 0.1, 0.2, -0.1], [0.1, -0.1, -0.2, -0.3]).worst == 2
    assert made([0.5, -0.1], [0.1, -0.1]).worst is None
    assert made([0.5, 0.1], [0.1, 0.0]).worst is None


def test_every_step_is_counted_once():
    found = made([0.5, 0.1, 0.2, -0.1, -0.1, -0.2], [0.1, -0.1, -0.2, -0.3, 0.3, -0.1])
    assert found.counted(found.after) == ((2, 2), (1, 1))
    assert found.counted(found.mean) == ((0, 0), (0, 6))
