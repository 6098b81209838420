"""The one learning loop: wake and sleep by some rule, cycle after cycle."""

from collections.abc import Callable
from typing import NamedTuple

from wsviz.engine import noise
from wsviz.engine.architecture import Architecture
from wsviz.engine.learning import Rule, sleep, wake
from wsviz.engine.schedule import Schedule, scheduled
from wsviz.engine.step import SLEEP, WAKE, blank

# Draws that stay in the processor's cache: those of one learner, and of all.
_DRAWN_AT_ONCE, _DRAWN_TOGETHER = 1 << 18, 1 << 21
_LONGEST_BLOCK = 256


class Method(NamedTuple):
    """Everything that learning from one cycle to the next depends on.

    draw_data    uniforms (cycles, learners, rows) -> data (…, visible)
    seeds        one a learner
    rule         how fast, and under which constraint
    rows         data, or explanations, of one step
    stream       which chance: see wsviz.engine.noise
    wake, sleep  (parameters, draws, rule, out) -> out, a Step that is filled
    schedule     how the rates move from cycle to cycle
    rows_awake   rows of a wake step, where they are not those that are drawn
    """

    architecture: Architecture
    draw_data: Callable
    seeds: range
    rule: Rule
    rows: int = 1
    stream: int = noise.LEARNING
    wake: Callable = wake
    sleep: Callable = sleep
    schedule: Schedule = Schedule()
    rows_awake: int | None = None


def draws(method, cycles):
    """Yield the Draws of each cycle of a range."""
    shape, seeds = method.architecture, method.seeds
    return noise.draws(shape, method.draw_data, seeds, cycles, method.rows, method.stream)


def step(method, phase, parameters, cycle):
    """The Step of that phase of that cycle, from these parameters, in memory of its own."""
    (drawn,) = draws(method, range(cycle, cycle + 1))
    rule, drawn = _scheduled(method, drawn)
    act = {WAKE: method.wake, SLEEP: method.sleep}[phase]
    return act(parameters, drawn, rule, _blank(method, phase))


def learn(method, parameters, cycles):
    """The Parameters after the cycles of a range; the given ones are not changed."""
    wake, sleep = method.wake, method.sleep
    awake, asleep = _blank(method, WAKE), _blank(method, SLEEP)
    for block in _blocks(method, cycles):
        for drawn in draws(method, block):
            rule, drawn = _scheduled(method, drawn)
            parameters = wake(parameters, drawn, rule, awake).after
            parameters = sleep(parameters, drawn, rule, asleep).after
    return parameters


def _scheduled(method, drawn):
    return scheduled(method.schedule, method.rule, drawn, method.architecture)


def _blank(method, phase):
    rows = method.rows_awake or method.rows if phase == WAKE else method.rows
    return blank(method.architecture, phase, len(method.seeds), rows)


def _blocks(method, cycles):
    """The cycles in blocks short enough for their draws to stay in the processor's cache."""
    drawn = method.rows * 2 * method.architecture.width
    most = min(_DRAWN_AT_ONCE // drawn, _DRAWN_TOGETHER // (drawn * len(method.seeds)))
    length = max(1, min(_LONGEST_BLOCK, most))
    return (cycles[i : i + length] for i in range(0, len(cycles), length))
