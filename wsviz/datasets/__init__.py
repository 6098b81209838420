"""The worlds a network can learn: one file each, all of them Datasets."""

from collections.abc import Callable
from functools import cache, partial

from wsviz.datasets.bars import bars
from wsviz.datasets.dataset import Dataset
from wsviz.datasets.digits import digits
from wsviz.datasets.every_fifth import split
from wsviz.datasets.kirby import kirby
from wsviz.datasets.mnist import mnist
from wsviz.datasets.own import from_arrays, held, is_own
from wsviz.datasets.shifter import shifter

__all__ = ["DATASETS", "Dataset", "from_arrays", "load"]

DATASETS: dict[str, Callable[[], Dataset]] = {
    "kirby": kirby,
    "bars": bars,
    "bars-all-white": partial(bars, all_white=True),
    "shifter": shifter,
    "digits": digits,
    "digits-split": lambda: split(load("digits")),
    "mnist": mnist,
    "mnist-split": lambda: split(load("mnist")),
}


def load(name):
    """The Dataset of that name, made once.

    Raises ValueError with the names there are, and for own pictures that nobody here uses.
    """
    if is_own(name):
        found = held(name)
        if found is None:
            raise ValueError(f"The pictures “{name}” are not here: they have to be brought again.")
        return found
    if name not in DATASETS:
        raise ValueError(f"No data set is called “{name}”: there are {', '.join(DATASETS)}.")
    return _made(name)


@cache
def _made(name):
    return DATASETS[name]()
