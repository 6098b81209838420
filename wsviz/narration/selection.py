"""Selection: the unit and the weight that stand out everywhere."""

from typing import NamedTuple

from wsviz.engine.parameters import DIRECTIONS, GENERATIVE, RECOGNITION
from wsviz.engine.step import WAKE


def taught_direction(phase):
    """The direction that learns in that phase."""
    return GENERATIVE if phase == WAKE else RECOGNITION


class Selection(NamedTuple):
    """A unit and one of its incoming weights.

    layer, unit  the unit
    parent       index into its inputs: 0 its bias, i the weight from unit i − 1
    direction    whose weight it is, None for that of the direction which the phase teaches
    """

    layer: int
    unit: int
    parent: int = 0
    direction: str | None = None

    def way(self, phase):
        """The direction of the selected weight in that phase."""
        return self.direction or taught_direction(phase)

    def fitted(self, architecture):
        """The same where the network has such a unit and weight, else the nearest there is."""
        layer = _within(self.layer, architecture.depth)
        unit = _within(self.unit, architecture.sizes[layer] - 1)
        lost = layer == 0 and self.direction == RECOGNITION
        direction = None if lost else self.direction
        most = [architecture.parents(way, layer) for way in (direction, *DIRECTIONS) if way]
        return Selection(layer, unit, _within(self.parent, max(n or 0 for n in most)), direction)


FIRST = Selection(1, 0)


def clicked(target, architecture):
    """The Selection that a click on a figure means, None where it means no unit.

    target  [layer, unit, parent, direction's index]; a parent of −1 (or none) is the whole unit
    """
    if len(target) not in (2, 4):
        return None
    layer, unit, parent, way = (*target, -1, -1)[:4]
    known = 0 <= layer <= architecture.depth and 0 <= unit < architecture.sizes[layer]
    if not known:
        return None
    direction = DIRECTIONS[way] if parent >= 0 and 0 <= way < len(DIRECTIONS) else None
    return Selection(layer, unit, max(0, parent), direction).fitted(architecture)


def _within(index, last):
    return min(max(0, index), last)
