"""The working of the rule: the hand sum of the selected unit and weight, in Markdown lines."""

from wsviz.engine.parameters import GENERATIVE
from wsviz.engine.step import WAKE
from wsviz.narration import numbers
from wsviz.narration.beats import TEACH
from wsviz.runs.words import plain, signed, unit_name, weight_name

# More terms than these are summed up in one.
_TERMS_SHOWN = 5
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def how_drawn(moment):
    """How the selected unit's state came about at this beat, as lines; eq. 1."""
    layer, unit = moment.selection[:2]
    if not moment.drawn(layer):
        return ["It is drawn in a later beat."]
    if moment.waits(layer):
        return ["It waits for the layers below: s = 0, whatever its probability."]
    draw = numbers.drawing(moment)
    if draw is None and layer:
        counts = moment.weights[moment.row]
        return [
            f"It is listed: s = {moment.states(layer)[unit]:.0f} in this explanation.",
            f"P(d) P(α | d) = **{counts:.4g}**: so much this row counts.",
        ]
    if draw is None:
        return [f"It is given by the datum: s = {moment.states(0)[unit]:.0f}."]
    sign = "q" if moment.phase == WAKE else "p"
    comparison = "<" if draw.state else "≥"
    return [
        *_sum(draw.sum, sign),
        f"u = {draw.uniform:.4f} {comparison} {sign}, so **s = {draw.state}**",
    ]


def what_is_taught(moment):
    """What the selected weight is taught at this beat, as lines; eqs. 4 and 7."""
    if moment.parent is None:
        return ["Nothing: asleep, only recognition weights learn, and none lead into the image."]
    lesson = numbers.weight_change(moment)
    if lesson is None:
        value = plain(moment.weight, 5)
        return [f"Nothing: {moment.way} weights rest in the {moment.phase} phase. w = {value}"]
    if not moment.has_predicted:
        return ["It learns at the end of the phase."]
    sign = "p" if moment.way == GENERATIVE else "q"
    lines = _sum(lesson.sum, sign)
    if moment.beat.kind != TEACH:
        return [*lines, "The weight moves in the last beat."]
    return [*lines, *_change(moment, lesson, sign)]


def _change(moment, lesson, sign):
    bound = ", held at its limit ≥ 0" if lesson.held else ""
    moved = f"w: {plain(lesson.before, 5)} → **{plain(lesson.after, 5)}**"
    change = f"**{signed(lesson.change, 5)}**{bound}"
    term = lesson.terms[moment.row]
    product = f"{term.input} · {signed(term.state - term.probability, 4)}"
    if moment.rows == 1:
        return [f"Δw = ε s (s − {sign}) = {lesson.rate:g} · {product} = {change}", moved]
    total = sum(each.value for each in lesson.terms)
    return [
        f"row {moment.row + 1} of {moment.rows:,}: share · s (s − {sign}) = {term.share:.3g} · "
        f"{product} = {signed(term.value, 5)}",
        f"Δw = ε · sum over the rows = {lesson.rate:g} · {signed(total, 5)} = {change}",
        moved,
    ]


def parent_name(moment, parent):
    """What the selected unit's weight from that parent comes from; 0 is its bias."""
    return weight_name(moment.way, moment.selection.layer, parent)


def headings(moment):
    """The titles of the two parts."""
    return f"How {unit_name(*moment.selection[:2])} was drawn", "What its weight is taught"


def _sum(total, sign):
    """b + Σ s w, the terms whose parent is on written out, and its logistic function."""
    bias, *rest = total.terms
    on = [(i, weight) for i, (state, weight) in enumerate(rest, start=1) if state]
    shown = "".join(f" + ({plain(weight, 4)}){_below(i)}" for i, weight in on[:_TERMS_SHOWN])
    left = on[_TERMS_SHOWN:]
    if left:
        shown += f" + ({plain(sum(w for _, w in left), 4)} of {len(left)} more)"
    off = len(rest) - len(on)
    idle = f" ({off} parent{'s' * (off > 1)} off)" if off else ""
    logit = plain(total.logit, 4)
    return [
        f"b + Σ s w = {plain(bias[1], 4)}{shown}{idle} = **{logit}**",
        f"{sign} = σ({logit}) = **{total.probability:.4f}**",
    ]


def _below(number):
    """A number as a subscript."""
    return str(number).translate(_SUBSCRIPTS)
