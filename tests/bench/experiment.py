"""Learn a recipe and measure it at some cycles: what recorded experiments have in common."""

import math
import time
from unittest import mock

import numpy as np

from wsviz.measure.curve import next_point
from wsviz.runs.experiment import Case
from wsviz.runs.run import Run


def log_marks(last):
    """Cycles evenly spaced on a log axis, those of a curve that costs nothing; `last` is one."""
    found = [0]
    while found[-1] < last:
        found.append(min(last, next_point(found[-1])))
    return np.array(found)


def learned(name, recipe, marks, measure):
    """The Case of a recipe; measure(parameters) gives name -> (learners,) at each mark."""
    # The curve's own points are no part of learning.
    with mock.patch("wsviz.runs.run.next_point", return_value=math.inf):
        run, rows, seconds = Run(recipe), [], 0.0
        for mark in marks:
            start = time.process_time()
            run.advance(mark - run.cycle)
            seconds += time.process_time() - start
            rows.append(measure(run.parameters))
    measured = {key: np.array([row[key] for row in rows]) for key in rows[0]}
    return Case(name, recipe, np.array(marks), measured, seconds, run.parameters.learner(0))
