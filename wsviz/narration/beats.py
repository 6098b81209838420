"""The beats of a step: the moments at which it is shown.

A beat is only a view: the engine has no half-steps.
"""

from typing import NamedTuple

from wsviz.engine.step import SLEEP, WAKE
from wsviz.variants import VARIANTS

SHOW, RECOGNISE, EXPLAIN, DREAM = "show", "recognise", "explain", "dream"
PREDICT, WEIGH, COMPARE, TEACH = "predict", "weigh", "compare", "teach"

PHASES = (WAKE, SLEEP)


class Beat(NamedTuple):
    """A moment shown within a step.

    phase   WAKE or SLEEP
    number  1 … count
    kind    SHOW, RECOGNISE, EXPLAIN, DREAM, PREDICT, WEIGH, COMPARE or TEACH
    layer   the layer that is drawn, None where all are concerned
    name    the operation in words, as buttons and the status line give it
    """

    phase: str
    number: int
    count: int
    kind: str
    layer: int | None
    name: str

    @property
    def last(self):
        """Whether the next operation belongs to another step."""
        return self.number == self.count


def beats(phase, recipe):
    """The beats of a phase of that recipe, in order."""
    every = (_wake if phase == WAKE else _sleep)(recipe)
    return tuple(Beat(phase, i, len(every), *beat) for i, beat in enumerate(every, start=1))


def _wake(recipe):
    variant, both = VARIANTS[recipe.variant], recipe.wake_phi > 0
    drawn = [(RECOGNISE, n, f"recognise layer {n}") for n in range(1, len(recipe.hidden) + 1)]
    if variant.lists:
        drawn = [(EXPLAIN, None, "list all explanations")]
    weighed = [(WEIGH, None, "weigh the explanations")]
    return [
        (SHOW, 0, "show the datum"),
        *drawn,
        (PREDICT, None, "predict every layer from above"),
        *weighed * variant.weighs,
        (COMPARE, None, "compare"),
        (TEACH, None, "teach both directions" if both else "teach the generative weights"),
    ]


def _sleep(recipe):
    drawn = [(DREAM, n, f"dream layer {n}") for n in range(len(recipe.hidden), 0, -1)]
    taught = [
        (PREDICT, None, "predict every hidden layer from below"),
        (COMPARE, None, "compare"),
        (TEACH, None, "teach the recognition weights"),
    ]
    # Where only wake-φ teaches recognition, a dream is just looked at.
    return [*drawn, (DREAM, 0, "dream the image"), *taught * (recipe.sleep_phi > 0)]


def status(cycle, beat):
    """The status line's fixed form: cycle 12 · wake · beat 3 of 6 · recognise layer 2."""
    return f"cycle {cycle:,} · {beat.phase} · beat {beat.number} of {beat.count} · {beat.name}"
