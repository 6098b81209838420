"""Recorded runs that ship: a Run's past in one .npz, as small as possible, with its link."""

from urllib.parse import parse_qsl, urlencode

import numpy as np

from wsviz.runs import link, past
from wsviz.runs.run import Run

# What records of before there were held-out images do not have.
_LATER = ("held_out_bits", "held_out_error_bits")


def save(run, preset, path):
    """Write the run's past up to where it stands, the curve in single precision.

    What lies beyond, after a rewind, is learned again once the loaded run gets there.
    """
    keyframes, curve, end = run.past
    until_end = past.Past(
        {cycle: kept for cycle, kept in keyframes.items() if cycle <= end},
        {cycle: point for cycle, point in curve.items() if cycle <= end},
        end,
    )
    held = past.arrays(until_end)
    single = {name: values.astype("f4") for name, values in held.items() if values.dtype == "f8"}
    text = urlencode(link.write(preset, run.revisions))
    np.savez_compressed(path, link=text, **(held | single))


def load(path):
    """The Run that was recorded. Raises ValueError where the file is not such a record."""
    try:
        with np.load(path, allow_pickle=False) as file:
            held = {name: file[name] for name in file.files}
        unknown = np.full_like(held["kl_bits"], np.nan)
        held = dict.fromkeys(_LATER, unknown) | held
        opened = link.read(dict(parse_qsl(str(held["link"]))))
        run = Run(opened.recipe, opened.revisions)
        run.restore(*past.from_arrays(held, opened.recipe, int(held["cycles"][-1])))
    except (KeyError, OSError, ValueError) as error:
        raise ValueError(f"This file is no record of a run: {error}.") from error
    return run
