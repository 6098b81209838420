"""Learning rules over the same parts, each a wake and a sleep step with the engine's signature.

A new one is a module with those two functions and a line in VARIANTS.
"""

from collections.abc import Callable
from typing import NamedTuple

from wsviz.engine import learning
from wsviz.variants import exact_gradient, reweighted


class Variant(NamedTuple):
    """A learning rule.

    title        name on the screen
    wake, sleep  (parameters, draws, rule, out) -> out, a Step that is filled
    weighs       whether the rows are explanations of one datum, which weigh differently; only then
                 recognition may learn awake too
    lists        whether a wake step has every explanation of every datum as its rows: then `wake`
                 makes it, (images, probabilities, architecture) -> the step
    work         about how many times as long a cycle takes as a plain one
    """

    title: str
    wake: Callable
    sleep: Callable
    weighs: bool = False
    lists: bool = False
    work: float = 1.0


VARIANTS: dict[str, Variant] = {
    "wake-sleep": Variant("Wake-sleep", learning.wake, learning.sleep),
    "reweighted": Variant(
        "Reweighted wake-sleep", reweighted.wake, learning.sleep, weighs=True, work=3.0
    ),
    "exact-gradient": Variant(
        "Exact gradient ascent", exact_gradient.wake_on, learning.sleep, lists=True, work=3.0
    ),
}
