"""The worlds a network can learn: one file each, all of them Datasets."""

from collections.abc import Callable
from functools import cache, partial

from wsviz.datasets.bars import bars
from wsviz.datasets.dataset import Dataset
from wsviz.datasets.digits import digits
from wsviz.datasets.every_fifth import split
from wsviz.datasets.kirby import kirby
from wsviz.datasets.mnist import mnist
from wsviz.datasets.shifter import shifter

__all__ = ["DATASETS", "Dataset", "load"]

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


@cache
def load(name):
    """The Dataset of that name, made once. Raises ValueError with the names there are."""
    if name not in DATASETS:
        raise ValueError(f"No data set is called “{name}”: there are {', '.join(DATASETS)}.")
    return DATASETS[name]()
