"""One sentence and one equation for each beat, with the step's own numbers in it."""

import numpy as np

from wsviz.engine.step import WAKE
from wsviz.narration.beats import COMPARE, DREAM, PREDICT, RECOGNISE, SHOW, TEACH, taught_layers
from wsviz.narration.numbers import drawing_numbers

_EQUATIONS = {
    SHOW: "d ~ data",
    RECOGNISE: "q = σ(b + Σ s w),  s = 1 if u < q",
    DREAM: "p = σ(b + Σ s w),  s = 1 if u < p",
    (WAKE, PREDICT): "p = σ(b + Σ s w), parents above",
    (WAKE, COMPARE): "error = s − p",
    (WAKE, TEACH): "Δw = ε · s(parent) · (s − p)",
    PREDICT: "q = σ(b + Σ s w), parents below",
    COMPARE: "error = s − q",
    TEACH: "Δw = ε · s(parent) · (s − q)",
}


def equation(beat):
    """The beat's equation (Hinton et al. 1995, eqs. 1, 4 and 7) as a line of text."""
    return _EQUATIONS.get((beat.phase, beat.kind)) or _EQUATIONS[beat.kind]


def sentence(step, beat, selection=None, learner=0):
    """What happened at that beat, in one or two sentences with the engine's numbers."""
    tell = {
        SHOW: _show,
        RECOGNISE: _recognise,
        DREAM: _dream,
        PREDICT: _predict,
        COMPARE: _compare,
        TEACH: _teach,
    }[beat.kind]
    text = tell(step, beat, learner)
    if selection is not None and selection.layer == beat.layer and beat.kind != SHOW:
        text += " " + _drawn(step, selection, learner)
    return text


def unit_name(layer, unit):
    """What a unit is called on the screen, counting from 1."""
    return f"pixel {unit + 1}" if layer == 0 else f"unit {unit + 1} of layer {layer}"


def plain(value, digits):
    """A number, its minus a minus sign."""
    return f"{value:.{digits}f}".replace("-", "−")


def signed(value, digits):
    """A number with its sign, the minus as long as the plus."""
    return f"{value:+.{digits}f}".replace("-", "−")


def _show(step, beat, learner):
    return f"A datum is drawn from the data and held on the image: {_count(step, 0, learner)} on."


def _recognise(step, beat, learner):
    below = "the image" if beat.layer == 1 else f"layer {beat.layer - 1}"
    return (
        f"Layer {beat.layer} is drawn upward from {below} through the recognition weights: "
        f"{_count(step, beat.layer, learner)} on."
    )


def _dream(step, beat, learner):
    layer = beat.layer
    count = _count(step, layer, learner)
    if layer == len(step.states.units) - 1:
        return f"The dream starts at the top: layer {layer} is drawn from its biases, {count} on."
    above = f"layer {layer + 1} through the generative weights: {count} on."
    if layer == 0:
        return f"A fantasy: the image is drawn downward from {above}"
    return f"Layer {layer} is drawn downward from {above}"


def _predict(step, beat, learner):
    if beat.phase == WAKE:
        return (
            "The states stay. The generative weights say how probable each unit is "
            "given the layer above; the top layer has only its biases."
        )
    return (
        "The dream stays. The recognition weights say how probable each hidden unit is "
        "given the layer below; the image needs no prediction."
    )


def _compare(step, beat, learner):
    layer, unit, error = _largest_error(step, learner)
    sign = "p" if beat.phase == WAKE else "q"
    state = step.states.units[layer][learner, 0, unit]
    return (
        f"State minus probability is the error. The largest: {unit_name(layer, unit)}, "
        f"s − {sign} = {state:.0f} − {state - error:.2f} = {signed(error, 2)}."
    )


def _teach(step, beat, learner):
    direction = "generative" if beat.phase == WAKE else "recognition"
    change = step.change.flat[learner]
    moved = np.count_nonzero(change)
    largest = change[np.abs(change).argmax()]
    return (
        f"The {direction} weights learn: {moved} of {change.size} weights and biases move, "
        f"the largest by {signed(largest, 4)}. The other direction stays."
    )


def _drawn(step, selection, learner):
    numbers = drawing_numbers(step, selection, learner)
    name = unit_name(*selection[:2]).capitalize()
    sign = "q" if step.phase == WAKE else "p"
    verdict = "u < " + sign + ", so it is on" if numbers.state else "u ≥ " + sign + ", so it is off"
    return f"{name}: {sign} {numbers.probability:.2f}, u {numbers.uniform:.2f}: {verdict}."


def _count(step, layer, learner):
    states = step.states.units[layer][learner, 0]
    noun = "pixels" if layer == 0 else "units"
    return f"{int(states.sum())} of {states.size} {noun}"


def _largest_error(step, learner):
    """(layer, unit, error) where |state − predicted| of the first row is largest."""
    depth = len(step.states.units) - 1
    best = (0, 0, 0.0)
    for layer in taught_layers(step.phase, depth):
        lesson = step.lesson(layer)
        errors = (lesson.states - lesson.predicted)[learner, 0]
        unit = int(np.abs(errors).argmax())
        if abs(errors[unit]) > abs(best[2]):
            best = (layer, unit, float(errors[unit]))
    return best
