"""A run's past, its keyframes and its curve, as named arrays and back."""

from typing import NamedTuple

import numpy as np

from wsviz.engine.parameters import Parameters
from wsviz.measure.curve import Point
from wsviz.runs.history import MAX_CYCLE
from wsviz.runs.recipe import MAX_RATE
from wsviz.runs.revision import MAX_WEIGHT

#: Keyframes, and points of a curve, that a past may have: a run keeps fewer.
MAX_MOMENTS = 10_000
KEYFRAMES = ("cycles", "generative", "recognition")
_PARTS = [name for name in Point._fields if name != "exact"]
# What a world without held-out images does not have.
_UNSEEN = ("held_out_bits", "held_out_error_bits")


class Past(NamedTuple):
    """What a run has learned, as its `restore` takes it.

    keyframes  cycle -> Parameters, the frontier's among them
    curve      cycle -> Point
    cycle      the frontier
    """

    keyframes: dict[int, Parameters]
    curve: dict[int, Point]
    cycle: int


def arrays(past):
    """The past as named arrays.

    cycles, curve_cycles     (keyframes,) and (points,) whole numbers, rising from 0
    generative, recognition  (keyframes, learners, numbers) float32
    exact                    (points,) bool
    entropy_bits …           each part of a Point, (points, *its own shape)
    """
    cycles, points = sorted(past.keyframes), list(past.curve.values())
    found = {
        "cycles": np.array(cycles),
        "generative": np.stack([past.keyframes[cycle].generative.flat for cycle in cycles]),
        "recognition": np.stack([past.keyframes[cycle].recognition.flat for cycle in cycles]),
        "curve_cycles": np.array(list(past.curve)),
        "exact": np.array([point.exact for point in points]),
    }
    return found | {name: np.stack([getattr(p, name) for p in points]) for name in _PARTS}


def from_arrays(held, recipe, cycle):
    """The Past that `arrays` gave, of a run that began with that recipe and stands at that cycle.

    Raises KeyError for an array that is missing, ValueError for one that cannot be such a run's.
    """
    zeros = recipe.initial_parameters()
    cycles = _cycles(held["cycles"])
    keyframes = _keyframes(held, cycles, zeros)
    curve_cycles = _cycles(held["curve_cycles"])
    if cycle not in keyframes:
        raise ValueError(f"No keyframe at cycle {cycle:,}, where the run stands.")
    points = len(curve_cycles)
    parts = [_part(name, held[name], shape) for name, shape in _shapes(recipe, points).items()]
    exact = held["exact"]
    if exact.dtype != bool or exact.shape != (points,):
        raise ValueError(f"exact is {exact.dtype} {exact.shape} where {points} points are.")
    rows = zip(*parts, exact.tolist(), strict=True)
    return Past(keyframes, {at: Point(*row) for at, row in zip(curve_cycles, rows)}, cycle)


def _cycles(values):
    """Cycles as Python's own whole numbers."""
    if values.dtype != np.int64 or values.ndim != 1 or not 0 < len(values) <= MAX_MOMENTS:
        raise ValueError(f"Cycles are {values.dtype} {values.shape}: at most {MAX_MOMENTS:,}.")
    if values[0] != 0 or (np.diff(values) <= 0).any() or values[-1] > MAX_CYCLE:
        raise ValueError(f"Cycles do not rise from 0 to at most {MAX_CYCLE:,}.")
    return values.tolist()


def _keyframes(held, cycles, zeros):
    sides = []
    for name, side in zip(zeros._fields, zeros):
        values = held[name]
        expected = (len(cycles), *side.flat.shape)
        if values.dtype != side.flat.dtype or values.shape != expected:
            raise ValueError(f"{name} is {values.dtype} {values.shape} in place of {expected}.")
        # A step moves a weight by its rate at most, and recognition learns in both phases.
        most = MAX_WEIGHT + 2 * MAX_RATE * np.array(cycles)[:, None, None]
        # Written so that nan is refused too.
        if not (np.abs(values) <= most).all():
            raise ValueError(f"{name} holds numbers that no learning gives.")
        # Each an array of its own, so that keyframes that a run lets go of leave memory.
        sides.append([side.with_flat(each.copy()) for each in values])
    return {at: Parameters(*each).read_only() for at, *each in zip(cycles, *sides)}


def _shapes(recipe, points):
    """The shape of each part of so many Points."""
    one = (points, recipe.learners)
    layers = {"layer_costs_bits": recipe.architecture.depth + 1}
    hidden = {"dream_costs_bits": recipe.architecture.depth}
    return dict.fromkeys(_PARTS, one) | {n: (*one, m) for n, m in (layers | hidden).items()}


def _part(name, values, shape):
    if values.dtype not in (np.float32, np.float64) or values.shape != shape:
        raise ValueError(f"{name} is {values.dtype} {values.shape} in place of {shape}.")
    known = values if name not in _UNSEEN else values[~np.isnan(values)]
    if not np.isfinite(known).all():
        raise ValueError(f"{name} holds numbers that are not finite.")
    return values
