"""What single sleep steps of a run did to both divergences: for dreams, and for data."""

from typing import NamedTuple

import numpy as np

from wsviz.engine.parameters import Parameters
from wsviz.engine.step import SLEEP
from wsviz.measure import decompose, dream_penalty, mean_sleep


class Divergences(NamedTuple):
    """Both divergences of Q and P at some moments, exact, bits, (moments,) each.

    penalty_bits  E[KL(Q‖P)] on data
    dreams_bits   E[KL(P‖Q)] on dreams
    """

    penalty_bits: np.ndarray
    dreams_bits: np.ndarray


class SleepSteps(NamedTuple):
    """The sleep steps of some cycles of a run of one learner, each field one number a step.

    cycles  whose sleep they are
    before  Divergences after that cycle's wake step
    after   Divergences once the step was taken
    mean    Divergences had it been the mean over all dreams instead (wsviz.measure.mean_sleep)
    """

    cycles: range
    before: Divergences
    after: Divergences
    mean: Divergences

    @property
    def worst(self):
        """Index of the step that raised the penalty most while it lowered the dreams' divergence.

        None where no step did both.
        """
        raised = self.after.penalty_bits - self.before.penalty_bits
        served = self.after.dreams_bits < self.before.dreams_bits
        most = int(np.argmax(np.where(served, raised, -np.inf)))
        return most if served[most] and raised[most] > 0 else None

    def counted(self, after):
        """((both fell, penalty alone rose), (dreams alone rose, both rose)) for `after` or `mean`.

        Rows: dreams fell, or not; columns: the penalty fell, or not.
        """
        fell = [now < then for now, then in zip(after, self.before, strict=True)]
        penalty, dreams = fell
        return tuple(
            tuple(int((row & column).sum()) for column in (penalty, ~penalty))
            for row in (dreams, ~dreams)
        )


def sleep_steps(run, cycles):
    """The SleepSteps of these learned cycles (a range), by plain wake-sleep at constant rates.

    Raises ValueError for a cycle to come, and where `dream_penalty` is not affordable.
    """
    dataset = run.dataset
    steps = [run.at(cycle, SLEEP) for cycle in cycles]
    before, after = (
        Parameters.side_by_side([getattr(step, when) for step in steps])
        for when in ("before", "after")
    )
    mean = mean_sleep(before, run.recipe.recognition_rates)
    return SleepSteps(cycles, *(_divergences(each, dataset) for each in (before, after, mean)))


def _divergences(parameters, dataset):
    return Divergences(decompose(parameters, dataset).penalty_bits, dream_penalty(parameters))
