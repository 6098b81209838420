"""One sentence and one equation for each beat, with the step's own numbers in it."""

import numpy as np

from wsviz.engine.parameters import RECOGNITION
from wsviz.engine.step import WAKE
from wsviz.narration import numbers
from wsviz.narration.beats import COMPARE, DREAM, EXPLAIN, PREDICT, RECOGNISE, SHOW, TEACH, WEIGH
from wsviz.runs.words import layer_name, signed, unit_name

_EQUATIONS = {
    SHOW: "d ~ data",
    RECOGNISE: "q = σ(b + Σ s w),  s = 1 if u < q",
    DREAM: "p = σ(b + Σ s w),  s = 1 if u < p",
    EXPLAIN: "P(α | d) = p(d, α) / Σ p(d, α′)",
    WEIGH: "wₖ = p(d, hₖ) / q(hₖ | d), divided by their sum",
    (WAKE, PREDICT): "p = σ(b + Σ s w), parents above",
    (WAKE, COMPARE): "error = s − p",
    (WAKE, TEACH): "Δw = ε · s(parent) · (s − p)",
    PREDICT: "q = σ(b + Σ s w), parents below",
    COMPARE: "error = s − q",
    TEACH: "Δw = ε · s(parent) · (s − q)",
}


def equation(moment):
    """The beat's equation (Hinton et al. 1995, eqs. 1, 4, 6 and 7) as a line of text."""
    beat = moment.beat
    text = _EQUATIONS.get((beat.phase, beat.kind)) or _EQUATIONS[beat.kind]
    several = beat.kind == TEACH and moment.rows > 1
    return text.replace("ε ·", "ε · Σ share ·") if several else text


def sentence(moment):
    """What happened at that beat, in one or two sentences with the engine's numbers."""
    text = _TELL[moment.beat.kind](moment)
    layer = moment.selection.layer
    if layer == moment.beat.layer and moment.beat.kind != SHOW and not moment.waits(layer):
        text += " " + _drawn(moment)
    return text


def _show(moment):
    if moment.step.listed:
        return (
            f"A datum is drawn to be looked at, {_count(moment, 0)} on; all the others count, too."
        )
    return f"A datum is drawn from the data and held on the image: {_count(moment, 0)} on."


def _recognise(moment):
    layer = moment.beat.layer
    if moment.waits(layer):
        return _waits(moment)
    below = "the image" if layer == 1 else f"layer {layer - 1}"
    return (
        f"Layer {layer} is drawn upward from {below} through the recognition weights: "
        f"{_count(moment, layer)} on."
    )


def _dream(moment):
    layer = moment.beat.layer
    if moment.waits(layer):
        return _waits(moment)
    count = _count(moment, layer)
    if layer == moment.architecture.depth or moment.waits(layer + 1):
        return f"The dream starts at the top: layer {layer} is drawn from its biases, {count} on."
    above = f"layer {layer + 1} through the generative weights: {count} on."
    if layer == 0:
        return f"A fantasy: the image is drawn downward from {above}"
    return f"Layer {layer} is drawn downward from {above}"


def _waits(moment):
    return (
        f"Layer {moment.beat.layer} waits, all its units off: until cycle "
        f"{moment.recipe.pair_until(moment.cycle):,} only {_pair(moment)} learn."
    )


def _pair(moment):
    lower, upper = moment.recipe.pair(moment.cycle)
    return (
        f"{layer_name(lower)} and {layer_name(upper)}" if lower else f"the image and layer {upper}"
    )


def _explain(moment):
    drawn = " was drawn so: it" if moment.row == 0 else ""
    return (
        f"Nothing is recognised: every datum with every explanation is listed, {moment.rows:,} "
        f"rows, and each counts as much as it is probable. The pair on show{drawn} counts "
        f"{moment.weights[moment.row]:.2g}."
    )


def _predict(moment):
    if moment.phase == WAKE:
        return (
            "The states stay. The generative weights say how probable each unit is "
            "given the layer above; the top layer has only its biases."
        )
    return (
        "The dream stays. The recognition weights say how probable each hidden unit is "
        "given the layer below; the image needs no prediction."
    )


def _weigh(moment):
    best = int(moment.weights.argmax())
    return (
        f"{moment.rows} explanations of the datum are weighed, how probable they are against how "
        f"often they are recognised: the heaviest, explanation {best + 1}, counts "
        f"{moment.weights[best]:.2f}."
    )


def _compare(moment):
    layer, unit = _largest_error(moment)
    sign = moment.sign(layer)
    state, probability = moment.states(layer)[unit], moment.probabilities(layer)[unit]
    return (
        f"State minus probability is the error. The largest: {unit_name(layer, unit)}, "
        f"s − {sign} = {state:.0f} − {probability:.2f} = {signed(state - probability, 2)}."
    )


def _teach(moment):
    change = moment.step.change.flat[0]
    moved = np.count_nonzero(change)
    largest = change[np.abs(change).argmax()]
    others = "The other direction stays."
    if moment.recipe.pair(moment.cycle) is not None:
        until = moment.recipe.pair_until(moment.cycle)
        others = f"Until cycle {until:,} only {_pair(moment)} learn."
    if moment.step.wake_phi is not None:
        too = np.count_nonzero(moment.step.wake_phi.flat[0])
        others = f"Awake, {too} {RECOGNITION} weights learn from the same explanations."
    return (
        f"The {moment.taught} weights learn: {moved} of {change.size} weights and biases move, "
        f"the largest by {signed(largest, 4)}. {others}"
    )


_TELL = {
    SHOW: _show,
    RECOGNISE: _recognise,
    EXPLAIN: _explain,
    DREAM: _dream,
    PREDICT: _predict,
    WEIGH: _weigh,
    COMPARE: _compare,
    TEACH: _teach,
}


def _drawn(moment):
    draw = numbers.drawing(moment)
    sign = moment.sign(moment.selection.layer)
    name = unit_name(*moment.selection[:2])
    verdict = f"u < {sign}, so it is on" if draw.state else f"u ≥ {sign}, so it is off"
    start = name[0].upper() + name[1:]
    return f"{start}: {sign} {draw.sum.probability:.2f}, u {draw.uniform:.2f}: {verdict}."


def _count(moment, layer):
    states = moment.states(layer)
    noun = ("unit" if layer else "pixel") + "s" * (states.size > 1)
    return f"{int(states.sum())} of {states.size} {noun}"


def _largest_error(moment):
    """(layer, unit) where |state − probability| is largest."""
    compared = (n for n in moment.layers if moment.predicted(n) and not moment.waits(n))
    errors = {layer: moment.errors(layer) for layer in compared}
    layer = max(errors, key=lambda layer: np.abs(errors[layer]).max())
    return layer, int(np.abs(errors[layer]).argmax())
