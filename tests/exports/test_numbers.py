"""Numbers that are read back are the engine's, bit for bit."""

import csv
import json
from io import BytesIO, StringIO

import numpy as np
import pandas as pd
import pytest

from tests.figures.conftest import moments
from wsviz.engine import gallery
from wsviz.exports import numbers
from wsviz.exports.moments import moment_json
from wsviz.narration.beats import TEACH
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run

SOURCE = numbers.Source("a run", "preset=bars&cycle=7", "bars")
CASES = {
    "bars": PRESETS["bars"],
    "held out": PRESETS["digits-quick"],
    "explanations": PRESETS["kirby"].replace(variant="reweighted", rows=3, wake_phi=1),
}


@pytest.fixture(scope="module", params=CASES)
def run(request):
    """A little training of each."""
    found = Run(CASES[request.param])
    found.advance(40)
    return found


def rows(data):
    """The lines of a CSV as dicts, and its text above them."""
    text = data.decode("ascii")
    about = [line for line in text.splitlines() if line.startswith("#")]
    assert text.startswith("\n".join(about))
    # A comma would cut the line into cells in a spreadsheet.
    assert not any("," in line for line in about)
    assert SOURCE.name in about[0]
    assert SOURCE.link in about[1]
    assert about[2] == "# it learned: bars"
    return list(csv.DictReader(StringIO(text[len("\n".join(about)) + 1 :])))


def same(texts, values):
    """Whether texts read back as the very values: an empty one as what is not a number."""
    found = np.array([np.nan if text == "" else float(text) for text in texts], values.dtype)
    unknown = np.isnan(values)
    assert (np.isnan(found) == unknown).all()
    assert found[~unknown].tobytes() == values[~unknown].tobytes()


def test_the_curve(run):
    found = rows(numbers.curve_csv(run.curve, SOURCE))
    assert [int(line["cycle"]) for line in found] == list(run.curve)
    for name in ("entropy_bits", "kl_bits", "penalty_bits", "error_bits", "held_out_bits"):
        values = np.array([getattr(point, name)[0] for point in run.curve.values()])
        same([line[name] for line in found], values)
    for layer in range(run.architecture.depth + 1):
        values = np.array([p.layer_costs_bits[0, layer] for p in run.curve.values()])
        same([line[f"layer_costs_bits_layer_{layer}"] for line in found], values)
    for layer in range(run.architecture.depth):
        values = np.array([p.dream_costs_bits[0, layer] for p in run.curve.values()])
        same([line[f"dream_costs_bits_layer_{layer + 1}"] for line in found], values)
    sums = [
        float(x["entropy_bits"]) + float(x["kl_bits"]) + float(x["penalty_bits"]) for x in found
    ]
    assert np.allclose(sums, [float(x["description_length_bits"]) for x in found])


def test_the_weights(run):
    found = rows(numbers.weights_csv(run.parameters, SOURCE))
    again = {}
    for line in found:
        key = line["direction"], int(line["into_layer"])
        again.setdefault(key, {})[int(line["parent"]), int(line["unit"]) - 1] = float(
            line["weight"]
        )
    count = 0
    for (direction, layer), cells in again.items():
        matrix = run.parameters.into(layer, direction)[0]
        for (parent, unit), weight in cells.items():
            assert np.float32(weight) == matrix[parent, unit]
        assert len(cells) == matrix.size
        count += len(cells)
    assert count == run.architecture.parameter_count


def test_the_activations(run):
    found = rows(numbers.activations_csv(run.parameters, run.dataset, SOURCE))
    every = run.dataset.distinct()[0]
    chosen = np.linspace(0, len(every) - 1, min(len(every), 1_000)).astype(int)
    assert len(found) == len(chosen)
    layers = gallery.activations(run.parameters, every[chosen])
    for n in (0, len(found) // 2, len(found) - 1):
        line = found[n]
        assert int(line["image"]) == n + 1
        pixels = [int(line[f"pixel_{i + 1}"]) for i in range(run.architecture.visible)]
        assert pixels == every[chosen[n]].tolist()
        for layer, part in enumerate(layers, 1):
            texts = [line[f"layer_{layer}_unit_{u + 1}"] for u in range(part.shape[2])]
            same(texts, part[0, n])


def test_pandas_reads_the_tables(run):
    data = numbers.weights_csv(run.parameters, SOURCE)
    table = pd.read_csv(BytesIO(data), comment="#")
    first = run.parameters.generative.matrices[0][0, 0]
    assert table.weight[: len(first)].to_numpy("f4").tobytes() == first.tobytes()
    curve = pd.read_csv(BytesIO(numbers.curve_csv(run.curve, SOURCE)), comment="#")
    assert curve.cycle.tolist() == list(run.curve)
    assert curve.held_out_bits.isna().all() == (run.dataset.held_out is None)


def test_all_of_them_as_arrays(run):
    data = numbers.npz(run.curve, run.parameters, run.dataset, SOURCE)
    with np.load(BytesIO(data), allow_pickle=False) as file:
        about = str(file["about"])
        assert SOURCE.link in about
        for name in set(file.files) - {"about"}:
            assert f"{name}: {file[name].dtype} {file[name].shape}" in about
        assert file["curve_cycle"].tolist() == list(run.curve)
        kl = np.array([point.kl_bits[0] for point in run.curve.values()])
        assert file["curve_kl_bits"].tobytes() == kl.tobytes()
        for direction in ("generative", "recognition"):
            for layer in range(run.architecture.depth + 1):
                matrix = run.parameters.into(layer, direction)
                if matrix is not None:
                    written = file[f"{direction}_into_layer_{layer}"]
                    assert written.tobytes() == matrix[0].tobytes()
        layers = gallery.activations(run.parameters, file["activations_images"])
        for layer, part in enumerate(layers, 1):
            assert file[f"activations_layer_{layer}"].tobytes() == part[0].tobytes()


def test_a_moment_says_what_is_drawn_by_then_and_no_more(run):
    kinds = set()
    for moment in moments(run):
        found = json.loads(moment_json(moment, SOURCE))
        kinds.add(moment.beat.kind)
        assert (found["cycle"], found["phase"]) == (run.cycle, moment.phase)
        assert found["beat"]["name"] == moment.beat.name
        assert found["link"] == SOURCE.link
        for layer, part in enumerate(found["layers"]):
            assert (part["states"] is None) == (not moment.drawn(layer))
            if part["states"] is not None:
                assert part["states"] == moment.states(layer).tolist()
                again = np.array(part["probabilities"], np.float32)
                assert again.tobytes() == moment.probabilities(layer).tobytes()
        assert (found["change"] is None) == (moment.beat.kind != TEACH)
        if found["change"] is not None:
            check_change(moment, found["change"])
    assert TEACH in kinds


def check_change(moment, change):
    """What was added: after − before, as far as float32 tells."""
    for part in change:
        direction, layer = part["direction"], part["into_layer"]
        before = moment.step.before.into(layer, direction)[0]
        after = moment.step.after.into(layer, direction)[0]
        assert np.allclose(np.array(part["values"], np.float32), after - before, atol=1e-6)
