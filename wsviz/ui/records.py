"""The recorded runs that ship in assets, read once a process."""

import json
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from wsviz.runs import record

_ASSETS = Path(__file__).parents[2] / "assets"


@lru_cache(maxsize=8)
def recorded(name):
    """The recorded Run of that name; do not change it, take a copy. None where there is none."""
    path = _ASSETS / f"{name}.npz"
    return record.load(path) if path.exists() else None


@cache
def reweighted():
    """(cycles, curves) of tests/bench/reweighted.py: name -> (kl_bits, penalty_bits)."""
    with np.load(_ASSETS / "reweighted.npz", allow_pickle=False) as file:
        curves = {
            f"K = {name}": (file[f"kl_bits_{n}"], file[f"penalty_bits_{n}"])
            for n, name in enumerate(file["cases"].tolist())
        }
        return file["cycles"].tolist(), curves


@cache
def digits_results():
    """What tests/bench/digits.py found."""
    return json.loads((_ASSETS / "digits-results.json").read_text())
