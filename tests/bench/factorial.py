"""What no factorial Q avoids, over learning; and whether a search from more starts finds less.

python -m tests.bench.factorial
"""

from unittest.mock import patch

import numpy as np

from wsviz.measure import factorial, objectives, penalty_parts
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run
from wsviz.ui.records import recorded

_LEARNERS = 10
_CYCLES = (100, 300, 1_000, 3_000, 6_000, 20_000, 60_000)
_MANY = 64


def kirby():
    """Print mean ± standard error of both parts of the penalty, and what more starts would save."""
    run = Run(PRESETS["kirby"].replace(learners=_LEARNERS))
    images = run.dataset.distinct()[0]
    for cycle in _CYCLES:
        run.advance(cycle - run.cycle)
        found = objectives(run.parameters, run.dataset)
        parts = zip(("unavoidable", "lag", "dreams"), map(_spread, found))
        told = ", ".join(f"{name} {text}" for name, text in parts)
        print(
            f"kirby {cycle:,}: {told}; more starts save {_missed(run.parameters, images):.1e} nats"
        )


def bars():
    """Print the medians at the end of the recorded bars runs."""
    for name in ("bars", "bars-all-white", "bars-unconstrained", "bars-zero-bias"):
        run = recorded(name)
        images, probabilities = run.dataset.distinct()
        parts = penalty_parts(run.parameters, images)
        unavoidable, lag = (np.median(part @ probabilities) for part in parts)
        dearest = np.median(parts.unavoidable_bits, 0)
        print(
            f"{name} {run.cycle:,}: unavoidable {unavoidable:.4f}, lag {lag:.4f}; dearest image "
            f"{dearest.max():.4f}, {images[dearest.argmax()].astype(int)}"
        )


def _missed(parameters, images):
    """The most that a search from many more explanations finds cheaper, in nats."""
    few = factorial.least_free_energy(parameters, images)
    with patch.multiple(factorial, _LIKELIEST=_MANY, _STARTS=_MANY + 2):
        return float((few - factorial.least_free_energy(parameters, images)).max())


def _spread(values):
    return f"{values.mean():.4f} ± {values.std(ddof=1) / np.sqrt(len(values)):.4f}"


if __name__ == "__main__":
    kirby()
    bars()
