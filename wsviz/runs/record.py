"""Recorded runs: a Run's keyframes and curve in one file, with the link that makes it again."""

from urllib.parse import parse_qsl, urlencode

import numpy as np

from wsviz.measure.curve import Point
from wsviz.runs import link
from wsviz.runs.run import Run

_FIELDS = [name for name in Point._fields if name != "exact"]
# What records of before there were held-out images do not have.
_LATER = ("held_out_bits", "held_out_error_bits")


def save(run, preset, path):
    """Write the run's keyframes and curve up to where it stands; its history stands as a link.

    What lies beyond, after a rewind, is learned again once the loaded run gets there.
    """
    keyframes = run.keyframes | {run.cycle: run.parameters}
    cycles = sorted(cycle for cycle in keyframes if cycle <= run.cycle)
    curve = {cycle: point for cycle, point in run.curve.items() if cycle <= run.cycle}
    points = list(curve.values())
    np.savez_compressed(
        path,
        link=urlencode(link.write(preset, run.revisions)),
        cycles=np.array(cycles),
        generative=np.stack([keyframes[c].generative.flat for c in cycles]),
        recognition=np.stack([keyframes[c].recognition.flat for c in cycles]),
        curve_cycles=np.array(list(curve)),
        exact=np.array([point.exact for point in points]),
        **{name: np.stack([getattr(p, name) for p in points]).astype("f4") for name in _FIELDS},
    )


def load(path):
    """The Run that was recorded. Raises ValueError where the file is not such a record."""
    try:
        with np.load(path, allow_pickle=False) as file:
            held = {name: file[name] for name in file.files}
        unknown = np.full_like(held["kl_bits"], np.nan)
        held = dict.fromkeys(_LATER, unknown) | held
        opened = link.read(dict(parse_qsl(str(held["link"]))))
        run = Run(opened.recipe, opened.revisions)
        zeros = run.parameters
        keyframes = {
            int(cycle): zeros._replace(
                generative=zeros.generative.with_flat(generative),
                recognition=zeros.recognition.with_flat(recognition),
            ).read_only()
            for cycle, generative, recognition in zip(
                held["cycles"], held["generative"], held["recognition"]
            )
        }
        curve = {
            int(cycle): Point(*(held[name][i] for name in _FIELDS), bool(held["exact"][i]))
            for i, cycle in enumerate(held["curve_cycles"])
        }
    except (KeyError, OSError, ValueError) as error:
        raise ValueError(f"This file is no record of a run: {error}.") from error
    run.restore(keyframes, curve)
    return run
