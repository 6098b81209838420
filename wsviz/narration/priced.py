"""What a picture costs at a moment, its explanation and its reconstruction."""

from typing import NamedTuple

import numpy as np

from wsviz.engine import gallery
from wsviz.measure.likelier import Likelier, likelier
from wsviz.narration.explained import shown_image


class Priced(NamedTuple):
    """A picture and what the machine makes of it.

    image     (visible,), None where it does not exist yet
    name      what it is called
    states    the states (units,) of each hidden layer, bottom-up, recognised once
    rebuilt   (visible,) the probability of each pixel by these states
    nearest   (visible,) the datum that differs from it in the fewest pixels
    distance  in how many
    cost      Likelier
    """

    image: np.ndarray | None
    name: str
    states: tuple = ()
    rebuilt: np.ndarray | None = None
    nearest: np.ndarray | None = None
    distance: int = 0
    cost: Likelier | None = None


def priced(moment, chosen, seed, hurried=False):
    """The Priced of a chosen image (visible,), by default of the one on show.

    `hurried`: see likelier.
    """
    image, name = shown_image(moment, chosen)
    if image is None:
        return Priced(None, name)
    step = gallery.recognised(moment.parameters, image[None], seed)
    states = tuple(layer[0, 0] for layer in step.states.units[1:])
    cost = likelier(moment.parameters, image, moment.dataset, seed, hurried)
    (at,), (distance,) = moment.dataset.nearest(image[None])
    nearest = moment.dataset.images[at]
    rebuilt = step.predicted.units[0][0, 0]
    return Priced(image, name, states, rebuilt, nearest, int(distance), cost)
