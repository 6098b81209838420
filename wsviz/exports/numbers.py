"""Numbers of a run as tables (CSV), and all of them as arrays (.npz).

What is written is what the engine has, bit for bit: a number is written with all digits of its
float64 value, which for a float32 gives the same float32 back. What is not a number is an empty
cell. Texts are ASCII; a table begins with lines that start with #.
"""

import csv
from io import BytesIO, StringIO
from typing import NamedTuple

import numpy as np

from wsviz.engine import gallery
from wsviz.engine.parameters import DIRECTIONS
from wsviz.measure.curve import Point
from wsviz.narration.images import shown_images

# Images whose activations are written: a table of some MB at most; and recognitions of each.
MOST_IMAGES, _DRAWS = 1_000, 32
_MEANS = f"layer 1 is exact; the layers above are means over {_DRAWS} recognitions"


class Source(NamedTuple):
    """What the numbers are of, so that a file says it.

    name   of the preset or of the data, and the cycle
    link   the address's query, which opens the moment again
    data   what the run learned, and from which cycle on where that changed
    """

    name: str
    link: str
    data: str


def curve_csv(curve, source):
    """The curve, cycle -> Point of one learner, a line a point: bits an image in its parts."""
    arrays = curve_arrays(curve)
    columns = {}
    for name, values in arrays.items():
        if values.ndim == 1:
            columns[name] = values
        else:
            first = name == "dream_costs_bits"
            columns |= {f"{name}_layer_{n}": part for n, part in enumerate(values.T, first)}
    about = [
        "the curve: what an image costs to describe in bits; a line a measured cycle",
        "description_length_bits = entropy_bits + kl_bits + penalty_bits",
        "error_bits: one standard error of this sum; 0 where exact",
        "layer_costs_bits: of each layer awake; dream_costs_bits: of each hidden layer asleep",
        "held_out_bits: of images that learning never sees; empty where there are none",
    ]
    return _table(source, about, list(columns), zip(*(c.tolist() for c in columns.values())))


def curve_arrays(curve):
    """Name -> array over the points of a curve: (points,) or (points, layers)."""
    points = list(curve.values())
    found = {"cycle": np.array(list(curve), np.int64)}
    for name in Point._fields[:-1]:
        found[name] = np.stack([getattr(point, name)[0] for point in points])
    found["description_length_bits"] = np.stack([p.description_length_bits[0] for p in points])
    found["exact"] = np.array([int(point.exact) for point in points])
    return found


def activations_csv(parameters, dataset, source):
    """Each hidden unit's mean probability given each image, a line an image."""
    arrays = activation_arrays(parameters, dataset)
    layers = [arrays[f"layer_{n}"] for n in range(1, parameters.architecture.depth + 1)]
    names = [f"layer_{n}_unit_{u + 1}" for n, p in enumerate(layers, 1) for u in range(p.shape[1])]
    lines = np.concatenate(layers, 1).tolist()
    pixels = [f"pixel_{n + 1}" for n in range(parameters.architecture.visible)]
    images = arrays["images"].astype(int).tolist()
    about = [
        f"activations: probability q of each hidden unit given each of {_of(dataset)} images",
        _MEANS,
        "pixels are 0 and 1; row by row from the upper left",
    ]
    rows = ([n, *line, *image] for n, (line, image) in enumerate(zip(lines, images), 1))
    return _table(source, about, ["image", *names, *pixels], rows)


def activation_arrays(parameters, dataset):
    """images (count, visible), and layer_1 … (count, units) given them."""
    images = shown_images(dataset, MOST_IMAGES)
    found = gallery.activations(parameters.learner(0), images, draws=_DRAWS)
    return {"images": images} | {f"layer_{n}": part[0] for n, part in enumerate(found, 1)}


def weights_csv(parameters, source):
    """Every weight and bias, a line each."""
    about = [
        "weights: into_layer and unit say where a weight leads; parent where it comes from",
        "parent 0 is the bias; layer 0 is the image; generative parents lie one layer above",
        "recognition parents lie one layer below; units and pixels count from 1",
    ]
    names = ["direction", "into_layer", "parent", "unit", "weight"]
    return _table(source, about, names, _weight_lines(parameters))


def _weight_lines(parameters):
    for direction, layer, matrix in _matrices(parameters):
        for parent, weights in enumerate(matrix.tolist()):
            for unit, weight in enumerate(weights, 1):
                yield direction, layer, parent, unit, weight


def npz(curve, parameters, dataset, source):
    """The bytes of a .npz with the curve, the activations and the weights; `about` explains it."""
    arrays = {f"curve_{name}": values for name, values in curve_arrays(curve).items()}
    found = activation_arrays(parameters, dataset)
    arrays |= {f"activations_{name}": values for name, values in found.items()}
    for direction, layer, matrix in _matrices(parameters):
        arrays[f"{direction}_into_layer_{layer}"] = matrix
    file = BytesIO()
    np.savez_compressed(file, about=_about(arrays, dataset, source), **arrays)
    return file.getvalue()


def _about(arrays, dataset, source):
    shapes = [f"{name}: {values.dtype} {values.shape}" for name, values in arrays.items()]
    lines = [
        *_headed(source),
        "curve_...: (points,) or (points, layers); bits an image; nan where nothing is held out.",
        f"activations_...: {_of(dataset)} images, pixels row by row from the upper left, and the",
        f"  probability of each hidden unit given them, (images, units); {_MEANS}.",
        "..._into_layer_n: (1 + parents, units), row 0 the biases; layer 0 is the image; parents",
        "  lie one layer above (generative) or below (recognition). Weights add up to logits.",
        *shapes,
    ]
    return "\n".join(lines)


def _matrices(parameters):
    """(direction, layer, matrix (1 + parents, units)) of the first learner."""
    for direction in DIRECTIONS:
        for layer in range(parameters.architecture.depth + 1):
            matrix = parameters.into(layer, direction)
            if matrix is not None:
                yield direction, layer, matrix[0]


def _of(dataset):
    every, written = len(dataset.distinct()[0]), len(shown_images(dataset, MOST_IMAGES))
    return f"{written}" if every == written else f"{written} of {every} evenly chosen"


def _headed(source):
    return [
        f"wsviz: {source.name}",
        f"open it again with ?{source.link}",
        f"it learned: {source.data}",
    ]


def _table(source, about, names, lines):
    """The bytes of a CSV: what it is of, as lines that start with #, a head, and lines of cells."""
    text = StringIO()
    text.writelines(f"# {line}\n" for line in (*_headed(source), *about))
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_cell(value) for value in line] for line in lines)
    return text.getvalue().encode("ascii")


def _cell(value):
    return "" if value != value else repr(value) if isinstance(value, float) else value
