"""The recorded runs that ship in assets, read once a process."""

import json
from functools import cache, lru_cache
from pathlib import Path

from wsviz.runs import experiment as experiments
from wsviz.runs import record

_ASSETS = Path(__file__).parents[2] / "assets"


@lru_cache(maxsize=8)
def recorded(name):
    """The recorded Run of that name; do not change it, take a copy. None where there is none."""
    path = _ASSETS / f"{name}.npz"
    return record.load(path) if path.exists() else None


@cache
def experiment(name):
    """The Cases of a recorded experiment, a tests/bench/<name>.py."""
    return experiments.load(_ASSETS / f"{name}.npz")


@cache
def digits_results():
    """What tests/bench/digits.py found."""
    return json.loads((_ASSETS / "digits-results.json").read_text())
