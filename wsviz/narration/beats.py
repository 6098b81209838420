"""The beats of a step: the moments at which it is shown.

A beat is only a view: the engine has no half-steps.
"""

from typing import NamedTuple

from wsviz.engine.step import SLEEP, WAKE

SHOW, RECOGNISE, DREAM = "show", "recognise", "dream"
PREDICT, COMPARE, TEACH = "predict", "compare", "teach"

PHASES = (WAKE, SLEEP)


class Beat(NamedTuple):
    """A moment shown within a step.

    phase   WAKE or SLEEP
    number  1 … count
    kind    SHOW, RECOGNISE, DREAM, PREDICT, COMPARE or TEACH
    layer   the layer that is drawn, None where all are concerned
    name    the operation in words, as buttons and the status line give it
    """

    phase: str
    number: int
    count: int
    kind: str
    layer: int | None
    name: str


def beats(phase, depth):
    """The beats of a phase in a network with so many hidden layers, in order."""
    if phase == WAKE:
        drawn = [(SHOW, 0, "show the datum")]
        drawn += [(RECOGNISE, n, f"recognise layer {n}") for n in range(1, depth + 1)]
        taught = [
            (PREDICT, None, "predict every layer from above"),
            (COMPARE, None, "compare"),
            (TEACH, None, "teach the generative weights"),
        ]
    else:
        drawn = [(DREAM, n, f"dream layer {n}") for n in range(depth, 0, -1)]
        drawn += [(DREAM, 0, "dream the image")]
        taught = [
            (PREDICT, None, "predict every hidden layer from below"),
            (COMPARE, None, "compare"),
            (TEACH, None, "teach the recognition weights"),
        ]
    every = drawn + taught
    return tuple(Beat(phase, i, len(every), *beat) for i, beat in enumerate(every, start=1))


def status(cycle, beat):
    """The status line's fixed form: cycle 12 · wake · beat 3 of 6 · recognise layer 2."""
    return f"cycle {cycle} · {beat.phase} · beat {beat.number} of {beat.count} · {beat.name}"


def drawn_layers(beat, depth):
    """The layers whose states exist at that beat."""
    if beat.kind in (SHOW, RECOGNISE):
        return range(beat.layer + 1)
    if beat.kind == DREAM:
        return range(beat.layer, depth + 1)
    return range(depth + 1)


def taught_layers(phase, depth):
    """The layers whose incoming connection the phase teaches."""
    return range(depth + 1) if phase == WAKE else range(1, depth + 1)


def predictions_exist(beat):
    """Whether the taught direction has predicted by that beat."""
    return beat.kind in (PREDICT, COMPARE, TEACH)


def parameters_shown(step, beat):
    """The parameters in force at that beat: the change comes with the last one."""
    return step.after if beat.kind == TEACH else step.before
